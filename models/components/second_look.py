"""The second look at the triggers of an article: what the first verdicts say together.

The first verdict knows what went before. The second one knows the whole article as well: whether the same event
is told better elsewhere, who the article is about, and how much of its kind it reports.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from spacy.tokens import Doc

from models.components.event_filter import Judged
from models.components.referents import Features

_LIKELY = 0.5


def looks(readings: Sequence[Judged], doc: Doc, about: float) -> list[Features]:
    """Named features of every reading, in their order. `about`: log odds that the text is about persecution."""
    expected = sum(r.probability for r in readings)
    busiest = _shares(readings)
    return [
        _of_itself(r)
        | _among(r, readings, doc)
        | _of_article(r, doc, about, expected)
        | _of_bearers(r, busiest)
        for r in readings
    ]


def _log_odds(probability: float) -> float:
    p = min(0.999, max(0.001, probability))
    return math.log(p / (1 - p))


def _of_itself(reading: Judged) -> Features:
    trigger, anchor = reading.trigger, reading.slot.anchor
    first = _log_odds(reading.probability)
    size = min(2, len(reading.persons))
    out: Features = {
        "first": first, f"first|form={trigger.form}": first, "sure": _log_odds(reading.sure),
        f"type={trigger.type}": 1, f"form={trigger.form}": 1, f"anchor={anchor}": 1, f"size={size}": 1,
        f"anchor={anchor}|size={size}": 1, f"type={trigger.type}|size={size}": 1,
        f"practice={reading.practice}": 1, f"told={reading.told}": 1,
        f"practice={reading.practice}|type={trigger.type}": 1, f"told={reading.told}|type={trigger.type}": 1,
    }  # fmt: skip
    out.update({f"status={kind}": chance for kind, chance in reading.status.items()})
    out.update({f"status={kind}|size={size}": chance for kind, chance in reading.status.items()})
    if not size:
        out[f"counted={bool(reading.slot.count)}|type={trigger.type}"] = 1
    return out


def _among(reading: Judged, readings: Sequence[Judged], doc: Doc) -> Features:
    """Likelier readings of the same words, and likelier events of the same type."""
    trigger = reading.trigger
    out: Features = {}
    rivals = [r for r in readings if r is not reading and r.probability > reading.probability]
    if any(r.trigger.start == trigger.start for r in rivals):
        out["better_reading"] = 1
    sent = doc[trigger.start].sent.start
    for other in rivals:
        if other.trigger.type != trigger.type or other.trigger.start == trigger.start:
            continue
        where = "sentence" if doc[other.trigger.start].sent.start == sent else "article"
        side = "before" if other.trigger.start < trigger.start else "after"
        whom = _same_persons(reading, other)
        for name in (
            f"again={whom}|{where}",
            f"again={whom}|{where}|{side}",
            f"again={whom}|form={trigger.form}",
        ):
            out[name] = max(out.get(name, 0.0), other.probability)
        out[f"again={whom}|type={trigger.type}"] = max(
            out.get(f"again={whom}|type={trigger.type}", 0.0), other.probability
        )
    return out


def _same_persons(a: Judged, b: Judged) -> str:
    mine, theirs = set(a.persons), set(b.persons)
    if not mine or not theirs:
        return "nobody" if not mine and not theirs else "nobody_here" if not mine else "nobody_there"
    return "same" if mine == theirs else "part" if mine & theirs else "other"


def _of_article(reading: Judged, doc: Doc, about: float, expected: float) -> Features:
    place = reading.trigger.start / max(1, len(doc))
    part = (
        "lead"
        if reading.trigger.start < 60
        else "first"
        if place < 0.34
        else "middle"
        if place < 0.67
        else "last"
    )
    return {
        "about": max(-3.0, min(3.0, about)), "expected": math.log1p(expected), f"part={part}": 1,
        f"part={part}|type={reading.trigger.type}": 1, "length": math.log1p(len(doc)) / 3,
    }  # fmt: skip


def _shares(readings: Sequence[Judged]) -> dict[int, float]:
    """How much likely bears on each person, as a part of what bears on the one most concerned."""
    sums: dict[int, float] = {}
    for reading in readings:
        for person in reading.persons:
            sums[person] = sums.get(person, 0.0) + reading.probability
    top = max(sums.values(), default=1.0)
    return {person: total / top for person, total in sums.items()}


def _of_bearers(reading: Judged, shares: dict[int, float]) -> Features:
    if not reading.persons:
        return {}
    alone = min(1.0, max(shares[p] for p in reading.persons))
    return {"concerned": alone, f"concerned|anchor={reading.slot.anchor}": alone}
