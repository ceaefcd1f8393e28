"""Which PERSON entities are taken as names of people, and where the name begins.

The recogniser takes towns, peoples and prizes for persons now and then, and titles into names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span

from models.components.communities import community_spans
from models.names.lists import given_gender
from models.places.gazetteer import find_places
from models.vocabulary import either, vocabulary

LABELS = ("PERSON", "PER")
Mention = tuple[str, tuple[int, int]]


def person_mentions(doc: Doc) -> list[Mention]:
    """(text, characters) of every name of a person, in text order."""
    entities = [e for e in doc.ents if e.label_ in LABELS]
    surnames = {e[-1].text for e in entities if len(e) > 1}
    return [_untitled(e) for e in entities if not _is_other(e, surnames)]


def _is_other(entity: Span, surnames: set[str]) -> bool:
    """A people or believers, a prize, street or fund, or a place that nobody is surnamed after here."""
    if any(s <= entity.start_char and entity.end_char <= e for s, e in community_spans(entity.doc)):
        return True
    if _things(entity.doc.lang_).search(entity.text):
        return True
    return entity.text not in surnames and _is_place(entity.text)


@cache
def _things(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(vocabulary(lang, 'descriptions')['names']['things'])}\Z")


def _is_place(text: str) -> bool:
    found = find_places(text)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) and not given_gender(text)


def _untitled(entity: Span) -> Mention:
    """Without the titles and occupations at its head, where two words of the name are left."""
    start = 0
    for token in _titles(entity):
        start = token + 1
    kept = entity[start:]
    return kept.text, (kept.start_char, kept.end_char)


def _titles(entity: Span) -> Iterator[int]:
    words = vocabulary(entity.doc.lang_, "descriptions")
    known = {*words["occupations"]["heads"], *words["occupations"]["relational"], *words["names"]["titles"]}
    for place, token in enumerate(entity[:-2] if len(entity) > 2 else ()):
        if token.lower_.rstrip(".") not in known or given_gender(token.text):
            return
        yield place
