"""Article text out of HTML, scored page by page: `python -m benchmarks.article`.

Compares what `pipeline.parse` gives with its parts alone, on the pages of the article extraction benchmark.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text
from trafilatura import extract

from benchmarks import shared
from pipeline.parse import ParseError, parse_html
from pipeline.parse_charset import decode

BENCHMARK = shared.DATA / "article-extraction-benchmark"
Reading = Callable[[bytes], str]


def ours(html: bytes) -> str:
    """The text that the parse stage gives; empty where it refuses the page."""
    try:
        return parse_html(html).text
    except ParseError:
        return ""


def trafilatura_alone(html: bytes) -> str:
    return extract(decode(html).text, include_comments=False) or ""


def trafilatura_precise(html: bytes) -> str:
    return extract(decode(html).text, include_comments=False, favor_precision=True) or ""


def resiliparse_alone(html: bytes) -> str:
    return str(extract_plain_text(decode(html).text, main_content=True, alt_texts=False))


DESIGNS: tuple[tuple[str, Reading], ...] = (
    ("trafilatura", trafilatura_alone),
    ("trafilatura, precise", trafilatura_precise),
    ("resiliparse", resiliparse_alone),
    ("pipeline.parse", ours),
)


def main() -> int:
    """Print precision, recall, F1 and milliseconds a page of each design."""
    if not shared.there() or not BENCHMARK.is_dir():
        print(shared.MISSING)
        return 0
    for name, precision, recall, f1, spent in results():
        print(f"{name:<22} P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  {spent:5.1f} ms a page")
    return 0


def results() -> Iterator[tuple[str, float, float, float, float]]:
    """(design, precision, recall, F1, milliseconds a page)."""
    gold = (BENCHMARK / "ground-truth.json").read_bytes()
    pages = {key: _page(key) for key in json.loads(gold)}
    for name, read in DESIGNS:
        started = time.perf_counter()
        rows = [{"id": key, "text": read(html)} for key, html in pages.items()]
        spent = (time.perf_counter() - started) * 1000 / len(pages)
        found = shared.score("article", gold, shared.lines(rows))
        yield name, found["precision"], found["recall"], found["f1"], spent


def _page(key: str) -> bytes:
    path: Path = BENCHMARK / "html" / f"{key}.html.gz"
    return gzip.decompress(path.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
