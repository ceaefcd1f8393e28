"""Parsing beside the crawl: half of the work on a page, and it needs neither network nor archive."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from pipeline.parse import MalformedPage, ParsedPage, ParseError, ParseHints
from spiders.reader import Fetched, parse_page

QUICK = 0.5  # seconds of delay between requests from which one process has time enough to parse too


class Parser:
    """Parses in a process of its own, or, with no workers, in the caller's."""

    def __init__(self, hints: ParseHints, workers: int = 0) -> None:
        self._hints = hints
        self._workers = workers
        self._pool = new_pool(workers) if workers else None

    async def __call__(self, fetched: Fetched) -> ParsedPage | ParseError:
        if self._pool is None:
            return parse_page(fetched, self._hints)
        pool, loop = self._pool, asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(pool, parse_page, fetched, self._hints)
        except BrokenProcessPool:
            if pool is self._pool:  # all pages that were under way come here, the first makes a new pool
                self._pool = new_pool(self._workers)
            return MalformedPage("the process that parses died over this page or one beside it")

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()


def usual_workers(delay: float) -> int:
    """One where the crawl is fast and there is a second core, else none."""
    return int(delay < QUICK and (os.cpu_count() or 1) > 1)


def new_pool(workers: int) -> ProcessPoolExecutor:
    """Processes that end with this one, however it ends."""
    context = multiprocessing.get_context("spawn")  # a forked reactor would share its sockets
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=_end_with_parent, initargs=(os.getpid(),)
    )


def _end_with_parent(parent: int) -> None:
    """A killed crawl must leave no workers behind. Ctrl-C, which they hear too, is the crawl's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
