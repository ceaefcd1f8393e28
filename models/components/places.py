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
from models.components.texts import text_of
from models.components.triggers import Trigger
from models.places import gazetteer
from models.places.adjectives import place_of_adjective
from models.places.gazetteer import find_places, place_of_court

LABELS = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named in the text."""

    name: str
    span: Span
    kind: str = "unknown"  # country, region, city, village; unknown to the gazetteer
    within: tuple[str, ...] = ()  # the places that hold it, as named in the language of the text


def place_of(trigger: Trigger, doc: Doc) -> Place | None:
    """Places inside the name of a court tell where it sits, not where anything else happened."""
    court = court_of(trigger, doc)
    seat = seat_of(court) if court is not None else None
    if seat is not None:
        return seat
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


def seat_of(court: Span) -> Place | None:
    """Where a court sits, by its name."""
    seat = place_of_court(court.text) or next(iter(adjectives(court)), (None, None))[0]
    return _known(seat, court) if seat is not None else None


def adjectives(span: Span) -> list[tuple[gazetteer.Place, Span]]:
    """Cities told by a Russian or Ukrainian adjective ("Гатчинский городской суд"), with their words."""
    if span.doc.lang_ == "en":
        return []
    found = ((place_of_adjective(token.text), token.i) for token in span.doc[span.start : span.end])
    return [(city, span.doc[at : at + 1]) for city, at in found if city is not None]


def named_places(doc: Doc) -> list[Place]:
    """Places of the gazetteer, and places that only the name recogniser knows, without countries."""
    return [place for place in all_places(doc) if place.kind != "country"]


def all_places(doc: Doc) -> list[Place]:
    """`named_places` and countries in text order. Computed once a document."""
    if "places" not in doc.user_data:
        doc.user_data["places"] = sorted(_all_places(doc), key=lambda place: place.span.start)
    found: list[Place] = doc.user_data["places"]
    return found


def told_places(doc: Doc) -> list[Place]:
    """`all_places` and the cities that adjectives tell of."""
    if "told_places" not in doc.user_data:
        known = all_places(doc)
        covered = {i for place in known for i in range(place.span.start, place.span.end)}
        more = [_known(city, word) for city, word in adjectives(doc[:]) if word.start not in covered]
        doc.user_data["told_places"] = sorted([*known, *more], key=lambda place: place.span.start)
    found: list[Place] = doc.user_data["told_places"]
    return found


def _all_places(doc: Doc) -> Iterator[Place]:
    covered: set[int] = set()
    for item in find_places(text_of(doc)):
        span = doc.char_span(item.start, item.end, alignment_mode="expand")
        if span is not None:
            covered.update(range(span.start, span.end))
            yield _known(item.place, span)
    for held, _ in facilities(doc):  # "SIZO-1" is where somebody is held, not where on the map
        covered.update(range(held.start, held.end))
    covered |= _people(doc)
    for entity in doc.ents:
        if entity.label_ not in LABELS or covered.intersection(range(entity.start, entity.end)):
            continue
        if not entity.text.lower().endswith(("ian", "ish", "ese")) and not entity.text.isupper():
            span = entity[1:] if len(entity) > 1 and entity[0].lower_ == "the" else entity
            yield Place(_nominative(span), span)


def _people(doc: Doc) -> set[int]:
    """Tokens of the names of people, which the recogniser may take for places elsewhere ("Хайдарова")."""
    spans = (
        doc.char_span(start, end, alignment_mode="expand")
        for person in doc._.people or ()
        for start, end in person.mentions
    )
    return {token.i for span in spans if span is not None for token in span}


def _known(found: gazetteer.Place, span: Span) -> Place:
    lang = span.doc.lang_
    return Place(_spelled(found, lang), span, found.kind, tuple(_spelled(p, lang) for p in _holders(found)))


def _holders(found: gazetteer.Place) -> Iterator[gazetteer.Place]:
    """The region that holds a place, whatever holds that, and so on."""
    parent = gazetteer.place(found.parent) if found.parent else None
    if parent is not None:
        yield parent
        yield from _holders(parent)


def _spelled(found: gazetteer.Place, lang: str) -> str:
    return found.names.get(lang, found.name)


def _nominative(span: Span) -> str:
    """Each word in the nominative, its number and gender kept ("Раздольненского района" -> "Раздольненский район")."""
    return "".join(_word(token.text, span.doc.lang_) + token.whitespace_ for token in span).strip()


def _word(word: str, lang: str) -> str:
    readings = forms(word, lang)
    form = readings[0].nominative if readings and readings[0].case else word
    return form.capitalize() if word[:1].isupper() else form
