"""Crawl one source, in a process of its own: `python -m spiders.run --source NAME --home DATA --run RUN_ID`.

Exit codes: 0 finished, 2 wrong call, 3 finished but degraded, 4 stopped by itself before the end (memory limit,
failure), 130 interrupted. After 4 and 130 the next run continues.
"""

from __future__ import annotations

import argparse
import fcntl
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import structs

from spiders.archive import SOFTWARE, ArchiveWriter
from spiders.archive_index import index_missing
from spiders.feed import Feed
from spiders.follow import end_with
from spiders.generic import LANGUAGES, generic_source, read_list
from spiders.health import earlier_runs, verdict
from spiders.reader import Reader
from spiders.recover import recover
from spiders.registry import UnknownSource, source
from spiders.source import NoBrowser, Source
from spiders.state import SeenStore, utc_now

FINISHED, WRONG_CALL, DEGRADED, STOPPED, INTERRUPTED = 0, 2, 3, 4, 130
BY_SIGNAL = "shutdown"  # what Scrapy calls the end by Ctrl-C or SIGTERM


class AlreadyRunning(RuntimeError):
    """Another process crawls this source into the same home."""


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and crawl."""
    options = _parser().parse_args(arguments)
    if options.end_with and not end_with(options.end_with):
        print("the process that asked for this crawl is gone", file=sys.stderr)
        return INTERRUPTED
    try:
        declared = _declared(options)
    except (UnknownSource, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
    wanted = prepared(
        declared, options.base_url, local=options.local, javascript=options.javascript, proxy=options.proxy
    )
    try:
        with only_one(options.home, wanted.name):
            return crawl(wanted, options)
    except (AlreadyRunning, NoBrowser) as error:
        print(error, file=sys.stderr)
        return WRONG_CALL


def _declared(options: argparse.Namespace) -> Source:
    """The named source, or a generic one where feeds, sitemaps or pages are given."""
    pages = read_list(options.urls) if options.urls else ()
    if not (options.feed or options.sitemap or pages):
        return source(options.source)
    languages = options.languages.split(",")
    return generic_source(
        options.source, feeds=options.feed, sitemaps=options.sitemap, pages=pages, languages=languages
    )


def prepared(
    declared: Source, base_url: str | None, *, local: bool, javascript: bool = False, proxy: str | None = None
) -> Source:
    """The source at the address it is to be crawled at; private addresses only where asked for."""
    moved = declared.at(base_url) if base_url else declared
    return structs.replace(
        moved,
        local=moved.local or local,
        javascript=moved.javascript or javascript,
        proxy=proxy or moved.proxy,
    )


def crawl(wanted: Source, options: argparse.Namespace) -> int:
    """One crawl from recovery to stats.json."""
    started = utc_now()
    seen = SeenStore(options.home / "state" / "seen.sqlite", wanted.name)
    folder: Path = options.home / "runs" / options.run / wanted.name
    known_before, history = seen.count("article"), earlier_runs(options.home, wanted.name)
    feed = Feed(folder, seen)
    recover(options.home, Reader(wanted, feed), feed, folder)
    archive = ArchiveWriter(options.home / "archive", wanted.name, options.run, started, SOFTWARE)
    from spiders.scrape import run_spider  # noqa: PLC0415 - a second of imports, which workers need not wait for

    collected = run_spider(wanted, feed, archive, options)
    archive.close()
    index_missing(options.home / "archive" / wanted.name)
    stats: dict[str, Any] = {
        "source": wanted.name,
        "run": options.run,
        "started_at": started.isoformat(),
        "finished_at": utc_now().isoformat(),
        "known_before": known_before,
        **collected,
        **summary(feed),
    }
    stats["degraded"] = verdict(wanted, stats, history)
    finished = stats["finish_reason"] == "finished"
    feed.close(stats if finished else None)
    seen.close()
    if not finished:
        print(f"stopped before the end: {stats['finish_reason']}", file=sys.stderr)
        return INTERRUPTED if stats["finish_reason"] == BY_SIGNAL else STOPPED
    return DEGRADED if stats["degraded"] else FINISHED


def summary(feed: Feed) -> dict[str, Any]:
    """The figures of stats.json that are counted."""
    articles = feed.counts["articles"]
    fields = ("title", "author", "published_at")
    return {
        **{name: feed.counts[name] for name in COUNTS},
        "problems": dict(sorted(feed.problems.items())),
        "fill": {name: round(feed.filled[name] / articles, 4) for name in fields} if articles else {},
    }


COUNTS = (
    "articles",
    "new",
    "changed",
    "unchanged",
    "copies",
    "gone",
    "known",
    "recovered",
    "lists",
    "lists_failed",
)


@contextmanager
def only_one(home: Path, name: str) -> Iterator[None]:
    """Hold the lock of one source; it goes away with the process, however that ends."""
    path = home / "state" / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        _lock(handle, name)
        yield


def _lock(handle: io.TextIOBase, name: str) -> None:
    try:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise AlreadyRunning(f"{name} is being crawled by another process") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m spiders.run", description="Crawl one source.")
    parser.add_argument("--source", required=True)
    parser.add_argument("--home", required=True, type=Path, help="the data folder")
    parser.add_argument("--run", required=True, help="identifier of the run")
    parser.add_argument("--feed", action="append", default=[], help="crawl this feed, whatever the outlet")
    parser.add_argument("--sitemap", action="append", default=[], help="crawl this sitemap")
    parser.add_argument(
        "--javascript", action="store_true", help="render pages in Chromium before reading them"
    )
    parser.add_argument("--urls", type=Path, help="crawl the addresses in this file, one a line")
    parser.add_argument("--since", help="only what the lists date to this day or later, YYYY-MM-DD")
    parser.add_argument("--until", help="only what the lists date to this day or earlier")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="those expected of such a source")
    parser.add_argument("--base-url", help="crawl a copy of the site at this address")
    parser.add_argument(
        "--local", action="store_true", help="allow private addresses, for this source's own hosts"
    )
    parser.add_argument(
        "--end-with", type=int, metavar="PID", help="the process that starts this one; its end is the crawl's"
    )
    parser.add_argument("--proxy", help="HTTP proxy for this source, where it is blocked")
    parser.add_argument(
        "--delay", type=float, help="seconds between requests (default: as the source declares)"
    )
    parser.add_argument("--workers", type=int, help="processes that parse (default: one where it pays)")
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds for one answer")
    parser.add_argument(
        "--contact", default="not configured", help="whom site owners may ask, in the user agent"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
