"""Between Scrapy's requests and responses and what the reader and the seen store know."""

from __future__ import annotations

from datetime import datetime

from scrapy.http import Response

from spiders.archive import Location
from spiders.discovery import Link
from spiders.reader import Fetched, moment
from spiders.state import Page, next_visit, utc_now


def fetched_from(response: Response) -> Fetched:
    """Scrapy's response as the reader wants it."""
    content_type, _, rest = (header(response, "Content-Type") or "").partition(";")
    return Fetched(
        url=response.url,
        asked=response.meta["asked"],
        status=response.status,
        body=response.body,
        fetched_at=utc_now().isoformat(),
        location=response.meta.get("location"),
        content_type=content_type.strip().lower(),
        charset=rest.lower().partition("charset=")[2].strip(" \"';") or None,
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
    )


def header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def wanted(link: Link, known: Page) -> bool:
    """Due for another look, or said to have changed since the last one."""
    now: datetime = utc_now()
    if known.status == "list":
        return False
    return moment(known.next_visit) <= now or (
        link.changed is not None and link.changed > moment(known.last_visit)
    )


def conditions(known: Page | None) -> dict[str, str]:
    """Headers that let the server answer "not modified"."""
    if known is None or known.status not in ("article", "list", "copy"):
        return {}
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in pairs.items() if value}


def list_page(response: Response) -> Page:
    """What is remembered of a feed, sitemap or section page."""
    now = utc_now().isoformat()
    place: Location | None = response.meta.get("location")
    return Page(
        url=response.meta["asked"],
        status="list",
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
        payload_digest=place.digest if place else None,
        archived_at=place.date if place else None,
        first_seen=now,
        last_visit=now,
        next_visit=next_visit(utc_now(), 0, 0).isoformat(),
    )
