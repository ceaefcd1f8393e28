"""What becomes of a fetched page: a new article, a new version, nothing new, or a problem with its URL.

Free of Scrapy, so that live crawls, recovery and backfill decide alike.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct, structs

from pipeline.parse import ParsedPage, ParseError, ParseHints, parse_html
from pipeline.records import Article, Problem
from spiders.archive import Location
from spiders.discovery import tidy
from spiders.feed import Feed
from spiders.source import Source
from spiders.state import Page, SeenStore, next_visit, utc_now

GONE = frozenset({404, 410})
REFUSED = frozenset({401, 402, 403, 451})
HTML = ("text/html", "application/xhtml+xml", "")
TEMPORARY = frozenset(
    {"unreachable", "timeout", "http_error", "rate_limited", "truncated", "blocked", "redirect_loop"}
)


class Fetched(Struct, frozen=True, kw_only=True):
    """One answer to one request, decompressed, with its place in the archive."""

    url: str  # where it ended, after redirects
    asked: str  # what the lists called it
    status: int
    body: bytes
    fetched_at: str
    location: Location | None = None
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None


def article_id(url: str) -> str:
    """Stable for a canonical URL, whatever its scheme, `www.` or final slash."""
    parts = urlsplit(tidy(url))
    key = f"{(parts.netloc or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def content_hash(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


class Reader:
    """Decides for one source, and writes to its feed and seen store."""

    def __init__(self, source: Source, feed: Feed) -> None:
        self.source = source
        self.feed = feed
        self.seen: SeenStore = feed.seen

    def settle(self, fetched: Fetched) -> bool:
        """Deal with everything that needs no parsing. Returns whether that was all."""
        known = self.seen.get(fetched.asked)
        if fetched.status == 304 or (known and self._same_bytes(fetched, known)):
            return self._unchanged(fetched, known)
        if fetched.status in GONE:
            self._gone(fetched, known)
        elif fetched.status in REFUSED:
            self.fail(fetched.asked, "blocked", f"HTTP {fetched.status}")
        elif fetched.status == 429:
            self.fail(fetched.asked, "rate_limited", "HTTP 429")
        elif fetched.status != 200:
            self.fail(fetched.asked, "http_error", f"HTTP {fetched.status}")
        elif fetched.content_type not in HTML:
            self._refuse(fetched, "not_html", f"content type {fetched.content_type}")
        else:
            return False
        return True

    def take(self, fetched: Fetched, result: ParsedPage | ParseError) -> Article | None:
        """The article of a parsed page, if it is new or has changed; problems are written down."""
        if isinstance(result, ParseError):
            self._refuse(fetched, result.kind, str(result))
            return None
        self._remark(fetched, result)
        article = self._article(fetched, result)
        known = self.seen.version(article.id)
        if known is not None and known.url != fetched.asked:
            self._copy(fetched, article)
            return None
        if known is not None and known.content_hash == article.content_hash:
            self.feed.visit(self._page(fetched, "article", article, known.unchanged + 1), "unchanged")
            return None
        page = self._page(fetched, "article", article)
        self.feed.counts["changed" if known else "new"] += 1
        self.feed.article(article, structs.replace(page, first_seen=known.first_seen) if known else page)
        return article

    def original_of(self, fetched: Fetched, page: ParsedPage) -> str | None:
        """The address of which this page says it is a copy, if that is the source's own and not yet known."""
        canonical = page.canonical_url
        if canonical is None or not self.source.owns(canonical):
            return None
        named = article_id(canonical)
        own = named in (article_id(fetched.url), article_id(_public(fetched.url, canonical)))
        return None if own or self.seen.version(named) else canonical

    def _copy(self, fetched: Fetched, article: Article) -> None:
        """AMP, print and partner pages are the same report under another address, in whatever words."""
        self.feed.visit(self._page(fetched, "copy", article), "copies")

    def read(self, fetched: Fetched) -> Article | None:
        """`settle`, parse here and now, `take`."""
        if self.settle(fetched):
            return None
        return self.take(fetched, parse_page(fetched, self.source.hints))

    def crashed(self, fetched: Fetched, message: str) -> None:
        """A page that the parser did not survive: our defect, and the page must not get lost."""
        self._refuse(fetched, "crashed", message)

    def fail(self, url: str, kind: str, message: str) -> None:
        """A URL that could not be fetched. What is known of it stays; temporary failures are tried again."""
        page = None
        if kind in TEMPORARY and self.seen.get(url) is None:
            now = utc_now()
            moment = now.isoformat()
            again = next_visit(now, 0, self.source.revisit_hours / 4).isoformat()
            page = Page(url=url, status="retry", first_seen=moment, last_visit=moment, next_visit=again)
        self.feed.problem(self._problem(url, kind, message), page)

    def _same_bytes(self, fetched: Fetched, known: Page) -> bool:
        digest = fetched.location.digest if fetched.location else None
        return fetched.status == 200 and known.payload_digest is not None and digest == known.payload_digest

    def _unchanged(self, fetched: Fetched, known: Page | None) -> bool:
        if known is None:  # a 304 to a question that was not asked
            self.fail(fetched.asked, "http_error", "HTTP 304 without a condition")
            return True
        now, unchanged = utc_now(), known.unchanged + 1
        later = next_visit(now, unchanged, self.source.revisit_hours)
        page = structs.replace(
            known, last_visit=now.isoformat(), next_visit=later.isoformat(), unchanged=unchanged
        )
        self.feed.visit(page, "unchanged")
        return True

    def _gone(self, fetched: Fetched, known: Page | None) -> None:
        was = f"; archived before as article {known.article_id}" if known and known.article_id else ""
        page = self._page(fetched, "gone", None)
        if known:
            page = structs.replace(
                known, status="gone", last_visit=page.last_visit, next_visit=page.next_visit
            )
            self.feed.counts["gone"] += known.status == "article"
        self.feed.problem(self._problem(fetched.asked, "gone", f"HTTP {fetched.status}{was}"), page)

    def _refuse(self, fetched: Fetched, kind: str, message: str) -> None:
        known = self.seen.get(fetched.asked)
        keep = (
            known is not None and known.status == "article"
        )  # an error page must not hide the article it replaced
        self.feed.problem(
            self._problem(fetched.asked, kind, message),
            None if keep else self._page(fetched, "problem", None),
        )

    def _remark(self, fetched: Fetched, page: ParsedPage) -> None:
        """Flaws of a page that still gave an article."""
        if page.repaired_charset:
            message = f"declared {page.repaired_charset}, read as {page.charset}"
            self.feed.problem(self._problem(fetched.asked, "bad_charset", message))
        if page.lang not in self.source.languages:
            message = (
                f"language {page.lang or 'not recognised'}, the source has {', '.join(self.source.languages)}"
            )
            self.feed.problem(self._problem(fetched.asked, "unknown_language", message))

    def _article(self, fetched: Fetched, page: ParsedPage) -> Article:
        canonical = page.canonical_url or fetched.url
        # A canonical address elsewhere is another outlet's report; this one is evidence in its own right.
        own = canonical if self.source.owns(canonical) else fetched.url
        place = fetched.location
        return Article(
            id=article_id(own),
            text=page.text,
            url=fetched.url,
            canonical_url=canonical,
            source=self.source.name,
            lang=page.lang,
            title=page.title,
            author=page.author,
            published_at=page.published_at,
            fetched_at=fetched.fetched_at,
            content_hash=content_hash("\n\n".join((page.title or "", page.text))),
            archive_file=place.file if place else None,
            archive_offset=place.offset if place else None,
            tags=page.tags,
        )

    def _page(self, fetched: Fetched, status: str, article: Article | None, unchanged: int = 0) -> Page:
        now, place = utc_now(), fetched.location
        return Page(
            url=fetched.asked,
            status=status,
            article_id=article.id if article else None,
            content_hash=article.content_hash if article else None,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            payload_digest=place.digest if place else None,
            archive_file=place.file if place else None,
            archive_offset=place.offset if place else None,
            archived_at=place.date if place else None,
            first_seen=now.isoformat(),
            last_visit=now.isoformat(),
            next_visit=next_visit(now, unchanged, self.source.revisit_hours).isoformat(),
            unchanged=unchanged,
        )

    def _problem(self, url: str, kind: str, message: str) -> Problem:
        at = utc_now().isoformat()
        return Problem(source=self.source.name, kind=kind, message=message, url=url, at=at)


def _public(url: str, canonical: str) -> str:
    """`url` at the host of `canonical`: a local copy names its pages by public addresses."""
    parts = urlsplit(canonical)
    return urlsplit(url)._replace(scheme=parts.scheme, netloc=parts.netloc).geturl()


def parse_page(fetched: Fetched, hints: ParseHints) -> ParsedPage | ParseError:
    """`parse_html` with the error as a value, so that it can cross a process boundary."""
    try:
        return parse_html(fetched.body, fetched.url, structs.replace(hints, charset=fetched.charset))
    except ParseError as error:
        return error


def moment(text: str) -> datetime:
    """A stored ISO time as datetime."""
    return msgspec.convert(text, datetime)
