"""Whether two written places can be one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.resolve.spelling import close, fold

_WORDS: Final = re.compile(r"[\s,;()/]+")
_GENERIC: Final = frozenset(
    fold(word)
    for word in (
        *("crimea", "крым", "крим", "occupied", "the", "of"),
        *("city", "town", "village", "district", "region", "oblast", "republic", "street"),
    )
)


@lru_cache(maxsize=50_000)
def _words(place: str) -> frozenset[str]:
    words = {fold(word) for word in _WORDS.split(place) if word}
    return frozenset(words - _GENERIC - {""})


@lru_cache(maxsize=200_000)
def same_place(first: str | None, second: str | None) -> bool | None:
    """True: one place, or one inside the other; False: two; None: not enough said ("Crimea", unknown)."""
    if not first or not second:
        return None
    one, other = _words(first), _words(second)
    if not one or not other:
        return None
    return any(close(word, candidate) for word in one for candidate in other)


def place_key(place: str | None) -> str:
    """Blocking key of a place, empty where nothing specific is said."""
    return " ".join(sorted(_words(place))) if place else ""
