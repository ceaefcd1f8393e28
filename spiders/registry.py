"""The declared sources. Importing this imports no Scrapy, so that listing them is quick."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import spiders.sources
from spiders.source import Source

SourceInfo = Source


class UnknownSource(LookupError):
    """No source of this name is declared."""


@cache
def sources() -> tuple[SourceInfo, ...]:
    """Every `SOURCE` of the modules in `spiders/sources`, by name."""
    modules = sorted(info.name for info in pkgutil.iter_modules(spiders.sources.__path__))
    loaded = (importlib.import_module(f"spiders.sources.{name}") for name in modules)
    return tuple(sorted((module.SOURCE for module in loaded), key=lambda source: source.name))


def source(name: str) -> SourceInfo:
    """The source called `name`. Raises UnknownSource, naming those that exist."""
    for candidate in sources():
        if candidate.name == name:
            return candidate
    known = ", ".join(candidate.name for candidate in sources())
    raise UnknownSource(f"no source is called {name!r}; there are {known}")
