"""What an outlet knows about its own pages. Apart from the parser, so that declaring sources stays quick."""

from __future__ import annotations

from msgspec import Struct


class ParseHints(Struct, frozen=True, kw_only=True):
    """What an outlet knows about its own pages. Selectors are CSS, or XPath where they start with a slash."""

    drop: tuple[str, ...] = ()  # boilerplate to remove before reading
    title: str | None = None
    author: str | None = None
    date: str | None = None  # element whose datetime, content or text is an ISO date
    tags: str | None = None
    lang: str | None = None  # of the section, where the page declares none
    charset: str | None = None  # as the HTTP header says


NO_HINTS = ParseHints()
