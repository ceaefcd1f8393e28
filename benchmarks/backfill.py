"""Backfill: pages a second out of a generated WARC file: `python -m benchmarks.backfill [PAGES]`.

Every tenth page is a report, the others are articles of `benchmarks.negatives`, which are full of the words that
the filter looks for. Each has 60 kB of menu around its text. 18,000 pages are 1 GB of HTML.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.negatives import by_hand
from benchmarks.process import measure
from pipeline.parse_relevance import is_relevant_page
from spiders.archive import ArchiveWriter, Exchange
from spiders.discovery import Range
from spiders.foreign import candidates
from spiders.state import utc_now

REPORT = "The court in Simferopol sentenced the activist Olha {word} to {years} years in prison for a post. "
LINKS, STORIES = 200, 3  # a page: links in its menu, articles of a hundred words each in its text
LINK = (
    "<li class='menu__item menu__item--level-2 js-menu-item' id='menu-item-{number}' data-menu='{number}'>"
    "<a class='menu__link menu__link--inner js-track' href='/section/{number}/{word}?from=menu' "
    "data-track-category='navigation' data-track-action='click' data-track-label='menu-{number}'>{word}</a></li>"
)
ALONE = 1500  # pages on which the filter alone is timed
Figure = tuple[str, str]


def generate(folder: Path, pages: int) -> tuple[Path, int]:
    """A WARC file of `pages` pages, and how many bytes of HTML are in it."""
    chance, stories = random.Random(1), [record["text"] for record in by_hand()]
    words = " ".join(stories).split()
    menu = "".join(
        LINK.format(number=number, word=word) for number, word in enumerate(chance.choices(words, k=LINKS))
    )
    writer, size = ArchiveWriter(folder, "generated", "benchmark", utc_now()), 0
    for number in range(pages):
        text = "\n\n".join(chance.sample(stories, STORIES))
        if number % 10 == 0:
            text = REPORT.format(word=chance.choice(words).title(), years=chance.randint(2, 15)) + text
        page = _exchange(number, text, menu)
        writer.write(page)
        size += len(page.body)
    writer.close()
    return writer.path, size


def _exchange(number: int, text: str, menu: str) -> Exchange:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    head = f"<title>Story {number}</title><meta property='article:published_time' content='2021-03-04'>"
    return Exchange(
        url=f"https://lantern.example/news/{number}",
        method="GET",
        request_headers=[],
        status=200,
        response_headers=[("Content-Type", "text/html; charset=utf-8")],
        body=(
            f"<html><head>{head}</head><body><nav><ul>{menu}</ul></nav>"
            f"<article><h1>Story {number}</h1>{paragraphs}</article></body></html>"
        ).encode(),
        date="2021-03-04T10:00:00Z",
    )


def filter_alone(path: Path) -> float:
    """Pages a second of processor time: reading the file and filtering, nothing kept."""
    started, seen = time.process_time(), 0
    for page in candidates(path, Range()):
        is_relevant_page(page.fetched.body, page.fetched.charset)
        seen += 1
        if seen == ALONE:
            break
    return seen / (time.process_time() - started)


def figures(pages: int) -> Iterator[Figure]:
    """(what, figure): the whole backfill in a process of its own, then the filter alone in this one."""
    with tempfile.TemporaryDirectory() as folder:
        path, size = generate(Path(folder), pages)
        home = Path(folder) / "home"
        options = ["--source", "generated", "--home", str(home), "--run", "b1", "--warc", str(path)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = measure([sys.executable, "-m", "spiders.backfill", *options])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        stats = json.loads((home / "runs/b1/generated/stats.json").read_text())
        alone = filter_alone(path)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield "pages", f"{stats['pages']:,}, {size / 1e6:,.0f} MB of HTML, {stats['new']:,} of them kept"
    yield "backfill, filtered, kept pages read and archived", f"{pages / run.seconds:,.0f} pages a second"
    yield "processor time", f"{1000 * spent / pages:.1f} ms a page, {os.cpu_count()} cores"
    yield "most memory (all processes)", f"{run.memory / 2**20:,.0f} MiB"
    yield "filter alone, one core", f"{alone:,.0f} pages a second of processor time"


def main() -> int:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    for what, figure in figures(pages):
        print(f"{what:<50} {figure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
