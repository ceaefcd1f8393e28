"""When an event happened: a date of its sentence, one told before, the date of the event before, or none.

The candidates are ranked by a linear model learned from annotated articles (models.train.incidents).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from models.components.ages import births
from models.components.referents import Features, score
from models.components.triggers import Trigger
from models.vocabulary import vocabulary

COURT = frozenset(
    {"sentence", "fine", "administrative_arrest", "acquittal", "conviction", "appeal", "release"}
)

_MARKS = frozenset("–—-•*·")  # what opens an item of a list


@dataclass(frozen=True, slots=True)
class DateOption:
    """A possible date: `iso` None means that the text gives none; `span` is where it stands, if it does."""

    iso: str | None
    source: str  # sentence, paragraph, before, lead, previous, published, none
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """An earlier event with the date that was chosen for it."""

    trigger: Trigger
    option: DateOption


def date_options(trigger: Trigger, doc: Doc, earlier: Sequence[Dated]) -> list[DateOption]:
    """Candidates, the nearest first; the same date is offered once, under its nearest source."""
    seen: dict[str | None, DateOption] = {}
    for option in _offered(trigger, doc, earlier):
        seen.setdefault(option.iso, option)
    return list(seen.values())


def _offered(trigger: Trigger, doc: Doc, earlier: Sequence[Dated]) -> Iterator[DateOption]:
    dates = _dates(doc)
    sent = doc[trigger.start].sent
    inside = [s for s in dates if sent.start <= s.start < sent.end]
    yield from (
        DateOption(s._.date.iso, "sentence", s) for s in sorted(inside, key=lambda s: _gap(trigger, s))
    )
    if earlier and earlier[-1].option.iso:
        yield DateOption(earlier[-1].option.iso, "previous", earlier[-1].option.span)
    if earlier:
        court = next((e for e in reversed(earlier) if e.trigger.type in COURT and e.option.iso), None)
        if court is not None:
            yield DateOption(court.option.iso, "court", court.option.span)
    before = [s for s in dates if s.start < sent.start]
    for span in reversed(before[-4:]):
        broken = any("\n\n" in t.text for t in doc[span.end : sent.start])
        yield DateOption(span._.date.iso, "before" if broken else "paragraph", span)
    if dates:
        yield DateOption(dates[0]._.date.iso, "lead", dates[0])
    published = doc.user_data.get("published_at")
    told_here = any(not any("\n\n" in t.text for t in doc[s.end : sent.start]) for s in before) or inside
    if published and not told_here:
        yield DateOption(str(published)[:10], "published")
    yield DateOption(None, "none")


def _dates(doc: Doc) -> list[Span]:
    """Resolved dates in text order; nothing else happened on the day that somebody was born."""
    if "event_dates" not in doc.user_data:
        born = births(doc)
        doc.user_data["event_dates"] = [
            span
            for span in doc.spans.get("dates", ())
            if span._.date is not None
            and span._.date.iso
            and not any(start < span.end_char and span.start_char < end for start, end in born)
        ]
    found: list[Span] = doc.user_data["event_dates"]
    return found


def _gap(trigger: Trigger, span: Span) -> int:
    return trigger.start - span.end if span.start < trigger.start else span.start - trigger.end


def date_features(
    option: DateOption, trigger: Trigger, status: str, doc: Doc, options: Sequence[DateOption]
) -> Features:
    """Named features of one candidate."""
    court = trigger.type in COURT
    out: Features = {f"source={option.source}": 1, f"source={option.source}|court={court}": 1}
    out[f"source={option.source}|status={status}"] = 1
    out[f"source={option.source}|form={trigger.form}"] = 1
    out[f"source={option.source}|type={trigger.type}"] = 1
    have = {o.source for o in options}
    out[f"source={option.source}|sentence={'sentence' in have}|paragraph={'paragraph' in have}"] = 1
    item = _in_list(trigger, doc)
    out[f"source={option.source}|item={item}"] = 1
    told = {s._.date.iso for s in _dates(doc) if s.start < trigger.start}
    out[f"source={option.source}|told={min(len(told), 3)}"] = 1
    if option.iso is None:
        return out
    if told == {option.iso}:
        out["only_one_told"] = out[f"only_one_told|source={option.source}"] = 1
    out[f"precision={len(option.iso)}|source={option.source}"] = 1
    published = doc.user_data.get("published_at")
    if published:
        out[f"future={option.iso > str(published)[:10]}|status={status}"] = 1
    if option.span is not None:
        _beside(out, option, trigger, doc)
    return out


def _beside(out: Features, option: DateOption, trigger: Trigger, doc: Doc) -> None:
    """The word before the date, and what stands between it and the trigger."""
    span = option.span
    assert span is not None
    mark = doc[span.start - 1].lower_ if span.start else "^"
    words = vocabulary(doc.lang_, "event_dates")
    if mark in words["marks"]:
        out[f"mark={mark}"] = out[f"mark={mark}|source={option.source}"] = 1
    if option.source != "sentence":
        opening = span.start < _first_break(doc)
        out[f"opening={opening}|source={option.source}"] = out[
            f"opening={opening}|item={_in_list(trigger, doc)}"
        ] = 1
        return
    left, right = (span.end, trigger.start) if span.start < trigger.start else (trigger.end, span.start)
    between = doc[left : max(left, right)]
    out["gap"] = min(3.0, len(between) / 8)
    out[f"side={'before' if span.start < trigger.start else 'after'}"] = 1
    out["clauses"] = min(3.0, sum(t.lower_ in words["clauses"] for t in between))
    out["verbs"] = min(3.0, sum(t.pos_ == "VERB" for t in between))
    out["attached"] = float(doc[trigger.root] in (span.root.head, span.root.head.head))
    out["relative"] = float(span._.date.relative)


def _first_break(doc: Doc) -> int:
    """The token that ends the first line: what stands there dates the whole article."""
    if "first_break" not in doc.user_data:
        doc.user_data["first_break"] = next((t.i for t in doc if "\n" in t.text), len(doc))
    return int(doc.user_data["first_break"])


def _in_list(trigger: Trigger, doc: Doc) -> bool:
    """The line of the trigger is marked as an item."""
    first = trigger.start
    while first and "\n" not in doc[first - 1].text:
        first -= 1
    return doc[first].text in _MARKS


def choose_date(
    trigger: Trigger, status: str, doc: Doc, earlier: Sequence[Dated], weights: Mapping[str, float]
) -> tuple[DateOption, float]:
    """The likeliest date and its probability among those offered."""
    options = date_options(trigger, doc, earlier)
    scores = [score(date_features(o, trigger, status, doc, options), weights) for o in options]
    top = max(range(len(options)), key=scores.__getitem__)
    return options[top], 1 / sum(math.exp(s - scores[top]) for s in scores)
