"""Articles out of WARC files that others made: `python -m spiders.backfill --warc FILE …`.

What the relevance filter keeps is copied into our own archive and read like any fetched page. A run that was
cut off goes on where it was: the place in each file is noted, and the seen store knows what was handed on.

Exit codes: 0 finished, 2 wrong call, 3 finished, but a file could not be read to its end.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import structs

from spiders.archive import SOFTWARE, ArchiveWriter, Exchange
from spiders.archive_index import index_missing
from spiders.discovery import Range
from spiders.feed import Feed, write_whole
from spiders.foreign import LARGEST, Candidate, candidates
from spiders.generic import LANGUAGES
from spiders.reader import Fetched, Reader
from spiders.recover import recover
from spiders.registry import UnknownSource, source
from spiders.run import DEGRADED, FINISHED, WRONG_CALL, AlreadyRunning, only_one
from spiders.sieve import Judged, Sieve
from spiders.source import Source
from spiders.state import SeenStore, utc_now

EVERY = 500  # records between two notes of the place
PROGRESS = "backfill.json"


def wanted_source(name: str) -> Source:
    """The declared source, or one that takes any page of any host."""
    try:
        return source(name)
    except UnknownSource:
        return Source(
            name=name,
            title=name,
            languages=LANGUAGES,
            base="https://invalid/",
            article=(r"^/.+",),
            anywhere=True,
        )


class Backfill:
    """One backfill of one source; `read` may be called for one file after another."""

    def __init__(self, home: Path, run_id: str, wanted: Source, workers: int | None = None) -> None:
        self.folder = home / "runs" / run_id / wanted.name
        self.home = home
        self.seen = SeenStore(home / "state" / "seen.sqlite", wanted.name)
        self.feed = Feed(self.folder, self.seen)
        self.reader = Reader(wanted, self.feed)
        recover(home, self.reader, self.feed, self.folder)
        self.archive = ArchiveWriter(home / "archive", wanted.name, run_id, utc_now(), SOFTWARE)
        self.sieve = Sieve(wanted.hints, workers)
        self.broken: list[str] = []
        self.places = self._read_places()

    def read(self, path: Path, days: Range) -> None:
        """Take what is relevant from one WARC file, from where an earlier call was cut off."""
        key = str(path.resolve())
        pages = self._wanted(path, days, self.places.get(key, 0))
        for number, (page, judged) in enumerate(self.sieve(pages), start=1):
            self._take(page, judged)
            if number % EVERY == 0:
                self._note(key, page.offset)
        self._note(key, path.stat().st_size)

    def _wanted(self, path: Path, days: Range, start: int) -> Iterator[Candidate]:
        """Pages of this source that are not known yet. A damaged file gives those before the damage."""
        pages = candidates(path, days, start)
        while True:
            try:
                page = next(pages, None)
            except OSError as error:
                self._damaged(path, str(error))
                return
            if page is None:
                return
            self.feed.counts["pages"] += 1
            if self._is_wanted(page):
                yield page

    def _is_wanted(self, page: Candidate) -> bool:
        source, url, asked = self.reader.source, page.fetched.url, page.fetched.asked
        if not (source.owns(url) and source.is_article(url)):
            self.feed.counts["elsewhere"] += 1
        elif self.seen.get(asked) is not None:
            self.feed.counts["known"] += 1
        elif not page.whole:
            kind = "too_large" if len(page.fetched.body) >= LARGEST else "truncated"
            self.reader.fail(asked, kind, "the file does not hold all of it")
        else:
            return True
        return False

    def _damaged(self, path: Path, why: str) -> None:
        self.broken.append(f"{path.name}: {why}")
        self.reader.fail(str(path), "malformed_warc", why)

    def close(self) -> None:
        """Write stats.json and the index."""
        self.sieve.close()
        self.archive.close()
        index_missing(self.home / "archive" / self.reader.source.name)
        counts, problems = dict(self.feed.counts), dict(sorted(self.feed.problems.items()))
        stats = {
            "source": self.reader.source.name,
            "finish_reason": "backfill",
            **counts,
            "problems": problems,
        }
        self.feed.close(stats | {"degraded": self.broken})
        self.seen.close()

    def _take(self, page: Candidate, judged: Judged) -> None:
        if judged is None:
            self.feed.counts["irrelevant"] += 1
        elif self.seen.get(page.fetched.asked) is None:  # the file may hold it twice
            self.reader.take(self._copied(page), judged)

    def _copied(self, page: Candidate) -> Fetched:
        """The page copied into our archive, under the date on which others fetched it."""
        packing = ("content-encoding", "content-length")  # the body has been unpacked
        headers = [(name, value) for name, value in page.headers if name.lower() not in packing]
        exchange = Exchange(
            url=page.fetched.url,
            method="GET",
            request_headers=[],
            status=200,
            response_headers=headers,
            body=page.fetched.body,
            date=page.date,
        )
        return structs.replace(page.fetched, location=self.archive.write(exchange))

    def _read_places(self) -> dict[str, int]:
        path = self.folder / PROGRESS
        return msgspec.json.decode(path.read_bytes(), type=dict[str, int]) if path.exists() else {}

    def _note(self, key: str, offset: int) -> None:
        self.places[key] = offset
        write_whole(self.folder / PROGRESS, msgspec.json.encode(self.places))


def main(arguments: list[str] | None = None) -> int:
    """Backfill one source from WARC files."""
    options = _parser().parse_args(arguments)
    wanted = wanted_source(options.source)
    try:
        with only_one(options.home, wanted.name):
            days = Range(options.since, options.until)
            backfill = Backfill(options.home, options.run, wanted, options.workers)
            broken = fill(backfill, options.warc, days)
    except (AlreadyRunning, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
    return DEGRADED if broken else FINISHED


def fill(backfill: Backfill, warcs: Iterable[Path], days: Range) -> list[str]:
    """All of `warcs`, then the end of the run. Returns which could not be read to their end, and why."""
    for path in warcs:
        backfill.read(path, days)
    backfill.close()
    return backfill.broken


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m spiders.backfill", description="Articles out of WARC files."
    )
    parser.add_argument("--source", required=True, help="a declared source, or any other name for any host")
    parser.add_argument("--home", required=True, type=Path, help="the data folder")
    parser.add_argument("--run", required=True, help="identifier of the run; the same one continues it")
    parser.add_argument("--warc", required=True, type=Path, nargs="+")
    parser.add_argument("--since", help="first day, YYYY-MM-DD")
    parser.add_argument("--until", help="last day, YYYY-MM-DD")
    parser.add_argument("--workers", type=int, help="processes that read pages (default: one a core)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
