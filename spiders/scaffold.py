"""A new source out of one saved page: declaration, fixture, and an expectation that says "review me"."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import msgspec

from pipeline.parse import ParsedPage, parse_html

REVIEW = "Written by the scaffold: compare each field with the page, correct it, then delete this line."
NAME = re.compile(r"^[a-z][a-z0-9_]*$")
MODULE = '''"""{title}. Addresses are not verified: ask `khronika sources check {name}`."""

from spiders.source import Address, Source

SOURCE = Source(
    name="{name}",
    title="{title}",
    languages=("{lang}",),
    base="{base}",
    {lists}
    article=(r"{article}",),
)
'''


class AlreadyThere(FileExistsError):
    """A source of this name exists."""


def scaffold(name: str, url: str, html: bytes, root: Path) -> list[Path]:
    """Write declaration, page and expectation under the project folder `root`; returns what was written.

    `url` is the address of an article and `html` its page. Raises ParseError when no article can be read,
    AlreadyThere, and ValueError for a name that is no Python module name.
    """
    if not NAME.match(name):
        raise ValueError(f"{name!r}: a source name is lower-case letters, digits and underscores")
    module = root / "spiders" / "sources" / f"{name}.py"
    if module.exists():
        raise AlreadyThere(f"{module} exists")
    page = parse_html(html, url)
    fixtures = root / "tests" / "spiders" / "sources"
    contents = {
        module: declaration(name, url, html, page).encode(),
        fixtures / f"{name}.html": html,
        fixtures / f"{name}.json": expectation(url, page),
    }
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(contents)


def declaration(name: str, url: str, html: bytes, page: ParsedPage) -> str:
    """The source module, with the feeds that the page links to, or else the usual sitemap address."""
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}/"
    feeds = linked_feeds(html, url)
    lists = f"feeds=({_addresses(feeds)})," if feeds else f"sitemaps=({_addresses([base + 'sitemap.xml'])}),"
    article = article_pattern(parts.path)
    title = parts.hostname or name
    return MODULE.format(
        name=name, title=title, lang=page.lang or "en", base=base, lists=lists, article=article
    )


def expectation(url: str, page: ParsedPage) -> bytes:
    """The fixture's expectation, which fails until somebody has looked at it."""
    fields = {name: getattr(page, name) for name in ("title", "author", "published_at", "lang", "text")}
    content = {"review": REVIEW, "url": url, **fields, "not_articles": []}
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def linked_feeds(html: bytes, url: str) -> list[str]:
    """Feeds that the page names in its head."""
    tree = lxml.html.document_fromstring(html)
    kinds = ("application/rss+xml", "application/atom+xml")
    links = tree.xpath("//link[@rel='alternate' and @href]")
    return [urljoin(url, link.get("href")) for link in links if link.get("type") in kinds][:3]


def article_pattern(path: str) -> str:
    """`/en/news/a-fine/4123.html` -> `^/en/news/[^/]+/\\d+\\.html$`: numbers and slugs vary."""
    steps = [_step(step) for step in path.strip("/").split("/")]
    return "^/" + "/".join(steps) + ("/?$" if path.endswith("/") else "$")


def _step(step: str) -> str:
    stem, dot, ending = step.rpartition(".")
    if dot and ending.isalpha():
        return _step(stem) + re.escape(f".{ending}")
    if step.isdigit():
        return r"\d+"
    return r"[^/]+" if "-" in step or len(step) > 20 else re.escape(step)


def _addresses(urls: list[str]) -> str:
    return "".join(f'Address("{url}"), ' for url in urls).strip()
