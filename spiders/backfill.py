"""Articles out of WARC files that others made: `python -m spiders.backfill --warc FILE …`.

What the relevance filter keeps is copied into our own archive and read like any fetched page. A run that was
cut off goes on where it was: the place in each file is noted, and the seen store knows what was handed on.
cut off goes on where it was: the place in each file is noted, and the seen store knows what was handed on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.parse_relevance import is_relevant_page
from spiders.archive import ArchiveWriter, Exchange
from spiders.archive_index import index_missing
from spiders.discovery import Range, tidy
from spiders.feed import Feed, write_whole
from spiders.generic import LANGUAGES
from spiders.reader import Fetched, Reader
from spiders.recover import recover
from spiders.registry import UnknownSource, source
from spiders.run import FINISHED, WRONG_CALL, AlreadyRunning, only_one
from spiders.settings import SOFTWARE
from spiders.source import Source
from spiders.state import SeenStore, utc_now

EVERY = 500  # records between two notes of the place
HTML = ("text/html", "application/xhtml+xml")
PROGRESS = "backfill.json"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One HTML answer of a foreign WARC file."""

    url: str
    date: str
    offset: int
    headers: list[tuple[str, str]]
    charset: str | None
    body: bytes


def candidates(path: Path, days: Range, start: int = 0) -> Iterator[Candidate]:
    """HTML pages with status 200 and a date within `days`, from byte offset `start` on."""
    with path.open("rb") as handle:
        handle.seek(start)
        for record in ArchiveIterator(handle, record_types=WarcRecordType.response, parse_http=True):
            http = record.http_headers
            if http is None or http.status_code != 200 or record.http_content_type not in HTML:
                continue
            date = record.headers.get("WARC-Date") or ""
            if days.holds(date):
                yield _candidate(record, date, start)


def _candidate(record: WarcRecord, date: str, start: int) -> Candidate:
    return Candidate(
        url=record.headers.get("WARC-Target-URI") or "",
        date=date,
        offset=start + record.stream_pos,
        headers=list(record.http_headers.astuples()),
        charset=record.http_charset,
        body=record.reader.read(),
    )


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

    def __init__(self, home: Path, run_id: str, wanted: Source) -> None:
        self.folder = home / "runs" / run_id / wanted.name
        self.home = home
        self.seen = SeenStore(home / "state" / "seen.sqlite", wanted.name)
        self.feed = Feed(self.folder, self.seen)
        self.reader = Reader(wanted, self.feed)
        recover(home, self.reader, self.feed, self.folder)
        self.archive = ArchiveWriter(home / "archive", wanted.name, run_id, utc_now(), SOFTWARE)
        self.places = self._read_places()

    def read(self, path: Path, days: Range) -> None:
        """Take what is relevant from one WARC file, from where an earlier call was cut off."""
        key = str(path.resolve())
        for number, page in enumerate(candidates(path, days, self.places.get(key, 0)), start=1):
            self.feed.counts["pages"] += 1
            self._take(page)
            if number % EVERY == 0:
                self._note(key, page.offset)
        self._note(key, path.stat().st_size)

    def close(self) -> None:
        """Write stats.json and the index."""
        self.archive.close()
        index_missing(self.home / "archive" / self.reader.source.name)
        counts, problems = dict(self.feed.counts), dict(sorted(self.feed.problems.items()))
        stats = {
            "source": self.reader.source.name,
            "finish_reason": "backfill",
            **counts,
            "problems": problems,
        }
        self.feed.close(stats | {"degraded": []})
        self.seen.close()

    def _take(self, page: Candidate) -> None:
        source = self.reader.source
        if not (source.owns(page.url) and source.is_article(page.url)):
            self.feed.counts["elsewhere"] += 1
        elif not is_relevant_page(page.body, page.charset):
            self.feed.counts["irrelevant"] += 1
        elif self.seen.get(tidy(page.url)) is None:
            self.reader.read(self._fetched(page))

    def _fetched(self, page: Candidate) -> Fetched:
        """The page copied into our archive, under the date on which others fetched it."""
        packing = ("content-encoding", "content-length")  # the body has been unpacked
        headers = [(name, value) for name, value in page.headers if name.lower() not in packing]
        exchange = Exchange(
            url=page.url,
            method="GET",
            request_headers=[],
            status=200,
            response_headers=headers,
            body=page.body,
            date=page.date,
        )
        return Fetched(
            url=page.url,
            asked=tidy(page.url),
            status=200,
            body=page.body,
            fetched_at=page.date.replace("Z", "+00:00"),
            location=self.archive.write(exchange),
            content_type="text/html",
            charset=page.charset,
        )

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
            fill(options.home, options.run, wanted, options.warc, Range(options.since, options.until))
    except (AlreadyRunning, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
    return FINISHED


def fill(home: Path, run_id: str, wanted: Source, warcs: Iterable[Path], days: Range) -> None:
    """All of `warcs`, then the end of the run."""
    backfill = Backfill(home, run_id, wanted)
    for path in warcs:
        backfill.read(path, days)
    backfill.close()


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
    return parser


if __name__ == "__main__":
    sys.exit(main())
