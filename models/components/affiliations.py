"""The organisation a person belongs to or works for, tied to the name by a description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Span

from models.components.communities import community_in, organisation_of
from models.components.descriptions import Description
from models.components.morphology import lemmas
from models.components.texts import text_of
from models.names.lists import sections
from models.places.gazetteer import find_places
from models.values import Stated
from models.vocabulary import either, vocabulary

_GAP = 3  # words between a head and its organisation


@cache
def _known() -> re.Pattern[str]:
    names = [re.escape(name) for names in sections("organisations").values() for name in names]
    return re.compile(rf"(?<!\w){either(names)}(?!\w)")


def organisations(doc: Doc) -> list[Span]:
    """Organisations that the recogniser or our list names, in text order, once a document."""
    if "organisations" not in doc.user_data:
        spans = [*(e for e in doc.ents if e.label_ == "ORG" and _is_name(e)), *_listed(doc)]
        doc.user_data["organisations"] = sorted({(s.start, s.end) for s in spans})
    return [doc[start:end] for start, end in doc.user_data["organisations"]]


def _is_name(entity: Span) -> bool:
    """Neither a place that the recogniser took for an organisation nor a common word."""
    places = find_places(entity.text)
    whole = any(place.start == 0 and place.end == len(entity.text) for place in places)
    generic = vocabulary(entity.doc.lang_, "descriptions")["affiliations"]["generic"]
    return not whole and any(char.isupper() for char in entity.text) and entity.text not in generic


def _listed(doc: Doc) -> Iterator[Span]:
    for match in _known().finditer(text_of(doc)):
        span = doc.char_span(match.start(), match.end(), alignment_mode="contract")
        if span is not None and len(span):
            yield span


def affiliation_in(description: Description, words: Span) -> Stated | None:
    """The first organisation among the words that the person belongs to."""
    table = vocabulary(words.doc.lang_, "descriptions")["affiliations"]
    for organisation in organisations(words.doc):
        inside = organisation.start >= words.start and organisation.end <= words.end
        if inside and _tied(organisation, description, words, table):
            return _stated(organisation, table)
    community = community_in(words)
    return organisation_of(community, words.doc.lang_) if community is not None else None


def _tied(organisation: Span, description: Description, words: Span, table: Mapping[str, list[str]]) -> bool:
    doc, heads = words.doc, set(table["heads"])
    before = doc[max(words.start, organisation.start - _GAP - 1) : organisation.start]
    if description.side == "after" and _follows(description, before, table):
        return True
    if any(lemmas(token) & heads for token in before):
        return doc.lang_ != "en" or any(token.lower_ in table["links"] for token in before)
    after = doc[organisation.end : min(words.end, organisation.end + _GAP)]
    if doc.lang_ == "en" and after and not any(token.lower_ in table["links"] for token in after):
        return any(lemmas(token) & heads for token in after)  # "Mejlis member X", "its lawyer"
    return description.side == "before" and len(after) == 1 and after[0].text in ("'s", "’s")


def _follows(description: Description, before: Span, table: Mapping[str, list[str]]) -> bool:
    """ "X of the Crimean Solidarity": nothing but the link before the organisation."""
    linked = 0 < len(before) <= 2 and before[0].lower_ in table["links"]
    return linked and before.start == description.start


def _stated(organisation: Span, table: Mapping[str, list[str]]) -> Stated:
    first = 1 if len(organisation) > 1 and organisation[0].lower_ in table["articles"] else 0
    span = organisation[first:]
    return Stated(" ".join(span.text.split()), span.start_char, span.end_char)
