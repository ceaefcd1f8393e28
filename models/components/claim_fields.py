"""What a stated total is a total of: the group that is counted, the place, the date it holds for, who says so."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from models.components.attribution import attribution_of
from models.components.claim_features import cues
from models.components.claim_numbers import Number
from models.components.places import place_of
from models.components.triggers import Trigger

LONGEST = 8  # tokens of the words for a group
DAY = 10  # characters of an ISO date


@dataclass(frozen=True, slots=True)
class Fields:
    """Each value with the words it was read from; None where the text does not say."""

    group: Span | None = None
    as_of: str | None = None  # ISO 8601, as precise as the text
    as_of_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    speaker: Span | None = None


def fields_of(number: Number, doc: Doc) -> Fields:
    """The values that belong to one total."""
    trigger = Trigger("total", number.token.i, number.token.i + 1, number.token.i, "none", "noun", "total")
    place = place_of(trigger, doc)
    as_of, as_of_span = _as_of(number, doc)
    return Fields(
        group=group_of(number, doc),
        as_of=as_of,
        as_of_span=as_of_span,
        place=place.name if place is not None else None,
        place_span=place.span if place is not None else None,
        speaker=attribution_of(trigger, doc),
    )


def group_of(number: Number, doc: Doc) -> Span | None:
    """The counted noun with its adjectives ("Crimean Tatar prisoners"); None for "of them" and bare numbers."""
    at = number.token.i
    span = next((s for s in doc.spans.get("counts", ()) if s.start <= at < s.end), None)
    if span is not None and span._.noun and span._.group != "other":
        return doc[at + 1 : span.end] if at + 1 < span.end else None
    noun = number.token.head
    if number.token.dep_ == "nummod" and noun.i > at and noun.pos_ in ("NOUN", "PROPN"):
        group = doc[at + 1 : noun.i + 1]
        return group if len(group) <= LONGEST else None
    return None


def _as_of(number: Number, doc: Doc) -> tuple[str | None, Span | None]:
    """The date named nearest to the number in its sentence; "now", "to date": the day of publication."""
    sent = number.token.sent
    dated = [s for s in doc.spans.get("dates", ()) if sent.start <= s.start < sent.end and s._.date.iso]
    if dated:
        nearest = min(dated, key=lambda span: abs(span.start - number.token.i))
        return nearest._.date.iso, nearest
    published = doc.user_data.get("published_at")
    match = cues(doc.lang_)["now"].search(sent.text) if published else None
    if match is None:
        return None, None
    start = sent.start_char + match.start()
    return str(published)[:DAY], doc.char_span(start, start + len(match.group()), alignment_mode="expand")
