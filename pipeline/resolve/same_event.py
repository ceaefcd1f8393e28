"""Whether two reports mean one event: hard conflicts first, then the weight of what they share.

Weights are set by reading cases (domain rules), not learned: no marked set of incident pairs exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from rapidfuzz import fuzz

from pipeline.resolve.money import same_money
from pipeline.resolve.names import compare, is_full
from pipeline.resolve.places import same_place
from pipeline.resolve.reports import Report
from pipeline.resolve.when import days_of, distance, publication_gap, window
from pipeline.taxonomy import may_be_same

MERGE_AT: Final = 4.0
CONFLICT: Final = float("-inf")
People = Literal["full", "surname", "open", "unnamed", "disjoint"]

_PEOPLE_WEIGHT: Final[dict[People, float]] = {
    "full": 3.0,
    "surname": 2.0,
    "open": 1.0,
    "unnamed": 0.0,
    "disjoint": 0.0,
}
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_AGE_SLACK: Final = 2  # ages in press differ by a birthday and by a slip


def _ages_disagree(first: int | None, second: int | None, years_apart: float) -> bool:
    return first is not None and second is not None and abs(first - second) > _AGE_SLACK + years_apart


def people_relation(first: Report, second: Report) -> People:
    """How the named people of two reports relate: the best match over all pairs of names."""
    if not first.draft.persons or not second.draft.persons:
        return "unnamed"
    gap = publication_gap(first, second) or 0
    best: People = "disjoint"
    for name, age in zip(first.draft.persons, first.ages or (None,) * len(first.draft.persons), strict=True):
        others = zip(second.draft.persons, second.ages or (None,) * len(second.draft.persons), strict=True)
        for other, other_age in others:
            verdict = compare(name, other)
            if verdict == "different" or _ages_disagree(age, other_age, gap / 365):
                continue
            if verdict == "same" and is_full(name) and is_full(other):
                return "full"
            found: People = "surname" if verdict == "same" else "open"
            best = found if best in ("disjoint", "open") else best
    return best


def _dates(first: Report, second: Report) -> float:
    one, other = days_of(first.draft.date), days_of(second.draft.date)
    apart = distance(window(first), window(second))
    if one and other:
        if apart > (1 if first.event and first.event == second.event else 0):
            return CONFLICT
        widest = max(one[1] - one[0], other[1] - other[0])
        return 3.0 if widest == 0 else 1.5 if widest < 32 else 0.5
    return 0.5 if apart == 0 else -1.0


def _publication(first: Report, second: Report) -> float:
    gap = publication_gap(first, second)
    if gap is None:
        return 0.0
    return 1.0 if gap <= 3 else 0.5 if gap <= 21 else 0.0


def _same_cluster(first: Report, second: Report) -> float:
    return 2.5 if first.event is not None and first.event == second.event else 0.0


def _amounts(first: Report, second: Report) -> float:
    same = same_money(first.draft, second.draft)
    return 0.0 if same is None else 2.0 if same else -3.0


def _terms(first: Report, second: Report) -> float:
    one, other = first.draft.sentence, second.draft.sentence
    if not one or not other:
        return 0.0
    numbers, others = _NUMBER.findall(one), _NUMBER.findall(other)
    if numbers and others:
        return 2.0 if numbers[0] == others[0] else -3.0
    return 1.0 if fuzz.token_set_ratio(one, other) >= 80 else 0.0


def _charges(first: Report, second: Report) -> float:
    one, other = first.draft.charge, second.draft.charge
    if not one or not other or one[0].isdigit() != other[0].isdigit():
        return 0.0
    charged = first.draft.type == "charge"  # nobody is charged twice with one article within one case
    if one == other or (not one[0].isdigit() and fuzz.token_set_ratio(one, other) >= 80):
        return 2.0 if charged and one == other else 1.0
    return -3.0 if charged else -1.5


def _places(first: Report, second: Report) -> float:
    same = same_place(first.draft.place, second.draft.place)
    if same is None:
        return 0.0
    unnamed = not first.draft.persons or not second.draft.persons
    return 1.0 if same else -3.0 if unnamed else -1.0


def _counts(first: Report, second: Report) -> float:
    """Counts tell unnamed groups apart; the number of named people is the least that a count may be."""
    one, other = first.draft, second.draft
    if one.persons and other.persons:
        return 0.0
    low, high = one.count_min or len(one.persons) or None, one.count_max or one.count_min
    low_other, high_other = other.count_min or len(other.persons) or None, other.count_max or other.count_min
    if low is None or low_other is None:
        return 0.0
    if one.persons or other.persons:
        return (
            0.0
            if (high or low) >= len(other.persons) and (high_other or low_other) >= len(one.persons)
            else -2.0
        )
    return (
        1.0
        if low == low_other
        else 0.0
        if (high or low) >= low_other and (high_other or low_other) >= low
        else -1.0
    )


def _subjects(first: Report, second: Report) -> float:
    one, other = first.draft.subject, second.draft.subject
    return 1.5 if one and other and fuzz.token_set_ratio(one, other) >= 80 else 0.0


def _copies(first: Report, second: Report) -> float:
    """The same words in two articles are one report told twice."""
    if first.article_id == second.article_id:
        return 0.0
    return 5.0 if len(first.quote) >= 40 and fuzz.ratio(first.quote, second.quote) >= 95 else 0.0


EVIDENCE: Final[tuple[Callable[[Report, Report], float], ...]] = (
    _dates,
    _publication,
    _same_cluster,
    _amounts,
    _terms,
    _charges,
    _places,
    _counts,
    _subjects,
    _copies,
)


def _cannot_be_one(first: Report, second: Report, people: People) -> bool:
    if first.draft.status != second.draft.status or not may_be_same(first.draft.type, second.draft.type):
        return True
    if first.article_id != second.article_id or first.content_hash != second.content_hash:
        return False
    retold = first.draft.type == second.draft.type and people in ("full", "surname", "disjoint")
    return not retold or _amounts(first, second) < 0 or _terms(first, second) < 0


def weight(first: Report, second: Report, people: People) -> float:
    """Weight of the evidence that two reports mean one event; CONFLICT where they cannot."""
    if _cannot_be_one(first, second, people):
        return CONFLICT
    total = _PEOPLE_WEIGHT[people]
    for evidence in EVIDENCE:
        total += evidence(first, second)
    return total
