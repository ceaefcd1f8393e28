"""Cases: the stages of one prosecution of one person, linked by charge and time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from pipeline.resolve.when import days_of
from pipeline.taxonomy import incident_type

_SILENCE: Final = 3 * 365  # days after which a new stage begins a new case
_PETTY: Final = ("fine", "administrative_arrest")


class Stage(Struct, frozen=True, kw_only=True):
    """One incident of one person that can be a stage of a case."""

    incident_id: str
    type: str
    date: str | None
    published: str | None
    charges: tuple[str, ...] = ()

    @property
    def day(self) -> int | None:
        """Ordinal of the first day it can have happened, by its date or else by its first report."""
        days = days_of(self.date) or days_of(self.published)
        return days[0] if days else None


class Case(Struct, frozen=True, kw_only=True):
    """One prosecution; `stages` and `incidents` are in order of time."""

    case_id: str
    person_id: str
    charge: str | None
    opened: str | None
    latest: str | None
    stages: tuple[str, ...]
    incidents: tuple[str, ...]
    outcome: str | None


def is_stage(kind: str, status: str) -> bool:
    return status == "actual" and incident_type(kind).stage > 0


def _in_time(stages: Iterable[Stage]) -> list[Stage]:
    return sorted(
        stages, key=lambda s: (s.day is None, s.day or 0, incident_type(s.type).stage, s.incident_id)
    )


def _has_ended(case: list[Stage]) -> bool:
    """A petty penalty or an acquittal ends a case, and so does a release after a sentence."""
    kinds = [stage.type for stage in case]
    freed = "release" in kinds and any(incident_type(kind).penalty for kind in kinds)
    return freed or "acquittal" in kinds or any(kind in _PETTY for kind in kinds)


def _continues(case: list[Stage], stage: Stage) -> bool:
    """Whether a stage goes on with a case: no other charge, no long silence, and not after its end."""
    last = case[-1]
    charges = {charge for known in case for charge in known.charges}
    if charges and stage.charges and not charges & set(stage.charges):
        return False
    if last.day is not None and stage.day is not None and stage.day - last.day > _SILENCE:
        return False
    return not _has_ended(case) or stage.type in ("appeal", "release") or stage.day == last.day


def _day_text(stages: Iterable[Stage], *, last: bool) -> str | None:
    days = [stage.date[:10] for stage in stages if stage.date and len(stage.date) >= 10]
    return (max(days) if last else min(days)) if days else None


def _close(person_id: str, stages: list[Stage]) -> Case:
    ends = [s.type for s in stages if incident_type(s.type).penalty or incident_type(s.type).closes_case]
    return Case(
        case_id="c-" + stages[0].incident_id.removeprefix("i-") + "-" + person_id.removeprefix("p-")[:8],
        person_id=person_id,
        charge=next((charge for stage in stages for charge in stage.charges), None),
        opened=_day_text(stages, last=False),
        latest=_day_text(stages, last=True),
        stages=tuple(stage.type for stage in stages),
        incidents=tuple(stage.incident_id for stage in stages),
        outcome=ends[-1] if ends else None,
    )


def link_cases(person_id: str, stages: Iterable[Stage]) -> tuple[Case, ...]:
    """The cases against one person. A stage joins the latest open case that it can continue."""
    cases: list[list[Stage]] = []
    for stage in _in_time(stages):
        fitting = next((case for case in reversed(cases) if _continues(case, stage)), None)
        if fitting is None:
            cases.append([stage])
        else:
            fitting.append(stage)
    return tuple(_close(person_id, case) for case in cases)
