"""Whether a name is that of a head of state, of a government or of a security service, by a list."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).with_name("officials.toml")


@cache
def _entries() -> frozenset[frozenset[str]]:
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["names"]
    return frozenset(frozenset(name.casefold().split()) for name in listed)


def is_official(name: str) -> bool:
    """All words of an entry are among the words of the name, in the nominative."""
    words = frozenset(name.casefold().split())
    return any(entry <= words for entry in _entries())
