"""How a news source is declared. Plain data: listing sources must not import Scrapy."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from msgspec import Struct, field

from pipeline.parse_hints import NO_HINTS, ParseHints


class NoBrowser(RuntimeError):
    """A source needs a browser and the system has none."""


class Address(Struct, frozen=True):
    """Where a source lists its articles. `verified`: others are known to use it; `sources check` asks it."""

    url: str
    verified: bool = False


class Fill(Struct, frozen=True, kw_only=True):
    """The share of a source's articles that carry a field; below it the source counts as degraded."""

    title: float = 0.98
    published_at: float = 0.9
    author: float = 0.0


class Source(Struct, frozen=True, kw_only=True, dict=True):
    """One outlet. Paths in `article` and `ignore` are regular expressions on the path and query of a URL."""

    name: str
    title: str
    languages: tuple[str, ...]
    base: str
    article: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    feeds: tuple[Address, ...] = ()
    sitemaps: tuple[Address, ...] = ()
    sections: tuple[Address, ...] = ()
    pages: tuple[str, ...] = ()  # single articles, for sources that are a list of addresses
    mirrors: tuple[str, ...] = ()  # further hosts of the outlet, whose links count as its own
    hints: ParseHints = NO_HINTS
    volume: tuple[float, float] = (0.1, 200.0)  # new articles a day, least and most that is normal
    fill: Fill = field(default_factory=Fill)
    delay: float = 5.0  # seconds between requests to one host
    revisit_hours: float = 24.0  # before the first look back at an article; doubles while it stays the same
    anywhere: bool = False  # its lists may name articles on any host
    local: bool = False  # may be fetched from private and loopback addresses
    javascript: bool = False  # pages are empty without a browser
    proxy: str | None = None  # for outlets that are blocked where the collector runs
    notes: str = ""

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Host names, without `www.`, whose pages belong to this source."""
        addresses = (self.base, *self.mirrors)
        return frozenset(
            (urlsplit(address).hostname or address).removeprefix("www.") for address in addresses
        )

    @cached_property
    def _article(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.article) or "$^")

    @cached_property
    def _ignore(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.ignore) or "$^")

    def is_article(self, url: str) -> bool:
        """Whether `url`, on whatever host, has the shape of an article of this source."""
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return bool(self._article.search(path)) and not self._ignore.search(path)

    def owns(self, url: str) -> bool:
        """Whether `url` is on a host of this source."""
        return self.anywhere or (urlsplit(url).hostname or "").removeprefix("www.") in self.hosts

    def at(self, base_url: str) -> Source:
        """This source as a copy served at `base_url`: its own links lead there, and nowhere else."""
        base = base_url.rstrip("/") + "/"
        hosts = tuple(self.hosts)

        def moved(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
            return tuple(
                Address(urljoin(base, _path(address.url)), address.verified) for address in addresses
            )

        changes = {
            "base": base,
            "mirrors": hosts,
            "pages": tuple(urljoin(base, _path(url)) for url in self.pages),
            "feeds": moved(self.feeds),
            "sitemaps": moved(self.sitemaps),
            "sections": moved(self.sections),
        }
        kept = {name: getattr(self, name) for name in self.__struct_fields__}
        return Source(**{**kept, **changes})


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path + (f"?{parts.query}" if parts.query else "")).lstrip("/")
