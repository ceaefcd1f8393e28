"""Where an event happened: the seat of the court that acted, else the place named in its sentence, else the last
one named before it in the paragraph. Names are in the nominative of the article's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from models.components.agencies import agency_of, court_of
from models.components.arguments import in_sentence, nearest, paragraph_before
from models.components.facilities import facilities
from models.components.morphology import forms
from models.components.triggers import Trigger
from models.places import gazetteer
from models.places.gazetteer import find_places, place_of_court

LABELS = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named in the text."""

    name: str
    span: Span


def place_of(trigger: Trigger, doc: Doc) -> Place | None:
    """Places inside the name of a court tell where it sits, not where anything else happened."""
    court = court_of(trigger, doc)
    seat = place_of_court(court.text) if court is not None else None
    if court is not None and seat is not None:
        return Place(_spelled(seat, doc.lang_), court)
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
        if span is None:
            continue
        covered.update(range(span.start, span.end))
        if item.place.kind != "country":
            yield Place(_spelled(item.place, doc.lang_), span)
    for held, _ in facilities(doc):  # "SIZO-1" is where somebody is held, not where on the map
        covered.update(range(held.start, held.end))
    for entity in doc.ents:
        if entity.label_ not in LABELS or covered.intersection(range(entity.start, entity.end)):
            continue
        if not entity.text.lower().endswith(("ian", "ish", "ese")) and not entity.text.isupper():
            span = entity[1:] if len(entity) > 1 and entity[0].lower_ == "the" else entity
            yield Place(_nominative(span), span)


def _spelled(found: gazetteer.Place, lang: str) -> str:
    return found.names.get(lang, found.name)


def _nominative(span: Span) -> str:
    """Each word in the nominative, its number and gender kept ("Раздольненского района" -> "Раздольненский район")."""
    return "".join(_word(token.text, span.doc.lang_) + token.whitespace_ for token in span).strip()


def _word(word: str, lang: str) -> str:
    readings = forms(word, lang)
    form = readings[0].nominative if readings and readings[0].case else word
    return form.capitalize() if word[:1].isupper() else form
