"""The ethnic or religious group that a description names, under one English name in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Span

from models.components.patterns import cased
from models.values import Stated
from models.vocabulary import vocabulary


@cache
def _patterns(lang: str) -> Mapping[str, re.Pattern[str]]:
    table = vocabulary(lang, "descriptions")["communities"]
    return {name: re.compile(rf"(?<!\w){cased(words)}(?!\w)") for name, words in table.items()}


def community_in(words: Span) -> Stated | None:
    """The first group that the words name."""
    found = [
        Stated(name, words.start_char + match.start(), words.start_char + match.end())
        for name, pattern in _patterns(words.doc.lang_).items()
        for match in pattern.finditer(words.text)
    ]
    return min(found, key=lambda stated: (stated.start, -stated.end), default=None)


def community_spans(doc: Doc) -> list[tuple[int, int]]:
    """The characters that name groups of people, once a document."""
    if "communities" not in doc.user_data:
        text = doc.text  # spaCy joins it anew at each access
        patterns = _patterns(doc.lang_).values()
        doc.user_data["communities"] = [m.span() for p in patterns for m in p.finditer(text)]
    found: list[tuple[int, int]] = doc.user_data["communities"]
    return found


def community_tokens(words: Span) -> frozenset[int]:
    """The tokens that name groups."""
    stated = community_in(words)
    if stated is None:
        return frozenset()
    span = words.doc.char_span(stated.start, stated.end, alignment_mode="expand")
    return frozenset(range(span.start, span.end)) if span is not None else frozenset()


def organisation_of(community: Stated, lang: str) -> Stated | None:
    """The organisation that a group is, where it is one."""
    name = vocabulary(lang, "descriptions")["communities_organised"].get(community.value)
    return Stated(name, community.start, community.end) if name else None
