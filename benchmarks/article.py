"""Article text and date out of HTML, scored page by page: `python -m benchmarks.article`.

Compares the text that `pipeline.parse` gives with its parts alone, on the pages of the article extraction
benchmark. Dates are checked on pages of our own: one of each outlet, the sample newsroom, and hard cases.
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
from pipeline.parse_hints import NO_HINTS, ParseHints
from spiders.registry import sources
from tests.newsroom.markup import PUBLIC
from tests.newsroom.site import Site

BENCHMARK = shared.DATA / "article-extraction-benchmark"
ROOT = Path(__file__).parents[1]
Page = tuple[bytes, str, ParseHints, str]  # HTML, address, hints, day of publication or ""
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


def dates() -> Iterator[tuple[str, int, int]]:
    """(which pages, those with the right day of publication, all); a page without a date must give none."""
    fixtures = ROOT / "tests" / "spiders"
    told = {"outlets": _outlets(fixtures / "sources"), "newsroom": _newsroom(), "hard": _hard(fixtures)}
    for name, pages in told.items():
        right = [
            (parse_html(html, url, hints).published_at or "")[:10] == day for html, url, hints, day in pages
        ]
        yield name, sum(right), len(right)


def _outlets(folder: Path) -> Iterator[Page]:
    for declared in sources():
        if declared.article:
            expected = json.loads((folder / f"{declared.name}.json").read_text())
            html = (folder / f"{declared.name}.html").read_bytes()
            yield html, expected["url"], declared.hints, expected["published_at"][:10]


def _newsroom() -> Iterator[Page]:
    site = Site()
    for story in site.stories:
        yield (
            site.answer(story.path, PUBLIC).body,
            PUBLIC + story.path,
            NO_HINTS,
            f"{story.published:%Y-%m-%d}",
        )


def _hard(folder: Path) -> Iterator[Page]:
    text = (
        "<p>The court of Zelenohirsk fined Olha Kalynets 4,000 rubles. Her lawyer called the decision absurd "
        "and will appeal.</p><p>About thirty neighbours came and were not let into the room.</p>"
    )
    for case in json.loads((folder / "dates.json").read_text()):
        head, body = case.get("head", ""), case.get("html", "")
        html = f"<html><head>{head}</head><body><h1>Fine again</h1>{body}<div>{text}</div></body></html>"
        url = case.get("url", "https://lantern.example/news/fine-again")
        yield html.encode(), url, NO_HINTS, case["day"] or ""


def main() -> int:
    """Print how many dates are right; precision, recall, F1 and milliseconds a page of each design."""
    for name, right, count in dates():
        print(f"date of publication, {name:<10} {right} of {count} ({right / count:.0%})")
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
