"""Sources that need no code: any feed, any sitemap, a list of addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from spiders.discovery import tidy
from spiders.source import Address, Source

LANGUAGES = ("en", "ru", "uk", "be", "tr", "crh")


def generic_source(
    name: str,
    *,
    feeds: Sequence[str] = (),
    sitemaps: Sequence[str] = (),
    pages: Sequence[str] = (),
    languages: Sequence[str] = LANGUAGES,
) -> Source:
    """A source made of addresses alone. What a feed or list names is an article, on whatever host it is.

    A sitemap also lists front pages and sections: of it only addresses two steps below the root count.
    Raises ValueError without any address.
    """
    addresses = [*feeds, *sitemaps, *pages]
    if not addresses:
        raise ValueError(f"source {name!r} has neither feed, sitemap nor page")
    parts = urlsplit(addresses[0])
    return Source(
        name=name,
        title=name,
        languages=tuple(languages),
        base=f"{parts.scheme}://{parts.netloc}/",
        feeds=tuple(Address(url, verified=True) for url in feeds),
        sitemaps=tuple(Address(url, verified=True) for url in sitemaps),
        pages=tuple(tidy(url) for url in pages),
        article=(r"^/[^/]+/[^/]+" if sitemaps else r"^/.+",),
        anywhere=bool(feeds or pages),
        volume=(0.01, 10_000.0),
    )


def read_list(path: Path) -> tuple[str, ...]:
    """The addresses in a text file, one a line; `#` begins a comment."""
    lines = (line.partition(" #")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(tidy(line) for line in lines if line and not line.startswith("#")))
