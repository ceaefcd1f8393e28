"""The values of one event in its document: spans, before they become the fields of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from models.components.additional import additional_of
from models.components.agencies import agency_of, court_of
from models.components.arguments import amount_of, charge_of, unresolved
from models.components.attribution import attribution_of
from models.components.context import Context
from models.components.event_dates import DateOption
from models.components.event_filter import Judged
from models.components.event_places import choose_place
from models.components.events import PENALTIES
from models.components.facilities import facility_of
from models.components.judges import Judge, judge_of
from models.components.place_options import Placed, Scene
from models.components.places import Place
from models.values import Additional, Facility

PAID = frozenset({"fine", "release", "other"})


@dataclass(frozen=True, slots=True)
class EventValues:
    """What one event says of itself; `date_words` are kept also where they cannot be resolved."""

    date: DateOption
    date_words: Span | None
    place: Place | None
    place_chance: float  # of the place, or of none, among those that the text offers
    agency: Span | None
    court: Span | None
    judge: Judge | None
    facility: tuple[Span, Facility] | None
    charge: Span | None
    amount: Span | None
    term: Span | None
    added: Sequence[tuple[Span, Additional]]
    source: Span | None


def event_values(
    event: Judged, context: Context, date: DateOption, taken: set[int], placed: list[Placed]
) -> EventValues:
    """`taken`: first tokens of the sums that earlier events have; `placed`: earlier events with their places. What
    this one has is added to both."""
    trigger, doc = event.trigger, context.doc
    amount = amount_of(trigger, doc, taken) if trigger.type in PAID else None
    if amount is not None:
        taken.add(amount.start)
    status = max(event.status, key=lambda name: event.status[name])
    where, sure = choose_place(Scene(doc, trigger, status, event.persons, tuple(placed)))
    placed.append(Placed(trigger, event.persons, where))
    is_term = trigger.form == "term" and trigger.type in PENALTIES
    return EventValues(
        date=date,
        date_words=date.span if date.span is not None else unresolved(trigger, doc),
        place=where.place,
        place_chance=sure,
        agency=agency_of(trigger, doc),
        court=court_of(trigger, doc),
        judge=judge_of(trigger, event.persons, context),
        facility=facility_of(trigger, doc),
        charge=charge_of(trigger, doc),
        amount=amount,
        term=doc[trigger.start : trigger.end] if is_term else None,
        added=additional_of(trigger, doc),
        source=attribution_of(trigger, doc),
    )
