"""The country an article is mostly about, by counting the words that name countries."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from models.places.gazetteer import find_places


@cache
def _cues() -> re.Pattern[str]:
    table = tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))
    groups = (rf"(?P<{code}>{'|'.join(stems)})" for code, stems in table.items())
    return re.compile(rf"\b(?:{'|'.join(groups)})")


def mentioned_countries(text: str) -> Counter[str]:
    """How often each country (ISO 3166 alpha-2) is spoken of."""
    return Counter(match.lastgroup for match in _cues().finditer(text) if match.lastgroup)


def country_of(text: str) -> str | None:
    """The country spoken of most (ISO 3166 alpha-2), the first on a tie; None when none is."""
    counted = mentioned_countries(text) or Counter(found.place.country for found in find_places(text))
    ranked = counted.most_common(1)
    return ranked[0][0] if ranked else None
