"""Filter and parser beside the reading of a WARC file: pages go out in batches and come back in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from pipeline.parse import MalformedPage, ParsedPage, ParseError, ParseHints
from pipeline.parse_relevance import is_relevant_page
from spiders.foreign import Candidate
from spiders.reader import Fetched, parse_page
from spiders.workers import new_pool

BATCH = 24  # pages, about 2 MB: enough that handing them over costs little
AHEAD = 2  # batches a process that wait for their turn

Judged = ParsedPage | ParseError | None  # None: not on the subject


class Sieve:
    """Judges pages in `workers` processes, or, with none, in the caller's."""

    def __init__(self, hints: ParseHints, workers: int | None = None) -> None:
        self._hints = hints
        self._workers = os.cpu_count() or 1 if workers is None else workers
        self._pool = new_pool(self._workers) if self._workers else None

    def __call__(self, pages: Iterable[Candidate]) -> Iterator[tuple[Candidate, Judged]]:
        """Each page with what was read out of it, in the order of `pages`."""
        waiting: deque[tuple[list[Candidate], Future[list[Judged]] | None]] = deque()
        for batch in _batches(iter(pages)):
            waiting.append((batch, self._sent(batch)))
            if len(waiting) > AHEAD * self._workers:
                yield from self._back(*waiting.popleft())
        while waiting:
            yield from self._back(*waiting.popleft())

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def _sent(self, batch: list[Candidate]) -> Future[list[Judged]] | None:
        """The batch on its way; None where it is to be judged here, or by a pool that is to be made anew."""
        if self._pool is None:
            return None
        try:
            return self._pool.submit(judge, _bare(batch), self._hints)
        except BrokenProcessPool:
            return None

    def _back(
        self, batch: list[Candidate], sent: Future[list[Judged]] | None
    ) -> Iterator[tuple[Candidate, Judged]]:
        yield from zip(batch, self._judged(batch, sent), strict=True)

    def _judged(self, batch: list[Candidate], sent: Future[list[Judged]] | None) -> list[Judged]:
        if self._pool is None:
            return judge(_bare(batch), self._hints)
        try:
            if sent is not None:
                return sent.result()
        except BrokenProcessPool:
            pass
        return [self._alone(page) for page in batch]

    def _alone(self, page: Candidate) -> Judged:
        """One page of a batch that did not come back, in a process that may die over it."""
        for _ in range(2):  # the first time, the pool may still be the one that died over another page
            sent = self._sent([page])
            try:
                if sent is not None:
                    return sent.result()[0]
            except BrokenProcessPool:
                pass
            self._pool = new_pool(self._workers)
        return MalformedPage("the process that parses died over this page")


def judge(pages: Sequence[Fetched], hints: ParseHints) -> list[Judged]:
    """What the parser says of each page that is on the subject."""
    return [parse_page(page, hints) if is_relevant_page(page.body, page.charset) else None for page in pages]


def _batches(pages: Iterator[Candidate]) -> Iterator[list[Candidate]]:
    while batch := list(islice(pages, BATCH)):
        yield batch


def _bare(batch: list[Candidate]) -> list[Fetched]:
    return [page.fetched for page in batch]
