"""Word lists: one TOML file a language and entity kind, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = Path(__file__).parent / "languages"


class NoVocabulary(LookupError):
    """There is no word list of this kind for this language."""


@cache
def vocabulary(lang: str, kind: str) -> Mapping[str, Any]:
    """The parsed `models/languages/<lang>/<kind>.toml`. Raises NoVocabulary when there is none."""
    path = LANGUAGES / lang / f"{kind}.toml"
    if not path.is_file():
        raise NoVocabulary(f"no {kind}.toml for language {lang!r}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def either(words: Iterable[str]) -> str:
    """A non-capturing alternation of regular expressions, longest first; spaces match any white space.
    Without words it never matches."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in ordered) + ")" if ordered else r"(?!)"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled once, ignoring case."""
    return re.compile(pattern, re.IGNORECASE)
