"""The part each person plays, by linear models over `models.components.role_features`, one a role.

One set of models serves all languages: witnesses such as "bears a detention" are shared, words are not. Learned
by models.train.roles and kept in models/languages/roles.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from models.components.context import Context
from models.components.event_filter import Judged, logistic
from models.components.referents import Features
from models.components.role_features import person_features
from models.components.roles import main_role, stated_roles
from models.values import PersonRole
from models.vocabulary import LANGUAGES

PATH = LANGUAGES / "roles.json"
PLAYED = 0.5  # probability from which a further role is listed

RoleWeights = Mapping[PersonRole, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """The role that matters most, all likely ones with it first, and the probability of the first."""

    role: PersonRole
    roles: tuple[PersonRole, ...]
    sure: float


@cache
def role_weights() -> RoleWeights:
    """role -> feature -> weight."""
    loaded: RoleWeights = json.loads(PATH.read_text(encoding="utf-8"))
    return loaded


def rule_role(context: Context, person: int, events: Sequence[Judged]) -> PersonRole:
    """What the rules alone would say: bearers of events are affected, for others their title or speech tells."""
    if any(person in event.persons for event in events):
        return "affected"
    return main_role(stated_roles(context, person))


def role_features(
    context: Context, person: int, events: Sequence[Judged], judged: Sequence[Judged]
) -> Features:
    """`person_features` and the verdict of the rules."""
    values = person_features(context, person, events, judged)
    return {**values, f"rule={rule_role(context, person, events)}": 2.0}


def part_of(
    context: Context,
    person: int,
    events: Sequence[Judged],
    judged: Sequence[Judged],
    weights: RoleWeights | None = None,
) -> Part:
    """The part of one person. Roles that the text states are listed, even if a likelier one comes first."""
    values = role_features(context, person, events, judged)
    chances = {role: logistic(values, w) for role, w in (weights or role_weights()).items()}
    role = max(chances, key=lambda name: chances[name])
    stated = stated_roles(context, person) - {role}
    more = {name for name, chance in chances.items() if chance >= PLAYED and name != "other"} - {role}
    return Part(role, (role, *sorted(stated | more)), chances[role])
