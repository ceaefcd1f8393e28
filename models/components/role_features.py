"""Everything that tells the part of one person in an article, as named features for a linear model.

The rules of models.components.roles, the events of the article and the words beside each mention are witnesses;
their weights are learned from annotated articles (models.train.roles).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from models.components.agencies import agencies
from models.components.context import Context
from models.components.event_filter import Judged
from models.components.referents import Features
from models.components.roles import apposition, speaks, title_of, words_before

LEAD = 60  # tokens: a headline or a first paragraph


def person_features(
    context: Context, person: int, events: Sequence[Judged], judged: Sequence[Judged]
) -> Features:
    """Named features (0 to about 3). `events` were accepted; `judged` are all readings of all triggers."""
    spans = list(mention_spans(context, person))
    out: Features = {}
    for span in spans:
        for name in _beside(span, context):
            out[name] = min(2.0, out.get(name, 0.0) + 1.0)
    titles = {name for name in out if name.startswith("title=")}
    out.update(_borne(person, events, judged))
    bears = "bears" in out
    out.update({f"{title}|bears={bears}": 1.0 for title in titles})
    out[f"speaks={'speaks' in out}|bears={bears}"] = 1.0
    out[f"titled={bool(titles)}|bears={bears}|speaks={'speaks' in out}"] = 1.0
    out.update(_standing(context, person, spans))
    out.update(_company(context, person, events))
    return out


def mention_spans(context: Context, person: int) -> Iterator[Span]:
    """The mentions of one person as tokens."""
    for start, end in context.people[person].mentions:
        span = context.doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            yield span


def _beside(span: Span, context: Context) -> Iterator[str]:
    """Witnesses of one mention: titles, acts of speech, neighbours, place in the tree."""
    doc = context.doc
    for place, words in (("before", words_before(span, context)), ("after", apposition(span, context))):
        for word in words:
            role = title_of(word)
            if role:
                yield f"title={role}"
                yield f"title_{place}={role}"
            yield f"{place}:{word.lemma_.lower() or word.lower_}"
    if speaks(span, context):
        yield "speaks"
    yield f"prev={doc[span.start - 1].lower_}" if span.start > span.sent.start else "prev=^"
    yield f"next={doc[span.end].lower_}" if span.end < span.sent.end else "next=$"
    yield from _tree(span, doc)
    courts, others = agencies(doc)
    sent = span.sent
    if any(sent.start <= s.start < sent.end for s in courts):
        yield "court_here"
    if any(0 <= span.start - s.end <= 2 for s in others):
        yield "after_agency"


def _tree(span: Span, doc: Doc) -> Iterator[str]:
    """Place in the tree; without trees, whether the sentence speaks in quotation marks."""
    if doc.has_annotation("DEP"):
        root = span.root
        yield f"dep={root.dep_}"
        yield f"{root.dep_}:{root.head.lemma_.lower()}"
    if any(t.text in '"“”«»' for t in span.sent):
        yield "quotes_here"


def _borne(person: int, events: Sequence[Judged], judged: Sequence[Judged]) -> Features:
    """Events that happened to the person, and readings that were refused."""
    own = [e for e in events if person in e.persons]
    out: Features = {f"bears={e.trigger.type}": 1.0 for e in own}
    if own:
        out["bears"] = 1.0
        out["bears_many"] = math.log(len(own))
        out["bears_sure"] = max(e.probability for e in own)
        out["bears_named"] = float(any(e.slot.anchor == "named" for e in own))
        out["bears_actual"] = max(e.status.get("actual", 0.0) for e in own)
    refused = [e for e in judged if person in e.persons and e.slot.anchor == "named"]
    out["in_slot"] = float(bool(refused))
    out["in_slot_sure"] = max((e.probability for e in refused), default=0.0)
    out.update({f"slot={e.trigger.type}": e.probability for e in refused})
    return out


def _standing(context: Context, person: int, spans: Sequence[Span]) -> Features:
    """How often, where first and how fully the person is named."""
    counts = Counter({i: len(p.mentions) for i, p in enumerate(context.people)})
    first = spans[0].start if spans else len(context.doc)
    out: Features = {
        "mentions": math.log1p(len(spans)),
        "most_named": float(counts[person] == max(counts.values())),
        "in_lead": float(first < LEAD),
        "only_person": float(len(context.people) == 1),
        "one_word": float(" " not in context.people[person].name),
        "late": first / max(1, len(context.doc)),
    }
    name = context.people[person].name.split()
    inflected = [s for s in spans if s.text not in (context.people[person].name, *name)]
    if context.doc.lang_ != "en" and spans:
        out["oblique"] = len(inflected) / len(spans)
    return out


def _company(context: Context, person: int, events: Sequence[Judged]) -> Features:
    """Persons listed together mostly play one part; a text without events has nobody affected."""
    bearers = {p for e in events for p in e.persons}
    out: Features = {"no_events": float(not events), "nobody_bears": float(not bearers)}
    mates = {p for listed in context.lists if person in listed.persons for p in listed.persons} - {person}
    if mates:
        out["listed"] = 1.0
        out["listed_bearers"] = len(mates & bearers) / len(mates)
    out["bears_not_but_others"] = float(bool(bearers) and person not in bearers)
    return out
