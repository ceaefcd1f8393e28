"""Where an event happened: the place named in its sentence, else the last one named before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from models.components.agencies import agency_of
from models.components.arguments import in_sentence, nearest, paragraph_before
from models.components.facilities import facilities
from models.components.triggers import Trigger
from models.places.gazetteer import find_places, place

LABELS = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named in the text."""

    name: str
    span: Span


def place_of(trigger: Trigger, doc: Doc) -> Place | None:
    """Places inside the name of a court tell where it sits only when nothing else does."""
    agency = agency_of(trigger, doc)
    known = named_places(doc)
    outside = [p for p in known if agency is None or p.span.end <= agency.start or p.span.start >= agency.end]
    for pool in (outside, known):
        inside = [p for p in pool if p.span in in_sentence(trigger, doc, [p.span])]
        found = nearest(trigger, [p.span for p in inside], doc)
        if found is not None:
            return next(p for p in inside if p.span == found)
    before = [p for p in outside if paragraph_before(trigger, doc, [p.span])]
    return before[-1] if before else None


def named_places(doc: Doc) -> list[Place]:
    """Places of the gazetteer, and places that only the name recogniser knows; countries only where nothing is
    nearer to the ground. Computed once a document."""
    if "places" not in doc.user_data:
        doc.user_data["places"] = list(_named_places(doc))
    found: list[Place] = doc.user_data["places"]
    return found


def _named_places(doc: Doc) -> Iterator[Place]:
    covered: set[int] = set()
    for item in find_places(doc.text):
        span = doc.char_span(item.start, item.end, alignment_mode="expand")
        if span is not None and item.place.kind != "country":
            covered.update(range(span.start, span.end))
            yield Place(item.place.name if doc.lang_ == "en" else span.text, span)
    for held, _ in facilities(doc):  # "SIZO-1" is where somebody is held, not where on the map
        covered.update(range(held.start, held.end))
    for entity in doc.ents:
        if covered.intersection(range(entity.start, entity.end)) or not _on_the_ground(entity):
            continue
        first = 1 if len(entity) > 1 and entity[0].lower_ == "the" else 0
        yield Place(entity[first:].text, entity[first:])


def _on_the_ground(entity: Span) -> bool:
    """A place that is neither a country nor the adjective of one, which the recogniser takes for places."""
    adjective = entity.text.lower().endswith(("ian", "ish", "ese"))
    return entity.label_ in LABELS and not adjective and country_named(entity.text) is None


def country_named(text: str) -> str | None:
    found = place(text)
    return found.name if found is not None and found.kind == "country" else None
