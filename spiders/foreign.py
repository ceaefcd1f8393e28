"""Pages out of WARC files that others made, as Common Crawl's news archive has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from msgspec import Struct

from spiders.discovery import Range, tidy
from spiders.packing import MEGABYTE, unpacked
from spiders.reader import Fetched

HTML = ("text/html", "application/xhtml+xml")
LARGEST = 10 * MEGABYTE  # of a page, as in crawls


class Candidate(Struct, frozen=True, kw_only=True):
    """One HTML answer; `whole` unless it was cut off or is larger than any article."""

    fetched: Fetched
    date: str  # as the record has it
    offset: int
    headers: list[tuple[str, str]]
    whole: bool


def candidates(path: Path, days: Range, start: int = 0) -> Iterator[Candidate]:
    """HTML pages with status 200 and a date within `days`, from byte offset `start` on.

    Raises OSError where the file is no WARC file, or damaged.
    """
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
    length, packed = record.content_length, record.reader.read(LARGEST)
    body = unpacked(packed, record.http_headers.get("Content-Encoding") or "", LARGEST)
    url = record.headers.get("WARC-Target-URI") or ""
    fetched = Fetched(
        url=url,
        asked=tidy(url),
        status=200,
        body=body,
        fetched_at=date.replace("Z", "+00:00"),
        content_type="text/html",
        charset=record.http_charset,
    )
    return Candidate(
        fetched=fetched,
        date=date,
        offset=start + record.stream_pos,
        headers=list(record.http_headers.astuples()),
        whole=len(packed) == length and len(body) < LARGEST,
    )
