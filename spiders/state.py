"""What has been fetched before: one SQLite file for all sources, written after the article is safe."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    source TEXT NOT NULL, url TEXT NOT NULL, status TEXT NOT NULL, article_id TEXT, content_hash TEXT,
    etag TEXT, last_modified TEXT, payload_digest TEXT,
    archive_file TEXT, archive_offset INTEGER, archived_at TEXT,
    first_seen TEXT NOT NULL, last_visit TEXT NOT NULL, next_visit TEXT NOT NULL,
    unchanged INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, url)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_article ON pages (source, article_id);
CREATE INDEX IF NOT EXISTS pages_next ON pages (source, next_visit);
"""
LONGEST_WAIT = timedelta(days=90)  # a page that never changes is looked at four times a year


class Page(Struct, frozen=True, kw_only=True):
    """The last look at one URL.

    `status`: article, copy (another address of one), list, gone, retry (did not come) or problem.
    """

    url: str
    status: str
    article_id: str | None = None
    content_hash: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload_digest: str | None = None  # of the body as archived, "sha1:…"
    archive_file: str | None = None
    archive_offset: int | None = None
    archived_at: str | None = None  # of the record that holds the body, ISO 8601 UTC
    first_seen: str = ""
    last_visit: str = ""
    next_visit: str = ""
    unchanged: int = 0  # visits in a row that found nothing new


COLUMNS = ", ".join(Page.__struct_fields__)
INSERT = f"INSERT OR REPLACE INTO pages (source, {COLUMNS}) VALUES (?{', ?' * len(Page.__struct_fields__)})"
# Left to itself SQLite walks the primary key through all pages of a source, which makes large crawls quadratic.
BY_ARTICLE = "pages INDEXED BY pages_article"


class SeenStore:
    """The pages of one source. Several processes may use one file, each for its own source."""

    def __init__(self, path: Path, source: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.source = source
        self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")  # survives kill -9; a power cut costs only a re-fetch
        self._db.executescript(SCHEMA)

    def get(self, url: str) -> Page | None:
        """What is known of `url`, None if it was never fetched."""
        return next(self._select("url = ?", url), None)

    def version(self, article_id: str) -> Page | None:
        """The article's page under whichever address it was last emitted."""
        return next(self._select("article_id = ? AND status = 'article'", article_id, table=BY_ARTICLE), None)

    def due(self, now: datetime, limit: int) -> list[Page]:
        """Articles and failed pages whose next visit has come, longest overdue first."""
        where = "status IN ('article', 'retry') AND next_visit <= ? ORDER BY next_visit LIMIT ?"
        return list(self._select(where, now.isoformat(), limit))

    def count(self, status: str) -> int:
        query = "SELECT count(*) FROM pages WHERE source = ? AND status = ?"
        return int(self._db.execute(query, (self.source, status)).fetchone()[0])

    def put(self, page: Page) -> None:
        """Write one page, in a transaction of its own."""
        self._db.execute(INSERT, (self.source, *structs.astuple(page)))

    def close(self) -> None:
        self._db.close()

    def _select(self, where: str, *values: Any, table: str = "pages") -> Iterator[Page]:
        query = f"SELECT {COLUMNS} FROM {table} WHERE source = ? AND {where}"
        return (Page(**dict(row)) for row in self._db.execute(query, (self.source, *values)))


def next_visit(now: datetime, unchanged: int, first_hours: float) -> datetime:
    """When to look again: the wait doubles with each visit that found nothing new."""
    wait = timedelta(hours=first_hours * 2 ** min(unchanged, 20))
    return now + min(wait, LONGEST_WAIT)


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
