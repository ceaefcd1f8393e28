"""Whom an event without a name in its slot happened to: "he", "the six", "a fine of 5,000 rubles was imposed".

The candidates are single persons, groups listed together, whoever the event before happened to, all persons
so far, and nobody. A linear model ranks them by agreement, distance and salience; its weights are learned from
annotated articles (models.train.incidents) and stored as JSON.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.components.agreement import Pointed, agreement, same_pronoun
from models.components.context import Context
from models.components.entries import line_of
from models.components.factuality import signals
from models.components.phrases import Participants
from models.components.relations import related
from models.components.triggers import Trigger

Features = dict[str, float]
COURT_ROLES = frozenset({"judge", "prosecutor", "lawyer"})  # they act in court, and do not bear its events


@dataclass(frozen=True, slots=True)
class Referent:
    """A possible bearer of an event: indexes of persons, none for "somebody unnamed"."""

    persons: tuple[int, ...]
    source: str  # slot, one, list, around, previous, all, counted, nobody


@dataclass(slots=True)
class History:
    """What has been settled so far in the article, in text order."""

    roles: Mapping[int, frozenset[str]]  # stated roles of every person
    grouped: frozenset[int] = frozenset()  # persons named among others who are not
    outside: frozenset[int] = frozenset()  # judges, authors, presidents...: they bear what names them only
    previous: list[tuple[Trigger, tuple[int, ...]]] = field(default_factory=list)
    hits: dict[int, int] = field(default_factory=dict)  # person -> events they bore

    pointed: Pointed = field(default_factory=dict)

    def add(self, trigger: Trigger, persons: Sequence[int], pronoun: str | None = None) -> None:
        """`pronoun`: the kind of pronoun in the slot of the event (agreement.pronoun_of)."""
        self.previous.append((trigger, tuple(persons)))
        for person in persons:
            self.hits[person] = self.hits.get(person, 0) + 1
        if pronoun and persons:
            self.pointed[pronoun] = (trigger.start, tuple(persons))


def candidates(trigger: Trigger, slot: Participants, context: Context, history: History) -> list[Referent]:
    """Distinct referents; the same set of persons is offered once, under its strongest source. Who is named in the
    slot is one of them, unless it is a judge, or words beside a term, whose syntax is elliptic. Who is beside the
    one pointed to bears the event anyway; a judge, a prosecutor or the author does so only from the slot; nobody
    is "21 men" alone."""
    seen: dict[frozenset[int], Referent] = {}
    acting = any(history.roles.get(p, frozenset()) & COURT_ROLES for p in slot.persons)
    firm = frozenset() if acting or trigger.form == "term" else frozenset(slot.persons)
    barred = frozenset(slot.company) | {p for p in history.outside if p not in slot.persons}
    least = 2 if slot.anchor == "unnamed" and (slot.count or 0) > 1 else 0
    for referent in _offered(trigger, slot, context, history):
        persons = frozenset(referent.persons)
        if 0 < len(persons) < least:
            continue
        if firm <= persons and not (persons & barred):
            seen.setdefault(persons, referent)
    return list(seen.values())


def _offered(trigger: Trigger, slot: Participants, context: Context, history: History) -> Iterator[Referent]:
    if slot.persons:
        yield Referent(slot.persons, "slot")
    if history.previous:
        yield Referent(history.previous[-1][1], "previous")
    sent_end = context.doc[trigger.root].sent.end
    yield from _around(trigger, context)
    for listed in context.lists:
        if listed.start < sent_end or slot.count == len(listed.persons):
            yield Referent(listed.persons, "list")
    for person, cluster in enumerate(context.people):
        start = context.doc.char_span(*cluster.mentions[0], alignment_mode="expand")
        if start is not None and start.start < sent_end + 40:
            yield Referent((person,), "one")
    yield from _unions(slot, context, history)
    yield Referent((), "nobody")


def _around(trigger: Trigger, context: Context) -> Iterator[Referent]:
    """Everybody named in the sentence after the trigger, and before it, where a tree tells sentences well."""
    if not context.doc.has_annotation("DEP"):
        return
    sent = context.doc[trigger.root].sent
    for tokens in (context.doc[trigger.end : sent.end], context.doc[sent.start : trigger.start]):
        persons = context.persons_in(tokens)
        if len(persons) > 1:
            yield Referent(tuple(persons), "around")


def _unions(slot: Participants, context: Context, history: History) -> Iterator[Referent]:
    """Everybody who bore an event so far; with a count, also all persons without a part of their own in court."""
    borne = tuple(sorted(history.hits))
    if len(borne) > 1:
        yield Referent(borne, "all")
    idle = tuple(p for p in range(len(context.people)) if not history.roles.get(p))
    for group in (idle, tuple(sorted({p for listed in context.lists for p in listed.persons}))):
        if slot.count and slot.count > 1 and len(group) == slot.count:
            yield Referent(group, "counted")


def features(
    referent: Referent, trigger: Trigger, slot: Participants, context: Context, history: History
) -> Features:
    """Named features of one candidate; every value is about 0 to 3."""
    out: Features = {}
    case = slot.anchor if slot.anchor not in ("empty", "thing") else f"{slot.anchor}_{trigger.form}"
    size = "0" if not referent.persons else "1" if len(referent.persons) == 1 else "n"
    out[f"{case}|size={size}"] = 1
    out[f"{case}|source={referent.source}" if referent.persons else f"nobody|source={referent.source}"] = 1
    out.update(same_pronoun(referent.persons, trigger.start, slot, context, history.pointed))
    out[f"{trigger.type}|size={size}"] = 1
    if slot.count and referent.persons:
        match = slot.count == len(referent.persons)
        out[f"count_match={match}"] = out[f"{case}|count_match={match}"] = 1
    if not referent.persons:
        out[f"nobody|{case}|{trigger.type}"] = 1
        out.update({f"nobody|{signal}": 1.0 for signal in signals(trigger, context.doc)})
        out[f"nobody|persons={min(3, len(context.people))}"] = 1
        return out
    for name, value in _place(referent, trigger, context).items():
        out[name] = value
        out[f"{case}|{name}"] = value
    out.update(_in_slot(referent, trigger, slot, history))
    out.update(related(referent.persons, trigger, context))
    out["main"] = _share(referent, context)
    out[f"{case}|main"] = out["main"]
    standing = _standing(referent, history)
    out.update(standing)
    out.update({f"{case}|{name}": value for name, value in standing.items()})
    out.update(
        {f"{trigger.type}|{name}": value for name, value in standing.items() if name.startswith("role=")}
    )
    out.update(agreement(referent.persons, slot, context))
    if slot.subject is not None:
        pointed = context.coref.get(slot.subject[1] - 1)
        if pointed is not None:
            agrees = referent.persons == (pointed,)
            out[f"coref={agrees}"] = out[f"{case}|coref={agrees}"] = 1
    return out


def _in_slot(referent: Referent, trigger: Trigger, slot: Participants, history: History) -> Features:
    """Whether the candidate is whom the slot names, and whether that person has a part of their own."""
    if not slot.persons:
        return {}
    wanted, given = set(slot.persons), set(referent.persons)
    fit = "same" if wanted == given else "more" if wanted < given else "less" if given < wanted else "other"
    names = [f"fit={fit}", f"fit={fit}|form={trigger.form}", f"fit={fit}|type={trigger.type}"]
    for role in {r for p in slot.persons for r in history.roles.get(p, ())}:
        names.append(f"fit={fit}|slot_role={role}")
    return dict.fromkeys(names, 1.0)


def _share(referent: Referent, context: Context) -> float:
    """How much of the text is about them: their mentions as a part of the most named person's."""
    counts = [len(person.mentions) for person in context.people]
    return sum(counts[p] for p in referent.persons) / len(referent.persons) / max(counts)


def _place(referent: Referent, trigger: Trigger, context: Context) -> Features:
    """Where the persons were last named, as seen from the trigger."""
    doc = context.doc
    sent = doc[trigger.root].sent
    last = [context.last_named(p, trigger.start) for p in referent.persons]
    known = [i for i in last if i is not None]
    out: Features = _ahead(referent, trigger, context)
    if not known:
        return out | {"only_later": 1}
    nearest, farthest = max(known), min(known)
    gap = context.sentences_between(nearest, trigger.start)
    out[f"gap={min(gap, 4)}"] = 1
    out["same_sentence"] = float(nearest >= sent.start)
    out["subject"] = float(doc[nearest].dep_ in ("nsubj", "nsubjpass"))
    out["breaks"] = min(3.0, context.breaks_between(nearest, trigger.start))
    out["log_distance"] = math.log1p(max(0, trigger.start - farthest)) / 3
    between = {context.by_token[i] for i in range(nearest, trigger.start) if i in context.by_token}
    first, _ = line_of(trigger.start, context)
    opening = context.persons_in(doc[first : trigger.start])
    out["line_only"] = float(bool(opening) and set(opening) == set(referent.persons))
    out["line_first"] = float(bool(opening) and referent.persons == (opening[0],))
    out["others_since"] = min(3.0, len(between - set(referent.persons)))
    return out


def _ahead(referent: Referent, trigger: Trigger, context: Context) -> Features:
    """Persons named after the trigger in its sentence, and the case of the name nearest to it.

    Where no tree tells the object ("задержали Айдера Кадырова"), the oblique case and the order of words do."""
    sent = context.doc[trigger.root].sent
    inside = [i for i in range(sent.start, sent.end) if context.by_token.get(i) in referent.persons]
    if not inside:
        return {}
    nearest = min(inside, key=lambda i: abs(i - trigger.root))
    side = "after" if nearest > trigger.root else "before"
    straight = context.doc[nearest].text in context.people[context.by_token[nearest]].name.split()
    out: Features = {f"side={side}": 1, f"near={min(4, abs(nearest - trigger.root) // 3)}": 1}
    between = context.doc[min(nearest, trigger.end) : max(nearest, trigger.start)]
    out["commas"] = min(3.0, sum(t.text in ",;:–—" for t in between))
    if context.doc.lang_ != "en":
        out[f"side={side}|straight={straight}|slot={trigger.slot}"] = 1
        out[f"side={side}|straight={straight}|type={trigger.type}"] = 1
    return out


def _standing(referent: Referent, history: History) -> Features:
    """Part in the article so far: borne events, stated roles, being named first."""
    hits = [history.hits.get(p, 0) for p in referent.persons]
    out: Features = {
        "hits": min(3.0, *hits),
        "never_hit": float(max(hits) == 0),
        "first": float(0 in referent.persons),
    }
    out["grouped"] = float(bool(history.grouped & set(referent.persons)))
    if len(history.hits) == 1:
        out["only_hit"] = float(set(history.hits) == set(referent.persons))
    for role in ("judge", "prosecutor", "lawyer", "official", "speaker", "reporter", "relative"):
        if all(role in history.roles.get(p, ()) for p in referent.persons):
            out[f"role={role}"] = 1
    if history.previous:
        out["same_as_previous"] = float(set(history.previous[-1][1]) == set(referent.persons))
    return out


def choose(
    trigger: Trigger, slot: Participants, context: Context, history: History, weights: Mapping[str, float]
) -> tuple[Referent, float]:
    """The best candidate and its probability among all candidates."""
    options = candidates(trigger, slot, context, history)
    scores = [score(features(o, trigger, slot, context, history), weights) for o in options]
    top = max(range(len(options)), key=scores.__getitem__)
    total = sum(math.exp(s - scores[top]) for s in scores)
    return options[top], 1 / total


def score(values: Features, weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in values.items())
