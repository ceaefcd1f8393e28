"""The parse stage: one HTML page in, title, text and metadata out. Nothing here touches the network."""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from msgspec import Struct

from pipeline.parse_body import extract_body
from pipeline.parse_charset import decode
from pipeline.parse_hints import NO_HINTS, ParseHints
from pipeline.parse_language import detect_language
from pipeline.parse_meta import author_of, canonical_url, headline, json_ld, meta, published, tags_of
from pipeline.parse_pages import is_blocked, is_error_page
from pipeline.parse_text import clean, drop, has_prose, select, without_repeats

__all__ = [
    "Blocked",
    "EmptyArticle",
    "MalformedPage",
    "NotAnArticle",
    "ParseError",
    "ParseHints",
    "ParsedPage",
    "TooLarge",
    "parse_html",
]

MAX_BYTES = 12_000_000  # larger pages are no news articles
LIST_LINES = 8  # lines without a sentence that make a list page rather than an empty article
MAX_MARKUP_RATIO = 400  # bytes of markup a character of text; above it the page is debris


class ParseError(Exception):
    """The page cannot be read as an article; `kind` is what the problem is counted under."""

    kind = "malformed_page"


class MalformedPage(ParseError):
    """Not HTML, or so broken that nothing is left of it."""


class TooLarge(ParseError):
    """More bytes than any article has."""

    kind = "too_large"


class EmptyArticle(ParseError):
    """A page without article text."""

    kind = "empty_article"


class NotAnArticle(ParseError):
    """A front page, a list or an error page served as if it were an article."""

    kind = "not_an_article"


class Blocked(ParseError):
    """A captcha, bot check or refusal in place of the page."""

    kind = "blocked"


class ParsedPage(Struct, frozen=True, kw_only=True):
    """What one page says. `text` has paragraphs separated by blank lines and is never empty."""

    url: str | None
    canonical_url: str | None
    title: str | None
    text: str
    author: str | None
    published_at: str | None  # ISO 8601, as precise as the page says
    published_source: str | None = None
    lang: str | None = None
    tags: tuple[str, ...] = ()
    charset: str = "utf-8"
    repaired_charset: str | None = None  # the wrong charset that was declared


def parse_html(html: bytes | str, url: str | None = None, hints: ParseHints = NO_HINTS) -> ParsedPage:
    """Read one page. Raises a ParseError subclass where there is no article to read."""
    text, charset, wrong = _decoded(html, hints.charset)
    tree = _tree(text)
    linked, lang_attribute = json_ld(tree), tree.get("lang") or meta(tree, "og:locale", "language")
    canonical = canonical_url(tree, url)
    dated = published(tree, url, linked, _text_at(tree, hints.date))
    title, author, tags = _text_at(tree, hints.title), _text_at(tree, hints.author), _tags(tree, hints.tags)
    author = author or author_of(tree, linked, text)
    drop(tree, hints.drop)
    found = extract_body(tree, url)
    title = title or headline(tree, linked)
    body = without_repeats(clean(found), title, author)
    _refuse(title, body)
    return ParsedPage(
        url=url,
        canonical_url=canonical,
        title=title,
        text=body,
        author=author,
        published_at=dated.value if dated else None,
        published_source=dated.source if dated else None,
        lang=detect_language(body, lang_attribute or hints.lang),
        tags=tags or tags_of(tree),
        charset=charset,
        repaired_charset=wrong,
    )


def _decoded(html: bytes | str, http_charset: str | None) -> tuple[str, str, str | None]:
    if len(html) > MAX_BYTES:
        raise TooLarge(f"{len(html):,} bytes")
    if isinstance(html, str):
        return html, "utf-8", None
    if b"\x00" in html[:1024] and not html.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise MalformedPage("binary data, not HTML")
    decoded = decode(html, http_charset)
    return decoded.text, decoded.charset, (decoded.declared or "none") if decoded.repaired else None


def _tree(text: str) -> HtmlElement:
    """libxml2 stops nesting at 255 levels, so hostile pages cannot exhaust the stack."""
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text).replace("\x00", "")
    if not text.strip():
        raise EmptyArticle("the page is empty")
    try:
        tree = lxml.html.document_fromstring(text)
    except (ParserError, ValueError) as error:
        raise MalformedPage(str(error)) from error
    if len(text) > MAX_MARKUP_RATIO * max(500, len(tree.text_content())):
        raise MalformedPage(f"{len(text):,} characters of markup with next to no text")
    return tree


def _refuse(title: str | None, body: str) -> None:
    if is_blocked(title, body):
        raise Blocked(f"captcha or refusal: {title or body[:80]}")
    if is_error_page(title, body):
        raise NotAnArticle(f"error page: {title or body[:80]}")
    if not has_prose(body):
        lines = body.count("\n\n") + 1
        if lines >= LIST_LINES:
            raise NotAnArticle(f"{lines} short lines, as on a list or gallery, and no sentences")
        raise EmptyArticle("no article text")


def _text_at(tree: HtmlElement, selector: str | None) -> str | None:
    if not selector:
        return None
    for element in select(tree, selector):
        value = element.get("datetime") or element.get("content") or element.text_content()
        if value := clean(value).replace("\n\n", " "):
            return value
    return None


def _tags(tree: HtmlElement, selector: str | None) -> tuple[str, ...]:
    if not selector:
        return ()
    found = (clean(element.text_content()) for element in select(tree, selector))
    return tuple(dict.fromkeys(tag for tag in found if tag))
