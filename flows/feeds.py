"""What crawls have left in home/runs for the later stages, whichever run it was that crawled."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct

from pipeline.records import Article, Problem

ARTICLES: Final = "articles.jsonl"
PROBLEMS: Final = "problems.jsonl"
STATS: Final = "stats.json"
T = TypeVar("T")


class Feed(Struct, frozen=True, order=True):
    """The folder of one source in one run. Feeds sort by run, and runs by time."""

    run_id: str
    source: str
    folder: Path

    @property
    def articles(self) -> Path:
        return self.folder / ARTICLES

    @property
    def problems(self) -> Path:
        return self.folder / PROBLEMS

    def stats(self) -> dict[str, Any]:
        """Counters of the crawl."""
        counters: dict[str, Any] = msgspec.json.decode((self.folder / STATS).read_bytes())
        return counters


class RunFeeds(Struct, frozen=True):
    """All settled feeds of one run."""

    run_id: str
    feeds: tuple[Feed, ...]


class Contents(Struct, frozen=True):
    """All of one feed; lines that cannot be read are problems among the others."""

    feed: Feed
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    stats: dict[str, Any]


def pending(runs: Path, loaded: Collection[tuple[str, str]]) -> list[Feed]:
    """Settled feeds that the warehouse has not recorded as (run, source), oldest first.

    A feed without stats.json belongs to a crawl that was cut off: the source's next crawl settles it.
    """
    folders = (path.parent for path in runs.glob(f"*/*/{STATS}"))
    feeds = (Feed(folder.parent.name, folder.name, folder) for folder in folders)
    return sorted(feed for feed in feeds if (feed.run_id, feed.source) not in loaded)


def read_feed(feed: Feed) -> Contents:
    """Everything a crawl handed on. Nothing in it can stop the run."""
    articles, torn = _lines(feed.articles, Article, feed.source)
    problems, also_torn = _lines(feed.problems, Problem, feed.source)
    return Contents(feed, tuple(articles), (*problems, *torn, *also_torn), feed.stats())


def _lines(path: Path, kind: type[T], source: str) -> tuple[list[T], list[Problem]]:
    good: list[T] = []
    bad: list[Problem] = []
    for number, line in _whole_lines(path):
        try:
            good.append(msgspec.json.decode(line, type=kind))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            place = f"{path.name}, line {number}"
            bad.append(Problem(source=source, kind="bad_line", message=f"{place}: {error}", url=str(path)))
    return good, bad


def _whole_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; a last one without its end was being written when the process died, and is none."""
    if not path.is_file():
        return
    with path.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            if line.endswith(b"\n") and line.strip():
                yield number, line
