"""Where the articles are: links out of feeds, sitemaps and section pages. Pure functions of bytes."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from time import struct_time
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import feedparser
import lxml.html
from lxml import etree
from msgspec import Struct

TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|yclid|mc_cid|mc_eid|from|ref|ref_src|_openstat)$")
MAX_SITEMAP = 60_000_000  # bytes unpacked: the protocol's limit is 50 MB


class Link(Struct, frozen=True):
    """One found address and when its page last changed, as far as the list says."""

    url: str
    changed: datetime | None = None


class Range(Struct, frozen=True):
    """Days, both included, as YYYY-MM-DD; None is open."""

    since: str | None = None
    until: str | None = None

    def holds(self, date: str) -> bool:
        day = date[:10]
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


EVER = Range()


class NotAList(ValueError):
    """What was fetched is not the feed or sitemap it should be."""


def tidy(url: str, base: str = "") -> str:
    """Absolute, without fragment and tracking parameters, so that one page has one address."""
    parts = urlsplit(urljoin(base, url.strip()))
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(key)
    ]
    return parts._replace(query=urlencode(query), fragment="", path=parts.path or "/").geturl()


def feed_links(body: bytes, base: str) -> list[Link]:
    """Entries of an RSS or Atom feed, as found. feedparser reads the broken ones too. Raises NotAList."""
    feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise NotAList("neither RSS nor Atom")
    return [Link(tidy(entry.link, base), _moment(entry)) for entry in feed.entries if entry.get("link")]


def _moment(entry: feedparser.FeedParserDict) -> datetime | None:
    parsed = entry.get("updated_parsed") or entry.get("published_parsed")
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None


def sitemap_links(body: bytes, base: str) -> tuple[list[Link], list[Link]]:
    """(pages, further sitemaps) of a sitemap or sitemap index, gzipped or not. Raises NotAList."""
    pages: list[Link] = []
    further: list[Link] = []
    root = None
    for root, entry in _entries(_unpacked(body)):
        location = entry.findtext("{*}loc") or ""
        if location.strip():
            link = Link(tidy(location, base), _lastmod(entry.findtext("{*}lastmod")))
            (further if root == "sitemapindex" else pages).append(link)
    if root is None:
        raise NotAList("not a sitemap")
    return pages, further


def _entries(body: bytes) -> Iterator[tuple[str, etree._Element]]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(body.strip() or b"<none/>", parser)
    name = etree.QName(root).localname if root is not None else ""
    if name not in ("urlset", "sitemapindex"):
        return
    for entry in root.iterfind("{*}url" if name == "urlset" else "{*}sitemap"):
        yield name, entry


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as packed:
            return packed.read(MAX_SITEMAP)
    except (OSError, EOFError) as error:
        raise NotAList(f"broken gzip: {error}") from error


def _lastmod(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def page_links(body: str, base: str) -> list[Link]:
    """All links of a section page, in order, each once."""
    if not body.strip():
        return []
    tree = lxml.html.document_fromstring(body.encode("utf-8", "surrogatepass"), base_url=base)
    hrefs = (str(href) for href in tree.xpath("//a/@href"))
    found = (
        tidy(href, base) for href in hrefs if not href.startswith(("mailto:", "javascript:", "tel:", "#"))
    )
    return [Link(url) for url in dict.fromkeys(found)]
