"""What a page says about itself: title, author, date with its source, canonical address, tags."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from typing import Any
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from msgspec import Struct
from trafilatura.metadata import extract_author

ARTICLE_TYPES = frozenset(
    {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"}
)
DATE_META = (
    "article:published_time",
    "datePublished",
    "og:published_time",
    "pubdate",
    "date",
    "DC.date.issued",
)
# Every word by which trafilatura knows a byline. Its search goes through a page a dozen times.
BYLINE_MARK = re.compile(
    r"uthor|yline|byl|BBL|username|zuozhe|bianji|xiaobian|channel-name|submitted-by|posted-by|journalist-name"
    r"|screenname|writer|<rel"
)
NAMED = ("property", "name", "itemprop")  # attributes of <meta>, in order of preference
ISO_TIME = re.compile(r"^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?")


class Dated(Struct, frozen=True):
    """An ISO 8601 date or time and where on the page it was read."""

    value: str
    source: str  # hint, json-ld, meta, time, page


def json_ld(tree: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that describes an article, or {}."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content(), strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if ARTICLE_TYPES & set(kinds if isinstance(kinds, list) else [kinds]):
                return item
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data[:50]:
            yield from _objects(item)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph", []))


def meta(tree: HtmlElement, *names: str) -> str | None:
    """The first non-empty `<meta name|property|itemprop=…>` content, in the order of `names`."""
    found: dict[tuple[str, str], str] = {}
    for element in tree.iter("meta"):
        text = (element.get("content") or "").strip()
        for attribute in NAMED:
            if text and (name := element.get(attribute)) in names:
                found.setdefault((name, attribute), text)
    return next((found[key] for key in product(names, NAMED) if key in found), None)


def headline(tree: HtmlElement, linked: dict[str, Any]) -> str | None:
    """The title without the outlet's name: JSON-LD, og:title or <title>, cut to the <h1> it begins with."""
    named = str(linked.get("headline") or "") or meta(tree, "og:title")
    full = _line(html.unescape(named or tree.findtext(".//title") or ""))
    for element in tree.iter("h1"):
        heading = _line(element.text_content())
        if heading and full.startswith(heading):
            return heading
    site = meta(tree, "og:site_name")
    for bar in (" | ", " - ", " – ", " — ", " :: "):
        if site and full.endswith(bar + site):
            return full.removesuffix(bar + site)
    return full or next((_line(element.text_content()) for element in tree.iter("h1")), None) or None


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def author_of(tree: HtmlElement, linked: dict[str, Any], markup: str) -> str | None:
    """Who wrote it, by JSON-LD, meta tags, then trafilatura's search for bylines; several joined by "; "."""
    named = linked.get("author")
    people = named if isinstance(named, list) else [named]
    names = [str(one.get("name") or "") if isinstance(one, dict) else str(one or "") for one in people]
    names = [name for name in map(_line, names) if name and "://" not in name]
    given = meta(tree, "author", "byl", "article:author_name")
    if names or given:
        return "; ".join(names) or _line(given or "")
    return (extract_author(tree) or None) if BYLINE_MARK.search(markup) else None


def tags_of(tree: HtmlElement) -> tuple[str, ...]:
    """What the page is filed under, by its meta tags."""
    tags = [_line(str(tag)) for tag in tree.xpath("//meta[@property='article:tag']/@content")]
    words = (meta(tree, "news_keywords", "keywords") or "").split(",")
    return tuple(dict.fromkeys(tag for tag in (tags or map(_line, words)) if tag))


def canonical_url(tree: HtmlElement, url: str | None) -> str | None:
    """The page's own name for itself. A canonical link to the front page is a template error: ignored."""
    links = tree.xpath("//link[@rel='canonical']/@href") or [meta(tree, "og:url") or ""]
    target = urljoin(url or "", str(links[0]).strip())
    parts = urlsplit(target)
    if parts.scheme not in ("http", "https") or (parts.path in ("", "/") and not parts.query):
        return url
    return parts._replace(fragment="").geturl()


def iso_time(text: str | None) -> str | None:
    """`2018-03-12 14:05+0200` -> `2018-03-12T14:05:00+02:00`; None when it is no ISO date or cannot exist."""
    match = ISO_TIME.match((text or "").strip())
    if not match:
        return None
    day, minutes, seconds, zone = match.groups()
    zone = (zone or "").replace("Z", "+00:00")
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    value = day if minutes is None else f"{day}T{minutes}{seconds or ':00'}{zone}"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value


def published(
    tree: HtmlElement, url: str | None, linked: dict[str, Any], hint: str | None = None
) -> Dated | None:
    """When the article appeared: hinted element, JSON-LD, meta tags, a <time>, then htmldate's search."""
    candidates = (
        ("hint", hint),
        ("json-ld", str(linked.get("datePublished") or "")),
        ("meta", meta(tree, *DATE_META)),
        ("time", _first_time(tree)),
    )
    for source, text in candidates:
        if value := iso_time(text):
            return Dated(value, source)
    found = find_date(tree, original_date=True, url=url, deferred_url_extractor=True)
    return Dated(found, "page") if found else None


def _first_time(tree: HtmlElement) -> str | None:
    for value in tree.xpath("(//article//time | //main//time)[@datetime][1]/@datetime"):
        return str(value)
    times = {str(value) for value in tree.xpath("//time/@datetime")}
    return times.pop() if len(times) == 1 else None  # several times outside an article: a list of teasers
