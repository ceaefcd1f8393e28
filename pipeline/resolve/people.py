"""Appearances of people in articles -> persons with stable ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from msgspec import Struct

from pipeline.resolve.names import block_keys, compare, display_key, is_full, parse_name

_BIRTHDAY: Final = 2  # ages in press are off by a birthday or a slip


class Appearance(Struct, frozen=True, kw_only=True):
    """One person of one article. `year` is the year of publication, `event` the article's cluster."""

    article_id: str
    name: str
    age: int | None = None
    year: int | None = None
    event: str | None = None

    @property
    def born(self) -> int | None:
        return self.year - self.age if self.age is not None and self.year is not None else None


class _Person:
    """A person under construction: every appearance so far, looked up by its spellings."""

    def __init__(self, person_id: str) -> None:
        self.person_id = person_id
        self.names: set[str] = set()
        self.births: list[int] = []
        self.places: set[str] = set()  # articles and events
        self.appearances = 0

    def add(self, appearance: Appearance) -> None:
        self.names.add(appearance.name)
        self.places |= _places(appearance)
        self.appearances += 1
        if appearance.born is not None:
            self.births.append(appearance.born)

    def fits(self, appearance: Appearance) -> bool:
        """Whether all that is known of both agrees: every spelling, and the years of birth."""
        born = appearance.born
        if born is not None and any(abs(born - other) > _BIRTHDAY for other in self.births):
            return False
        verdicts = {compare(appearance.name, name) for name in self.names}
        return "different" not in verdicts and "same" in verdicts


def _places(appearance: Appearance) -> set[str]:
    """Where a lone name may find its owner: the article, and the articles on the same event."""
    return {appearance.article_id} | ({appearance.event} if appearance.event else set())


def _new_id(appearance: Appearance) -> str:
    """Full names get an id from the name, so that a rebuilt warehouse gives the same one; namesakes and
    lone names get one from their article too."""
    seed = f"{display_key(appearance.name)}|{appearance.article_id}"
    return "p-" + sha256(seed.encode()).hexdigest()[:16]


def _rank(appearance: Appearance) -> tuple[bool, bool, int, str, str]:
    """Fullest names first: they found the persons that shorter ones are tied to."""
    parsed = parse_name(appearance.name)
    words = len(appearance.name.split())
    return (
        not is_full(appearance.name),
        parsed.patronymic is None,
        -words,
        appearance.article_id,
        appearance.name,
    )


class _Register:
    def __init__(self) -> None:
        self._people: dict[str, _Person] = {}
        self._blocks: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)

    def add(self, person_id: str, appearance: Appearance) -> None:
        person = self._people.setdefault(person_id, _Person(person_id))
        person.add(appearance)
        for key in block_keys(appearance.name):
            self._blocks[key].add(person_id)
        for place in _places(appearance):
            self._places[place].add(person_id)

    def _fitting(self, index: dict[str, set[str]], keys: Iterable[str], one: Appearance) -> list[_Person]:
        found = sorted({person for key in keys for person in index.get(key, ())})
        return [self._people[name] for name in found if self._people[name].fits(one)]

    def find(self, appearance: Appearance) -> str | None:
        """The one person that fits; a lone surname only within its own story, a lone given name never."""
        if not is_full(appearance.name):
            near = self._fitting(self._places, _places(appearance), appearance)
            return near[0].person_id if len(near) == 1 else None
        fitting = self._fitting(self._blocks, block_keys(appearance.name), appearance)
        pool = [person for person in fitting if person.places & _places(appearance)] or fitting
        return max(pool, key=lambda p: (p.appearances, p.person_id)).person_id if pool else None


def assign(
    appearances: Iterable[Appearance], known: Mapping[tuple[str, str], str], others: Iterable[Appearance]
) -> dict[tuple[str, str], str]:
    """Person ids of `appearances`, keyed by (article id, name).

    `known` holds the ids given before, for appearances in either list; `others` are stored appearances that
    may be the same people. Ids once given stay.
    """
    register = _Register()
    fresh: list[Appearance] = []
    for appearance in (*others, *appearances):
        person_id = known.get((appearance.article_id, appearance.name))
        if person_id is not None:
            register.add(person_id, appearance)
        else:
            fresh.append(appearance)
    given = dict(known)
    for appearance in sorted(fresh, key=_rank):
        person_id = register.find(appearance) or _new_id(appearance)
        register.add(person_id, appearance)
        given[appearance.article_id, appearance.name] = person_id
    return given
