"""`make bench`: speed, memory, start-up time and scores as one table, printed and written to RESULTS.md."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import article, backfill, crawl, evaluate, shared, speed
from benchmarks.machine import facts

RESULTS: Final = Path(__file__).parent / "RESULTS.md"
HEAD: Final = """# Results

Written by `make bench`, which measured every figure on the machine named here. Bars: at least 600 articles
a minute end to end on 2 cores (goal 1,000); `khronika --help` under 0.5 s; a crawl without delay at 60 % of a
bare spider's rate and under 600 MiB; a backfill at 250 pages a second on 2 cores; the day of publication right on
95 % of the pages whose day is known.
"""


def main() -> None:
    """Measure, print as it goes, write the file after each section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600, help="generated articles of the newsroom")
    parser.add_argument("--crawl", type=int, default=4000, help="pages of the crawl against a bare spider")
    parser.add_argument("--backfill", type=int, default=3000, help="pages of the backfill; 18000 are 1 GB")
    options = parser.parse_args()
    written = HEAD
    for title, figures in (
        ("Machine", iter(facts().items())),
        ("Speed", speed.figures(options.pages)),
        ("Crawl against a bare spider", crawl.figures(options.crawl)),
        ("Backfill", backfill.figures(options.backfill)),
        ("Day of publication", dates()),
        ("Scores on ../shared/eval", scores()),
    ):
        written += "\n" + section(title, figures)
        RESULTS.write_text(written, encoding="utf-8")
    print(f"written to {RESULTS.relative_to(Path.cwd())}")


def dates() -> Iterator[tuple[str, str]]:
    for name, right, count in article.dates():
        yield f"{name}: right", f"{right} of {count} ({right / count:.0%})"


def scores() -> Iterator[tuple[str, str]]:
    if not shared.there():
        yield "none", shared.MISSING
        return
    yield from evaluate.scores()


def section(title: str, figures: Iterator[tuple[str, str]]) -> str:
    """A Markdown table, its rows printed as they come."""
    lines = [f"## {title}", "", "| what | figure |", "|---|---|"]
    print(f"\n{title}")
    for what, figure in figures:
        print(f"  {what:<56} {figure}", flush=True)
        lines.append(f"| {what} | {figure} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
