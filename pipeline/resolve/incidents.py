"""The published values of one incident: the fullest agreed value, the range where reports differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import Struct

from models.values import Money, Term
from pipeline.resolve.merge import Group
from pipeline.resolve.money import same_sum
from pipeline.resolve.names import compare, is_full
from pipeline.resolve.reports import Report
from pipeline.taxonomy import incident_type

T = TypeVar("T")


class Incident(Struct, frozen=True, kw_only=True):
    """One real-world event. `conflicts` names the fields on which reports differ; they keep their values."""

    incident_id: str
    type: str
    status: str
    persons: tuple[tuple[str, ...], ...]  # each person: the spellings, fullest first
    subject: str | None
    count_min: int | None
    count_max: int | None
    date: str | None
    date_min: str | None
    date_max: str | None
    date_text: str | None
    place: str | None
    agency: str | None
    court: str | None
    judge: str | None
    facility: str | None
    charges: tuple[str, ...]
    amounts: tuple[Money, ...]
    sentence: str | None
    term: Term | None
    additional: tuple[str, ...]
    background: bool
    attribution: str | None
    conflicts: tuple[str, ...]
    first_published: str | None
    last_published: str | None
    reports: int  # independent ones: syndicated copies are not counted
    copies: int
    sources: int
    confidence: float
    event: str | None


def _votes(reports: Iterable[Report], read: Callable[[Report], T | None]) -> list[T]:
    """The values of independent reports, most frequent first, then in order of reports."""
    values = [value for report in reports if report.copy_of is None and (value := read(report)) is not None]
    return [value for value, _ in Counter(values).most_common()]


def _people(reports: Iterable[Report]) -> tuple[tuple[str, ...], ...]:
    """Spellings grouped into people: full names first, so that a lone surname finds its owner."""
    names = list(dict.fromkeys(name for report in reports for name in report.draft.persons))
    names.sort(key=lambda name: (not is_full(name), -len(name)))
    groups: list[list[str]] = []
    for name in names:
        fitting = [group for group in groups if compare(name, group[0]) != "different"]
        if len(fitting) == 1:
            fitting[0].append(name)
        elif not fitting:
            groups.append([name])
    return tuple(tuple(group) for group in groups)


def _type_of(reports: Iterable[Report]) -> str:
    """The most reported type; on a tie the more severe one."""
    counts = Counter(report.draft.type for report in reports)
    return max(counts, key=lambda key: (counts[key], incident_type(key).severity))


def _date(reports: Iterable[Report]) -> tuple[str | None, str | None, str | None]:
    """The most precise date that most reports agree with, and the earliest and latest of that precision."""
    dates = [report.draft.date[:10] for report in reports if report.draft.date]
    if not dates:
        return None, None, None
    finest = max(map(len, dates))
    precise = [value for value in dates if len(value) == finest]
    return Counter(precise).most_common(1)[0][0], min(precise), max(precise)


def _amounts(reports: Iterable[Report]) -> tuple[Money, ...]:
    found: list[Money] = []
    for report in reports:
        for money in (report.draft.amount, report.draft.amount_equivalent):
            if money is not None and not any(same_sum(money, other) for other in found):
                found.append(money)
    return tuple(found)


def _counts(reports: Iterable[Report], people: int) -> tuple[int | None, int | None]:
    stated = [report.draft for report in reports if report.draft.count_min is not None]
    lows = [draft.count_min for draft in stated if draft.count_min is not None]
    highs = [
        draft.count_max if draft.count_max is not None else low
        for draft, low in zip(stated, lows, strict=True)
    ]
    if not lows:
        return (people, people) if people else (None, None)
    return max(min(lows), 0), max(highs)


def _differing(reports: list[Report]) -> tuple[str, ...]:
    """Fields on which independent reports give different values of the same fineness."""
    drafts = [report.draft for report in reports if report.copy_of is None]
    dates = {draft.date for draft in drafts if draft.date}
    finest = max(map(len, dates), default=0)
    sums = {money for draft in drafts if (money := draft.amount)}
    fields: dict[str, set[Any]] = {
        "type": {draft.type for draft in drafts},
        "date": {value for value in dates if len(value) == finest},
        "place": {draft.place for draft in drafts if draft.place},
        "count": {draft.count_min for draft in drafts if draft.count_min is not None},
        "charge": {draft.charge for draft in drafts if draft.charge},
        "sentence": {draft.sentence for draft in drafts if draft.sentence},
        "amount": sums if len({money.currency for money in sums}) < len(sums) else set(),
    }
    return tuple(name for name, values in fields.items() if len(values) > 1)


def _confidence(reports: list[Report]) -> float:
    """Chance that at least one source is right, as if independent: 1 - product of (1 - best of each)."""
    best: dict[str, float] = {}
    for report in reports:
        source = report.source or report.article_id
        best[source] = max(best.get(source, 0.0), min(max(report.draft.confidence, 0.0), 1.0))
    wrong = 1.0
    for value in best.values():
        wrong *= 1.0 - value
    return round(1.0 - wrong, 4)


_MOST_TOLD = (
    "subject",
    "date_text",
    "place",
    "agency",
    "court",
    "judge",
    "facility",
    "sentence",
    "term",
    "attribution",
)


def _most_told(own: list[Report], reports: list[Report]) -> dict[str, Any]:
    """Of each plain field the value that most independent reports give, else that of a copy."""

    def first(read: Callable[[Report], Any]) -> Any:
        return next(iter(_votes(own, read) or _votes(reports, read)), None)

    found = {name: first(attrgetter(f"draft.{name}")) for name in _MOST_TOLD}
    added = first(lambda report: tuple(penalty.text for penalty in report.draft.additional) or None)
    return found | {"additional": added or ()}


def summarise(group: Group) -> Incident:
    """The values of a group of reports, oldest report first."""
    reports = list(group.reports)
    own = [report for report in reports if report.copy_of is None] or reports
    people = _people(reports)
    count_min, count_max = _counts(own, len(people))
    date, date_min, date_max = _date(own)
    published = sorted(report.published_at for report in reports if report.published_at)
    return Incident(
        incident_id=group.incident_id,
        type=_type_of(own),
        status=own[0].draft.status,
        persons=people,
        count_min=count_min,
        count_max=count_max,
        date=date,
        date_min=date_min,
        date_max=date_max,
        charges=tuple(_votes(own, lambda report: report.draft.charge)),
        amounts=_amounts(own),
        background=all(report.draft.background for report in reports),
        conflicts=_differing(own),
        first_published=published[0] if published else None,
        last_published=published[-1] if published else None,
        reports=len(own) if own[0].copy_of is None else 1,
        copies=sum(report.copy_of is not None for report in reports),
        sources=len({report.source or report.article_id for report in own}),
        confidence=_confidence(own),
        event=next((report.event for report in reports if report.event), None),
        **_most_told(own, reports),
    )
