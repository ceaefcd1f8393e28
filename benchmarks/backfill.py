"""Backfill: pages a second out of a generated WARC file: `python -m benchmarks.backfill [PAGES]`.

Every tenth page is a report, the rest is general prose, each with 60 kB of menu around it.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.parse_relevance import is_relevant_page
from spiders.archive import ArchiveWriter, Exchange
from spiders.backfill import Backfill, candidates, wanted_source
from spiders.discovery import Range
from spiders.state import utc_now

REPORT = (
    "The court in Simferopol sentenced the activist {name} to {years} years in prison for a post. {filler}"
)
WORDS = (Path(__file__).parent / "negatives" / "hand_life.md").read_text(encoding="utf-8").split()
MARKUP = 60_000  # characters around the text, as news sites have


def generate(folder: Path, pages: int) -> Path:
    """A WARC file of `pages` pages."""
    chance = random.Random(1)
    furniture = "".join(
        f"<li class='menu-item-{number}'><a href='/section/{number}/{word}'>{word}</a></li>"
        for number, word in enumerate(chance.choices(WORDS, k=MARKUP // 70))
    )
    writer = ArchiveWriter(folder, "generated", "benchmark", utc_now())
    for number in range(pages):
        writer.write(_exchange(number, furniture, chance))
    writer.close()
    return writer.path


def _exchange(number: int, furniture: str, chance: random.Random) -> Exchange:
    starts = chance.sample(range(len(WORDS) - 70), k=8)
    paragraphs = [" ".join(WORDS[start : start + 70]) + "." for start in starts]
    if number % 10 == 0:
        name, years = f"Olha {chance.choice(WORDS).title()}", chance.randint(2, 15)
        paragraphs.insert(0, REPORT.format(name=name, years=years, filler="She will appeal."))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = f"<html><head><title>Story {number}</title></head><body><nav><ul>{furniture}</ul></nav>"
    return Exchange(
        url=f"https://lantern.example/news/{number}",
        method="GET",
        request_headers=[],
        status=200,
        response_headers=[("Content-Type", "text/html; charset=utf-8")],
        body=f"{html}<article><h1>Story {number}</h1>{text}</article></body></html>".encode(),
        date="2021-03-04T10:00:00Z",
    )


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, which other work on the machine does not stretch."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    """Generate, backfill, print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as folder:
        path = generate(Path(folder), pages)
        size = sum(len(page.body) for page in candidates(path, Range()))
        backfill = Backfill(Path(folder) / "home", "b1", wanted_source("generated"))
        filtered = timed(
            lambda: sum(is_relevant_page(page.body, page.charset) for page in candidates(path, Range()))
        )
        spent = timed(lambda: backfill.read(path, Range()))
        backfill.close()
        counts = backfill.feed.counts
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pages} pages, {size / 1e6:.0f} MB of HTML, {counts['new']} kept")
    print(f"{pages / filtered:.0f} pages a second through the filter, on one core")
    print(f"{pages / spent:.0f} pages a second with reading what is kept; {peak:.0f} MB at most")
    return 0


if __name__ == "__main__":
    sys.exit(main())
