"""Events of a document become incident drafts: each value with the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from spacy.tokens import Doc, Span

from models.components.agencies import agency_of
from models.components.arguments import amount_of, charge_of, unresolved
from models.components.event_dates import Dated, DateOption, choose_date
from models.components.event_filter import Judged
from models.components.events import PENALTIES, Weights
from models.components.persons import PersonCluster
from models.components.places import place_of
from models.values import Status
from pipeline import records

PAID = frozenset({"fine", "release", "other"})


def compose(doc: Doc, events: Iterable[Judged], model: Weights) -> tuple[records.Draft, ...]:
    """Drafts in text order. `doc` has been read by models.reader; offsets are those of `doc.text`."""
    taken: set[int] = set()
    dated: list[Dated] = []
    drafts = []
    for event in events:
        date = choose_date(event.trigger, _likeliest(event), doc, dated, model.dates)
        dated.append(Dated(event.trigger, date))
        drafts.append(_draft(event, doc, date, taken))
    return tuple(drafts)


def _draft(event: Judged, doc: Doc, date: DateOption, taken: set[int]) -> records.Draft:
    trigger = event.trigger
    charge = charge_of(trigger, doc)
    amount = amount_of(trigger, doc, taken) if trigger.type in PAID else None
    if amount is not None:
        taken.add(amount.start)
    place, agency = place_of(trigger, doc), agency_of(trigger, doc)
    term = doc[trigger.start : trigger.end] if trigger.form == "term" and trigger.type in PENALTIES else None
    words = date.span if date.span is not None else unresolved(trigger, doc)
    count_min, count_max = _counts(event)
    return records.Draft(
        type=trigger.type,
        status=_likeliest(event),
        evidence=_evidence(event, doc, [s for s in (amount, term) if s is not None]),
        trigger=_place(doc[trigger.start : trigger.end]),
        persons=tuple(_names(event, doc._.people)),
        subject=_subject(event, doc),
        count_min=count_min,
        count_max=count_max,
        date=date.iso,
        date_text=words.text if words is not None else None,
        date_span=_chars(words),
        place=place.name if place else None,
        place_span=_chars(place.span) if place else None,
        agency=agency.text if agency is not None else None,
        agency_span=_chars(agency),
        charge=(charge._.charge.article or charge.text) if charge is not None else None,
        charge_span=_chars(charge),
        amount=amount._.money if amount is not None else None,
        amount_span=_chars(amount),
        amount_equivalent=amount._.equivalent if amount is not None else None,
        sentence=term.text if term is not None else None,
        sentence_span=_chars(term),
        confidence=round(event.probability, 4),
    )


def _likeliest(event: Judged) -> Status:
    """The classes of the model are the statuses."""
    return cast("Status", max(event.status, key=lambda status: event.status[status]))


def _names(event: Judged, people: Sequence[PersonCluster]) -> Iterable[str]:
    return (people[index].name for index in event.persons)


def _counts(event: Judged) -> tuple[int | None, int | None]:
    count = event.slot.count
    if event.persons:
        count = max(count or 0, len(event.persons))
    return count, count


def _subject(event: Judged, doc: Doc) -> str | None:
    if event.persons or event.slot.subject is None:
        return None
    start, end = event.slot.subject
    return doc[start:end].text


def _evidence(event: Judged, doc: Doc, values: Sequence[Span]) -> records.Span:
    """The sentence, cut at its strong breaks, that holds the trigger and the values next to it."""
    trigger = event.trigger
    sent = doc[trigger.start].sent
    first = min([trigger.start, *(v.start for v in values if v.start >= sent.start)])
    last = max([trigger.end, *(v.end for v in values)])
    start = next((i + 1 for i in range(first - 1, sent.start - 1, -1) if doc[i].text == ";"), sent.start)
    end = next((i for i in range(last, sent.end) if doc[i].text == ";"), max(sent.end, last))
    while start < first and doc[start].is_space:
        start += 1
    while end > last and doc[end - 1].is_space:
        end -= 1
    return records.Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _place(span: Span) -> records.Span:
    return records.Span(span.start_char, span.end_char)


def _chars(span: Span | None) -> records.Span | None:
    return _place(span) if span is not None else None
