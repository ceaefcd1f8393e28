"""The country an article is mostly about, by counting the words that name countries."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from models.places.gazetteer import find_places


@cache
def _stems() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))
    return tuple((code, re.compile(stem)) for code, stems in table.items() for stem in stems)


@cache
def _cues() -> re.Pattern[str]:
    # One flat alternation: branches that start with a letter are skipped by it, groups would not be.
    return re.compile(rf"(?<!\w)(?:{'|'.join(pattern.pattern for _, pattern in _stems())})")


@cache
def _country_of_cue(word: str) -> str:
    return next(code for code, pattern in _stems() if pattern.match(word))


@lru_cache(maxsize=4)
def _counted(text: str) -> Counter[str]:
    """Counts by country; kept for the few texts at hand, since several components ask."""
    return Counter(_country_of_cue(word) for word in _cues().findall(text))


def mentioned_countries(text: str) -> Counter[str]:
    """How often each country (ISO 3166 alpha-2) is spoken of."""
    return Counter(_counted(text))


def country_of(text: str) -> str | None:
    """The country spoken of most (ISO 3166 alpha-2), the first on a tie; None when none is."""
    counted = mentioned_countries(text) or Counter(found.place.country for found in find_places(text))
    ranked = counted.most_common(1)
    return ranked[0][0] if ranked else None
