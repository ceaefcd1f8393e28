"""Events of a document become incident drafts: each value with the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from msgspec import structs
from spacy.tokens import Doc, Span

from models.components.attributes import subject_phrase, traits_of_subject
from models.components.background import CLOSE, background, days_between, news_date
from models.components.calibration import confidence, curves
from models.components.context import Context, build_context
from models.components.event_dates import Dated, choose_date
from models.components.event_filter import Judged
from models.components.events import Weights
from models.components.place_options import Placed
from models.components.referents import Features
from models.values import Status
from pipeline import records
from pipeline.confidences import field_features
from pipeline.event_values import EventValues, event_values
from pipeline.retold import filled, same_event


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft, the event it was made of, and the features by which the confidence of each field is told."""

    draft: records.Draft
    event: Judged
    values: EventValues
    date_chance: float
    features: Mapping[str, Features]


def compose(doc: Doc, events: Iterable[Judged], model: Weights) -> tuple[records.Draft, ...]:
    """Drafts in text order. `doc` has been read by models.reader; offsets are those of `doc.text`."""
    return tuple(_with_confidence(item, doc.lang_) for item in composed(doc, events, model))


def composed(doc: Doc, events: Iterable[Judged], model: Weights) -> list[Composed]:
    """The drafts before their confidence is calibrated."""
    context, taken = build_context(doc), set[int]()
    dated: list[Dated] = []
    placed: list[Placed] = []
    found: list[Composed] = []
    for event in events:
        date, chance = choose_date(event.trigger, _likeliest(event), doc, dated, model.dates)
        dated.append(Dated(event.trigger, date))
        values = event_values(event, context, date, taken, placed)
        features = field_features(event, values, chance, doc)
        found.append(Composed(_draft(event, context, values), event, values, chance, features))
    dates = [item.draft.date for item in found if item.draft.date and item.draft.status == "actual"]
    news = news_date(doc.user_data.get("published_at"), dates)
    return _told_once([_placed_in_time(item, doc, news) for item in found])


def _told_once(items: Sequence[Composed]) -> list[Composed]:
    """One draft an event, where it is told first: the telling that names most people, the likeliest of those."""
    kept: list[Composed] = []
    for item in items:
        twin = next((i for i, k in enumerate(kept) if same_event(k.draft, item.draft)), None)
        if twin is None:
            kept.append(item)
        else:
            best, other = sorted((kept[twin], item), key=_worth, reverse=True)
            kept[twin] = _joined(best, other)
    return kept


def _worth(item: Composed) -> tuple[int, float]:
    return len(item.event.persons), item.event.kept


def _joined(best: Composed, other: Composed) -> Composed:
    """The best telling with what the other adds; the confidence of a value goes with it."""
    draft, fields = filled(best.draft, other.draft)
    taken = {name: values for name, values in other.features.items() if name in fields}
    chance = other.date_chance if "date" in fields else best.date_chance
    return replace(best, draft=draft, features={**best.features, **taken}, date_chance=chance)


def _draft(event: Judged, context: Context, values: EventValues) -> records.Draft:
    trigger, doc = event.trigger, context.doc
    count_min, count_max = _counts(event)
    draft = records.Draft(
        type=trigger.type,
        status=_likeliest(event),
        evidence=_evidence(event, doc, [s for s in (values.amount, values.term) if s is not None]),
        trigger=_place(doc[trigger.start : trigger.end]),
        persons=tuple(context.people[index].name for index in event.persons),
        **_subject(event, doc),
        count_min=count_min,
        count_max=count_max,
        date=values.date.iso,
        date_text=_text(values.date_words),
        date_span=_chars(values.date_words),
        place=values.place.name if values.place else None,
        place_span=_chars(values.place.span) if values.place else None,
        agency=_text(values.agency),
        agency_span=_chars(values.agency),
        attribution=_text(values.source),
        attribution_span=_chars(values.source),
        confidence=round(event.probability, 4),
    )
    return _with_details(_with_penalty(draft, values), values, context)


def _with_penalty(draft: records.Draft, values: EventValues) -> records.Draft:
    """For what, how much, how long."""
    charge, amount, term = values.charge, values.amount, values.term
    return structs.replace(
        draft,
        charge=(charge._.charge.article or charge.text) if charge is not None else None,
        charge_span=_chars(charge),
        amount=amount._.money if amount is not None else None,
        amount_span=_chars(amount),
        amount_equivalent=amount._.equivalent if amount is not None else None,
        sentence=_text(term),
        sentence_span=_chars(term),
        term=next((s._.term for s in term.doc.spans["terms"] if s.start == term.start), None)
        if term
        else None,
        additional=tuple(
            records.AddedPenalty(span.text, _place(span), value) for span, value in values.added
        ),
    )


def _with_details(draft: records.Draft, values: EventValues, context: Context) -> records.Draft:
    """Before which court and judge, and where somebody is held."""
    span, facility = values.facility or (None, None)
    judge = values.judge
    return structs.replace(
        draft,
        court=_text(values.court),
        court_span=_chars(values.court),
        judge=context.people[judge.person].name if judge else None,
        judge_span=_chars(judge.span) if judge else None,
        facility=_text(span),
        facility_span=_chars(span),
        facility_value=facility,
    )


def _placed_in_time(item: Composed, doc: Doc, news: str | None) -> Composed:
    """Whether it is background; what is told as older has not the date of the news, unless its own words say so.
    What has not happened yet is never background."""
    draft, trigger, words = item.draft, item.event.trigger, item.values.date_words
    if draft.status in ("planned", "hypothetical"):
        return item
    found = background(trigger, doc, draft.date, words, news)
    gap = days_between(draft.date, news)
    sent = doc[trigger.start].sent
    own = words is not None and sent.start <= words.start < sent.end
    borrowed = found.told and gap is not None and gap <= CLOSE and not own
    if borrowed:
        draft = structs.replace(draft, date=None, date_text=None, date_span=None)
    draft = structs.replace(draft, background=found.told, background_span=_chars(found.span))
    return replace(item, draft=draft)


def _with_confidence(item: Composed, lang: str) -> records.Draft:
    """Calibrated; where a language has no curves, the model's own probability of the event and nothing else."""
    fitted = curves(lang)
    chances = {field: confidence(field, features, fitted) for field, features in item.features.items()}
    known = {field: chance for field, chance in chances.items() if chance is not None}
    event = known.get("event", item.draft.confidence)
    return structs.replace(item.draft, confidence=event, confidences=known)


def _likeliest(event: Judged) -> Status:
    """The classes of the model are the statuses."""
    return cast("Status", max(event.status, key=lambda status: event.status[status]))


def _counts(event: Judged) -> tuple[int | None, int | None]:
    count = event.slot.count
    if event.persons:
        count = max(count or 0, len(event.persons))
    return count, count


def _subject(event: Judged, doc: Doc) -> dict[str, Any]:
    """The fields of an unnamed subject: its words, where they stand, what they say of it. A pronoun says nothing."""
    if event.persons or event.slot.subject is None or event.slot.anchor.startswith("pronoun"):
        return {}
    start, end = event.slot.subject
    traits = traits_of_subject(subject_phrase(doc, start, end))
    return {
        "subject": doc[start:end].text,
        "subject_span": _place(doc[start:end]),
        "subject_traits": traits,
    }


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


def _text(span: Span | None) -> str | None:
    return span.text if span is not None else None
