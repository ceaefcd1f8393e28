"""Where an event happened: the place named in its sentence, else the last one named before it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from models.components.agencies import agency_of
from models.components.arguments import in_sentence, nearest, paragraph_before
from models.components.triggers import Trigger

LABELS = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named in the text."""

    name: str
    span: Span


def place_of(trigger: Trigger, doc: Doc) -> Place | None:
    """Places inside the name of a court tell where it sits only when nothing else does."""
    agency = agency_of(trigger, doc)
    places = [e for e in doc.ents if e.label_ in LABELS]
    outside = [e for e in places if agency is None or e.end <= agency.start or e.start >= agency.end]
    for pool in (in_sentence(trigger, doc, outside), in_sentence(trigger, doc, places)):
        found = nearest(trigger, pool, doc)
        if found is not None:
            return _place(found)
    before = paragraph_before(trigger, doc, outside)
    return _place(before[-1]) if before else None


def _place(span: Span) -> Place:
    first = 1 if len(span) > 1 and span[0].lower_ == "the" else 0
    return Place(span[first:].text, span[first:])
