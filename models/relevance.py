"""A cheap first look: may this text report persecution at all? Runs before any language model.

Beginnings of words of all languages sit in one Aho-Corasick automaton, so that the language need not be known
and one pass over the text is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import ahocorasick

from models.vocabulary import vocabulary

LANGUAGES = ("en", "ru", "uk")
KINDS = ("events", "context", "hints")
# Different event words that a text needs where something ties it to the subject firmly, or only perhaps.
WITH_CONTEXT, WITH_HINT = 2, 3
LONGEST = 40_000  # characters looked at; a long page that has said nothing by then is something else


class Relevance:
    """Callable on a text: whether it says that something was done to somebody for a political reason."""

    def __init__(self, languages: Sequence[str] = LANGUAGES) -> None:
        self._automaton = _automaton(tuple(languages))

    def __call__(self, text: str) -> bool:
        """Whether `text` may report persecution. Stops reading as soon as it has said enough."""
        lowered = text[:LONGEST].lower()
        events: set[str] = set()
        needed = WITH_HINT + 1
        for end, (stem, kinds) in self._automaton.iter(lowered):
            start = end - len(stem)
            if start >= 0 and lowered[start].isalpha():
                continue  # in the middle of a word
            if "events" in kinds:
                events.add(stem)
            if "context" in kinds:
                needed = WITH_CONTEXT
            elif "hints" in kinds:
                needed = min(needed, WITH_HINT)
            if needed <= WITH_HINT and len(events) >= needed:
                return True
        return False


@cache
def _automaton(languages: tuple[str, ...]) -> Any:
    stems: dict[str, set[str]] = {}
    for lang in languages:
        for kind in KINDS:
            for stem in vocabulary(lang, "relevance")[kind]:
                stems.setdefault(stem, set()).add(kind)
    automaton = ahocorasick.Automaton()
    for stem, kinds in stems.items():
        automaton.add_word(stem, (stem, frozenset(kinds)))
    automaton.make_automaton()
    return automaton
