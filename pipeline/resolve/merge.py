"""Reports -> incidents: which reports tell of one event, under ids that never change hands.

Reports meet only inside blocks (names alike, one article cluster, one day and place), so the work
grows with the size of the stories, not with the square of the archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from msgspec import Struct

from pipeline.resolve.names import block_keys, compare, surname_keys
from pipeline.resolve.places import place_key
from pipeline.resolve.reports import Report
from pipeline.resolve.same_event import CONFLICT, MERGE_AT, People, people_relation, weight
from pipeline.resolve.when import window
from pipeline.taxonomy import incident_type

NEIGHBOURS: Final = 120  # in a crowded block a report meets only so many that are next in time


class Known(Struct, frozen=True):
    """Where a report belonged before: its incident, and the order in which that was first stored."""

    incident_id: str
    born: int


class Group(Struct, frozen=True):
    """The reports of one incident, oldest first; `aliases` are ids that turned out to be this one."""

    incident_id: str
    reports: tuple[Report, ...]
    aliases: tuple[str, ...] = ()


def _type_block(report: Report) -> str:
    return min((report.draft.type, *incident_type(report.draft.type).same_as))


def blocks_of(report: Report) -> frozenset[str]:
    """Blocking keys of a report; two reports of one event share at least one."""
    kind = f"{_type_block(report)}/{report.draft.status}"
    keys = {f"{kind}/name/{key}" for name in report.draft.persons for key in block_keys(name)}
    if report.event:
        keys.add(f"{kind}/event/{report.event}")
    if report.draft.date and len(report.draft.date) >= 10:
        day = f"{kind}/day/{report.draft.date[:10]}"
        names = {key for name in report.draft.persons for key in surname_keys(name)}
        keys.update(f"{day}/{key}" for key in names or {place_key(report.draft.place)})
    if not keys:
        keys.add(f"{kind}/article/{report.article_id}")
    return frozenset(keys)


def _in_order(reports: Iterable[Report]) -> list[Report]:
    return sorted(
        reports, key=lambda r: (r.published_at or "9999", r.article_id, r.draft.evidence.start, r.key)
    )


def _pairs(reports: Sequence[Report]) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, report in enumerate(reports):
        for key in blocks_of(report):
            blocks[key].append(place)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= NEIGHBOURS:
            found.update(combinations(members, 2))
            continue
        members.sort(key=lambda place: (window(reports[place])[1], place))
        for at, place in enumerate(members):
            found.update(tuple(sorted((place, other))) for other in members[at + 1 : at + 1 + NEIGHBOURS])  # type: ignore[misc]
    return found


def _covers(report: Report, first: Report, second: Report) -> bool:
    """Whether a report of a group event names people of both."""
    return all(
        any(compare(name, other) == "same" for name in report.draft.persons for other in side.draft.persons)
        for side in (first, second)
    )


class _Grouping:
    """Agglomeration: strongest pairs first, never joining groups that hold two reports in conflict."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        self.members = {place: [place] for place in range(len(reports))}
        self.group = list(range(len(reports)))
        self._relations: dict[tuple[int, int], tuple[float, People]] = {}

    def relation(self, first: int, second: int) -> tuple[float, People]:
        pair = (first, second) if first < second else (second, first)
        if pair not in self._relations:
            one, other = self.reports[pair[0]], self.reports[pair[1]]
            people = people_relation(one, other)
            self._relations[pair] = weight(one, other, people), people
        return self._relations[pair]

    def _allowed(self, left: list[int], right: list[int]) -> bool:
        for one in left:
            for other in right:
                total, people = self.relation(one, other)
                if total == CONFLICT:
                    return False
                if people == "disjoint" and not any(
                    _covers(self.reports[place], self.reports[one], self.reports[other])
                    for place in (*left, *right)
                ):
                    return False
        return True

    def join(self, first: int, second: int) -> None:
        left, right = self.members[self.group[first]], self.members[self.group[second]]
        if left is right or not self._allowed(left, right):
            return
        target, gone = self.group[first], self.group[second]
        for place in right:
            self.group[place] = target
        left.extend(self.members.pop(gone))

    def run(self) -> list[list[int]]:
        weighted = [(self.relation(*pair), pair) for pair in _pairs(self.reports)]
        strong = [(w, pair) for (w, people), pair in weighted if w >= MERGE_AT and people != "disjoint"]
        for _, (first, second) in sorted(strong, key=lambda item: (-item[0], item[1])):
            self.join(first, second)
        return [sorted(members) for _, members in sorted(self.members.items())]


def _claims_on(groups: Sequence[list[Report]], known: Mapping[str, Known]) -> dict[int, list[Known]]:
    """Known ids of each group, each id given only to the group that holds most of its reports."""
    votes: dict[Known, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for place, members in enumerate(groups):
        for report in members:
            if report.key in known:
                votes[known[report.key]][place] += 1
    owned: dict[int, list[Known]] = defaultdict(list)
    for entry, count in votes.items():
        owner = min(count, key=lambda place: (-count[place], place))
        owned[owner].append(entry)
    return owned


def new_id(first: Report) -> str:
    """Id of an incident that nobody stored yet: from the key of its first report."""
    return f"i-{first.key[:16]}"


def merge(reports: Sequence[Report], known: Mapping[str, Known] | None = None) -> tuple[Group, ...]:
    """Group reports into incidents.

    `known` maps report keys to the incident they were stored under: a group keeps the oldest id among its
    reports, and the younger ids become its aliases. The same input gives the same answer in any order.
    """
    ordered = _in_order({report.key: report for report in reports}.values())
    groups = [[ordered[place] for place in members] for members in _Grouping(ordered).run()]
    owned = _claims_on(groups, known or {})
    taken = {entry.incident_id for entries in owned.values() for entry in entries}
    result = []
    for place, members in enumerate(groups):
        entries = sorted(owned.get(place, ()), key=lambda entry: (entry.born, entry.incident_id))
        names = [entry.incident_id for entry in entries] or [_free_id(members, taken)]
        taken.add(names[0])
        result.append(Group(names[0], tuple(members), tuple(names[1:])))
    return tuple(result)


def _free_id(members: Sequence[Report], taken: set[str]) -> str:
    """The id of the first report whose id no other group holds (a group may have split)."""
    return next((name for report in members if (name := new_id(report)) not in taken), f"i-{members[0].key}")
