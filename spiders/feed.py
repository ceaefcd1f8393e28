"""What a crawl hands on: articles.jsonl, problems.jsonl and, when it is done, stats.json."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.records import Article, Problem
from spiders.state import Page, SeenStore

ARTICLES, PROBLEMS, STATS = "articles.jsonl", "problems.jsonl", "stats.json"


class Feed:
    """The files of one run and source. Every line is flushed before the seen store hears of it.

    So kill -9 may leave an article written but not known (see `spiders.recover`), never a lost one.
    """

    def __init__(self, folder: Path, seen: SeenStore) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.seen = seen
        self.counts: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.filled: Counter[str] = Counter()
        (folder / STATS).unlink(missing_ok=True)
        self._articles = _appending(folder / ARTICLES)
        self._problems = _appending(folder / PROBLEMS)
        self._encoder = msgspec.json.Encoder()

    def article(self, article: Article, page: Page) -> None:
        """One new article, or a new version of one."""
        self._articles.write(self._encoder.encode(article) + b"\n")
        self._articles.flush()
        self.seen.put(page)
        self.counts["articles"] += 1
        self.filled.update(name for name in ("title", "author", "published_at") if getattr(article, name))

    def problem(self, problem: Problem, page: Page | None = None) -> None:
        """One URL that gave no article, or gave one with a flaw."""
        self._problems.write(self._encoder.encode(problem) + b"\n")
        self._problems.flush()
        if page is not None:
            self.seen.put(page)
        self.problems[problem.kind] += 1

    def visit(self, page: Page, what: str) -> None:
        """A look that gave nothing new, counted as `what`."""
        self.seen.put(page)
        self.counts[what] += 1

    def close(self, stats: dict[str, Any] | None) -> None:
        """End the run. `stats` is None when it was interrupted: only finished runs have a stats.json."""
        for handle in (self._articles, self._problems):
            handle.flush()
            os.fsync(handle.fileno())
            handle.close()
        if stats is not None:
            write_stats(self.folder, stats)


def write_stats(folder: Path, stats: dict[str, Any]) -> None:
    """Write stats.json in one step, so that nobody reads half of it."""
    write_whole(folder / STATS, msgspec.json.format(msgspec.json.encode(stats), indent=1))


def write_whole(path: Path, content: bytes) -> None:
    """All of a file or nothing of it."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def whole_lines(path: Path) -> Iterator[bytes]:
    """The complete lines of a file that may have been cut off in the middle of one; the rest is cut away."""
    if not path.is_file():
        return
    data = path.read_bytes()
    end = data.rfind(b"\n") + 1
    if end < len(data):
        os.truncate(path, end)
    yield from (line for line in data[:end].split(b"\n") if line)


def _appending(path: Path) -> io.BufferedWriter:
    list(whole_lines(path))
    return path.open("ab")
