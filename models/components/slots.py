"""What an article says before its events are judged: the parts people play, and who stands in a trigger's slot."""

from __future__ import annotations

from dataclasses import replace

from models.components.context import Context
from models.components.credits import credited
from models.components.groups import accompanied
from models.components.participants import affected
from models.components.phrases import Participants
from models.components.referents import COURT_ROLES, History
from models.components.roles import stated_roles
from models.components.term_bearers import bearers
from models.components.triggers import Trigger
from models.names.officials import is_official

PRESIDING = frozenset({"judge", "prosecutor"})
ACTED = frozenset(
    {"appeal", "trial", "sentence", "fine", "administrative_arrest", "acquittal", "conviction", "charge"}
)


def open_history(context: Context) -> History:
    roles = {k: frozenset(stated_roles(context, k)) for k in range(len(context.people))}
    acting = {person for person, parts in roles.items() if parts & PRESIDING}
    known = {index for index, person in enumerate(context.people) if is_official(person.name)}
    return History(roles, accompanied(context), frozenset(acting | known | credited(context)))


def slot_of(trigger: Trigger, context: Context, history: History) -> Participants:
    """Who stands in the slot of the affected person; somebody acting for a court leaves it open."""
    slot = bearers(trigger, context) if trigger.form == "term" else affected(trigger, context)
    acting = [p for p in slot.persons if history.roles.get(p, frozenset()) & COURT_ROLES]
    if slot.anchor != "named" or not acting or (trigger.type not in ACTED and trigger.form == "verb"):
        return slot
    rest = tuple(p for p in slot.persons if not history.roles.get(p, frozenset()) & PRESIDING)
    if len(acting) < len(slot.persons) and rest:
        return replace(slot, persons=rest, count=len(rest))
    return Participants(anchor="agent")
