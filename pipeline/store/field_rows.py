"""Each value of one report as a row of its own: the words it was read from, and how sure the machine is."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import Draft, Extraction, Person, Span
from pipeline.resolve.reports import Report
from pipeline.store.rows import Row, cut
from pipeline.store.trait_rows import stated_traits

Valued = tuple[str, str | None, Span | None]


def field_rows(report: Report, text: str, extraction: Extraction) -> Iterator[Row]:
    """One row a value; a field without a value has none."""
    draft, seen = report.draft, set[tuple[str, str]]()
    people = {person.name: person for person in extraction.people}
    for field, value, span in (*_stated(draft, text), *_persons(draft, people)):
        if value is not None and (field, value) not in seen:
            seen.add((field, value))
            yield {
                "report_id": report.key,
                "field": field,
                "value": value,
                "confidence": draft.confidences.get(field),
                **cut(text, span),
            }


def _stated(draft: Draft, text: str) -> Iterator[Valued]:
    yield "event", f"{draft.type}, {draft.status}", draft.trigger
    yield "status", draft.status, draft.trigger
    yield "date", draft.date or draft.date_text, draft.date_span
    yield "place", draft.place, draft.place_span
    yield "agency", draft.agency, draft.agency_span
    yield "court", draft.court, draft.court_span
    yield "judge", draft.judge, draft.judge_span
    yield "facility", draft.facility, draft.facility_span
    yield "charge", draft.charge, draft.charge_span
    yield "amount", _words(draft.amount_span, text), draft.amount_span
    yield "sentence", draft.sentence, draft.sentence_span
    yield from (("additional", added.text, added.span) for added in draft.additional)
    yield "attribution", draft.attribution, draft.attribution_span
    yield "background", "true" if draft.background else None, draft.background_span


def _words(span: Span | None, text: str) -> str | None:
    return text[span.start : span.end] if span else None


def _persons(draft: Draft, people: dict[str, Person]) -> Iterator[Valued]:
    """Each person with the mention nearest to the words that name the event."""
    for name in draft.persons:
        mentions = people[name].mentions if name in people else ()
        nearest = min(mentions, key=lambda span: abs(span.start - draft.trigger.start), default=None)
        yield "person", name, nearest
    if draft.subject and not draft.persons:
        yield "person", draft.subject, draft.subject_span
        for trait, stated in stated_traits(draft.subject_traits):
            yield trait, stated.value, Span(stated.start, stated.end)
