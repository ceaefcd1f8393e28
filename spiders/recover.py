"""After kill -9: what a cut-off run had already fetched is neither fetched nor handed on twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import structs

from pipeline.records import Article
from spiders.archive import Location, Record, read_records, whole_length
from spiders.discovery import tidy
from spiders.feed import ARTICLES, STATS, Feed, whole_lines, write_stats
from spiders.reader import Fetched, Reader
from spiders.state import Page, SeenStore, next_visit, utc_now


def unfinished(home: Path, source: str) -> list[Path]:
    """Folders of this source's runs that have no stats.json, oldest first."""
    folders = (folder / source for folder in sorted((home / "runs").glob("*")))
    return [folder for folder in folders if folder.is_dir() and not (folder / STATS).exists()]


def note_written(folder: Path, seen: SeenStore, hours: float) -> set[tuple[str, int]]:
    """Tell the seen store of every article in the folder; returns the archive places they came from."""
    places: set[tuple[str, int]] = set()
    for line in whole_lines(folder / ARTICLES):
        article = msgspec.json.decode(line, type=Article)
        places.add((article.archive_file or "", article.archive_offset or 0))
        known = seen.version(article.id)
        if known is None or known.content_hash != article.content_hash:
            seen.put(_page(article, hours))
    return places


def _page(article: Article, hours: float) -> Page:
    now = utc_now()
    return Page(
        url=tidy(article.url or ""),
        status="article",
        article_id=article.id,
        content_hash=article.content_hash,
        archive_file=article.archive_file,
        archive_offset=article.archive_offset,
        first_seen=article.fetched_at or now.isoformat(),
        last_visit=article.fetched_at or now.isoformat(),
        next_visit=next_visit(now, 0, hours).isoformat(),
    )


def archived_pages(home: Path, folder: Path, reader: Reader) -> Iterator[Fetched]:
    """Article pages in the archive of the run of `folder`, whose cut-off last record is removed."""
    root = home / "archive"
    run_id, source = folder.parent.name, folder.name
    for path in sorted((root / source).glob(f"*-{run_id}.warc.gz")):
        cut_tail(path)
        for record in read_records(path, root):
            if record.kind == "response" and record.status == 200 and reader.source.is_article(record.url):
                yield fetched_of(record)


def fetched_of(record: Record) -> Fetched:
    """An archived page as if it had just been fetched."""
    headers = {name.lower(): value for name, value in record.headers}
    content_type, _, rest = headers.get("content-type", "").partition(";")
    return Fetched(
        url=record.url,
        asked=tidy(record.url),
        status=record.status,
        body=record.body,
        fetched_at=record.date.replace("Z", "+00:00"),
        location=Location(record.file, record.offset, record.digest or "", record.date),
        content_type=content_type.strip().lower(),
        charset=rest.lower().partition("charset=")[2].strip(" \"';") or None,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def cut_tail(path: Path) -> None:
    """Remove a half-written last record. Whole records are never touched."""
    end = whole_length(path)
    if end < path.stat().st_size:
        os.truncate(path, end)


def recover(home: Path, reader: Reader, feed: Feed, current: Path) -> int:
    """Settle every cut-off run of the source; returns how many pages came from the archive."""
    count = 0
    for folder in unfinished(home, reader.source.name):
        places = note_written(folder, reader.seen, reader.source.revisit_hours)
        for fetched in archived_pages(home, folder, reader):
            count += _settle(fetched, places, reader)
        if folder != current:
            write_stats(folder, {"finish_reason": "recovered", "source": reader.source.name})
    feed.counts["recovered"] += count
    return count


def _settle(fetched: Fetched, places: set[tuple[str, int]], reader: Reader) -> int:
    """A page with a written article only completes what the seen store knows; another one is read now."""
    place = fetched.location
    assert place is not None
    known = reader.seen.get(fetched.asked)
    if known is not None and known.payload_digest is not None:
        return 0
    if (place.file, place.offset) in places and known is not None:
        complete = structs.replace(
            known,
            payload_digest=place.digest,
            archived_at=place.date,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
        )
        reader.seen.put(complete)
        return 0
    reader.read(fetched)
    return 1
