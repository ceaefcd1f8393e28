"""From a parsed document to its events: triggers, their bearers, and the verdict of the filter, in text order."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

from spacy.tokens import Doc

from models.components.agencies import agencies
from models.components.agreement import pronoun_of
from models.components.context import Context, build_context
from models.components.event_filter import (
    POINTED,
    Judged,
    event_features,
    is_practice,
    is_told,
    logistic,
    softmax,
)
from models.components.phrases import Participants
from models.components.referents import Features, History, choose
from models.components.relevance import relevance
from models.components.second_look import looks
from models.components.slots import open_history, slot_of
from models.components.texts import text_of
from models.components.triggers import Trigger, find_triggers
from models.vocabulary import LANGUAGES

PENALTIES = frozenset({"sentence", "administrative_arrest"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the three models of one language."""

    referents: Mapping[str, float]
    events: Mapping[str, float]
    status: Mapping[str, Mapping[str, float]]
    dates: Mapping[str, float]
    relevance: Mapping[str, float]
    looks: Mapping[str, float] = field(
        default_factory=dict
    )  # of the second look; none: the first verdict stands
    threshold: float = 0.5  # of the first verdict, for what counts as told before
    keep: float = 0.4  # of the second look


@cache
def weights(lang: str) -> Weights:
    path = LANGUAGES / lang / "events.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Weights(**{known.name: data[known.name] for known in fields(Weights) if known.name in data})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger with its bearers and its features, before the verdict."""

    trigger: Trigger
    slot: Participants
    persons: tuple[int, ...]
    sure: float
    features: Features


def proposals(doc: Doc) -> list[Trigger]:
    """Triggers worth judging: a penalty's verb gives way to the term that it governs."""
    found = find_triggers(doc)
    doc.user_data["triggers"] = tuple(found)
    with_terms = {doc[t.start].sent.start for t in found if t.form == "term"}
    return [
        _typed(t, doc)
        for t in found
        if not (t.type in PENALTIES and t.form != "term" and doc[t.start].sent.start in with_terms)
    ]


def _typed(trigger: Trigger, doc: Doc) -> Trigger:
    """A term of days alone is an administrative arrest."""
    if trigger.form != "term":
        return trigger
    term = next((s._.term for s in doc.spans["terms"] if s.start == trigger.start), None)
    if term is None or term.years or term.months or not term.days:
        return trigger
    return Trigger(
        "administrative_arrest",
        trigger.start,
        trigger.end,
        trigger.root,
        trigger.slot,
        "term",
        "administrative_arrest:term",
    )


def settled(slot: Participants, context: Context) -> bool:
    """Where no tree gives the ranking its paths, a name or one unnamed person in the slot is taken at once."""
    told = slot.anchor == "named" or (slot.anchor == "unnamed" and (slot.count or 2) == 1)
    return told and not context.doc.has_annotation("DEP")


def propose(trigger: Trigger, context: Context, history: History, model: Weights) -> Proposal:
    slot = slot_of(trigger, context, history)
    if settled(slot, context):
        persons, sure = slot.persons, 1.0
    else:
        referent, sure = choose(trigger, slot, context, history, model.referents)
        persons = (*referent.persons, *slot.company)
    about = relevance_of(context.doc, model.relevance)
    values = event_features(trigger, slot, persons, sure, about, context, history)
    return Proposal(trigger, slot, persons, sure, values)


def relevance_of(doc: Doc, weights: Mapping[str, float]) -> float:
    """Log odds, computed once a document."""
    if "relevance" not in doc.user_data:
        probability = min(0.999, max(0.001, relevance(text_of(doc), weights)))
        doc.user_data["relevance"] = math.log(probability / (1 - probability))
    return float(doc.user_data["relevance"])


def walk(doc: Doc, model: Weights) -> Iterator[tuple[Proposal, Judged]]:
    """Every trigger with its verdict; accepted ones shape the reading of those that follow."""
    context = build_context(doc)
    history = open_history(context)
    accepted_at: dict[int, float] = {}
    for trigger in proposals(doc):
        item = propose(trigger, context, history, model)
        practice, told = is_practice(trigger, item.slot, doc), is_told(trigger, doc, history)
        probability = logistic(item.features, model.events)
        status = softmax(item.features, model.status)
        yield item, Judged(trigger, item.slot, item.persons, probability, status, practice, item.sure, told)
        if practice or told:
            continue
        if probability >= model.threshold and probability > accepted_at.get(trigger.start, 0.0):
            accepted_at[trigger.start] = probability
            history.add(trigger, item.persons, pronoun_of(item.slot, context))


def judge(doc: Doc, model: Weights) -> list[Judged]:
    """Every trigger with its verdict, after a second look that knows the whole article."""
    readings = [judged for _, judged in walk(doc, model)]
    seen = looks(readings, doc, relevance_of(doc, model.relevance))
    return [
        _settled(r, logistic(look, model.looks) if model.looks else r.probability)
        for r, look in zip(readings, seen, strict=True)
    ]


def _settled(reading: Judged, kept: float) -> Judged:
    """Habits, and events named again, are no events of their own, whatever their words promise."""
    if reading.practice or reading.told:
        return replace(reading, probability=0.0, kept=0.0)
    return replace(reading, kept=kept)


def find_events(doc: Doc, model: Weights) -> tuple[list[Judged], list[Judged]]:
    """(events, practices) in text order; of two readings of the same words, or two mentions of one event in a
    sentence, the likelier one. All readings are kept in `doc.user_data["judged"]`."""
    short = len(doc) < SHORT
    kept: list[Judged] = []
    practices: list[Judged] = []
    doc.user_data["judged"] = readings = tuple(judge(doc, model))
    for judged in readings:
        if judged.practice:
            practices.append(judged)
        if (judged.probability < SHORT_THRESHOLD) if short else (judged.kept < model.keep):
            continue
        rival = next((k for k in kept if _same(k, judged, doc)), None)
        if rival is None:
            kept.append(judged)
        elif judged.kept > rival.kept:
            kept[kept.index(rival)] = judged
    kept = [k for k in kept if not any(_habit_again(k, p, doc) for p in practices)]
    likely = [r for r in readings if r.probability >= model.threshold]
    kept = [_remanded(k, likely, doc) for k in kept]
    on_topic = (
        short or relevance_of(doc, model.relevance) >= ON_TOPIC or any(k.kept >= BEYOND_DOUBT for k in kept)
    )
    return kept if on_topic else [], practices


def _habit_again(judged: Judged, practice: Judged, doc: Doc) -> bool:
    """The habit of the sentence named once more in it, of nobody in particular."""
    same = judged.trigger.type == practice.trigger.type and judged.slot.anchor not in POINTED
    return same and doc[judged.trigger.start].sent.start == doc[practice.trigger.start].sent.start


def _remanded(judged: Judged, likely: Sequence[Judged], doc: Doc) -> Judged:
    """An arrest by a court, or of somebody detained or charged before, is a remand; else police detained them."""
    trigger = judged.trigger
    if trigger.type != "detention" or "arrest" not in trigger.key.rpartition(":")[2]:
        return judged
    sent = doc[trigger.start].sent
    court = any(sent.start <= span.start < sent.end for span in agencies(doc)[0])
    begun = any(
        e.trigger.start < trigger.start
        and e.trigger.type in ("detention", "charge")
        and set(e.persons) & set(judged.persons)
        for e in likely
    )
    return replace(judged, trigger=replace(trigger, type="arrest")) if court or begun else judged


def _same(a: Judged, b: Judged, doc: Doc) -> bool:
    if a.trigger.start == b.trigger.start:
        return True
    if doc[a.trigger.start].sent.start != doc[b.trigger.start].sent.start or not a.persons:
        return False
    alike = a.trigger.type == b.trigger.type and set(a.persons) == set(b.persons)
    return alike and "term" not in (a.trigger.form, b.trigger.form) and a.trigger.type not in REPEATED


REPEATED = frozenset(
    {"fine", "appeal", "trial", "other"}
)  # two of these in one sentence are often two events
# Log odds (a probability of 0.8) that the text is about persecution. Below it no event counts, unless one of them
# is beyond doubt. Both were set on benchmarks/negatives.
ON_TOPIC = 0.7
BEYOND_DOUBT = 0.7
# A headline or a lead (tokens) says too little of what the text is about, so its events are asked for less.
SHORT = 60
SHORT_THRESHOLD = 0.25
