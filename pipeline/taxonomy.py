"""The incident types: one entry each. To add one, add it here and its words under models/languages/<xx>/.

ACE names are the event types of the ACE 2005 annotation guidelines, None where they have none.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from msgspec import Struct


class IncidentType(Struct, frozen=True, kw_only=True):
    """One kind of incident. `stage` orders the steps of a prosecution; 0 means: not a step of one."""

    key: str
    title: str
    definition: str
    ace: str | None = None
    stage: int = 0
    severity: int = 1  # 1 (nuisance) to 5 (life)
    penalty: bool = False  # a punishment that a court or agency imposes
    closes_case: bool = False  # the person walks away from the prosecution
    same_as: tuple[str, ...] = ()  # types that another outlet may use for the very same event


_ENTRIES: Final = (
    IncidentType(
        key="search",
        title="Search",
        severity=2,
        stage=1,
        definition="Officers search a home, office or car, or raid a gathering.",
    ),
    IncidentType(
        key="detention",
        title="Detention",
        ace="Justice.Arrest-Jail",
        severity=2,
        stage=2,
        same_as=("arrest",),
        definition="Police or security officers seize and hold a person without a court order.",
    ),
    IncidentType(
        key="charge",
        title="Charge",
        ace="Justice.Charge-Indict",
        severity=3,
        stage=3,
        definition="A person is charged, or a criminal or administrative case is opened against them.",
    ),
    IncidentType(
        key="arrest",
        title="Arrest (remand)",
        ace="Justice.Arrest-Jail",
        severity=4,
        stage=4,
        same_as=("detention",),
        definition="A court orders custody, house arrest or another measure before trial, or extends it.",
    ),
    IncidentType(
        key="trial",
        title="Trial hearing",
        ace="Justice.Trial-Hearing",
        severity=3,
        stage=5,
        definition="A court hearing takes place; a prosecutor's demand belongs here, it is no sentence.",
    ),
    IncidentType(
        key="conviction",
        title="Conviction",
        ace="Justice.Convict",
        severity=4,
        stage=6,
        definition="A court finds a person guilty; the penalty is an incident of its own.",
    ),
    IncidentType(
        key="sentence",
        title="Sentence",
        ace="Justice.Sentence",
        severity=5,
        stage=7,
        penalty=True,
        definition="A court imposes a term in prison or a colony, a suspended term, or compulsory work.",
    ),
    IncidentType(
        key="fine",
        title="Fine",
        ace="Justice.Fine",
        severity=2,
        stage=7,
        penalty=True,
        definition="A court or agency orders a person to pay a sum as a punishment.",
    ),
    IncidentType(
        key="administrative_arrest",
        title="Administrative arrest",
        ace="Justice.Arrest-Jail",
        severity=3,
        stage=7,
        penalty=True,
        definition="A court imposes days in a detention centre as the penalty for an administrative offence.",
    ),
    IncidentType(
        key="acquittal",
        title="Acquittal",
        ace="Justice.Acquit",
        stage=8,
        closes_case=True,
        definition="A court clears a person, or a case is closed without a penalty.",
    ),
    IncidentType(
        key="appeal",
        title="Appeal",
        ace="Justice.Appeal",
        severity=3,
        stage=9,
        definition="A decision is appealed, or a higher court upholds, changes or overturns it.",
    ),
    IncidentType(
        key="release",
        title="Release",
        ace="Justice.Release-Parole",
        stage=10,
        closes_case=True,
        definition="A held person is let go, exchanged or paroled.",
    ),
    IncidentType(
        key="abduction",
        title="Abduction",
        severity=5,
        definition="A person is taken by force and held where nobody knows, or disappears.",
    ),
    IncidentType(
        key="ill_treatment",
        title="Ill-treatment",
        severity=5,
        definition="A person is beaten, tortured, humiliated, denied care or put in a punishment cell.",
    ),
    IncidentType(
        key="death",
        title="Death",
        ace="Life.Die",
        severity=5,
        definition="A person dies in custody, is killed or is found dead.",
    ),
    IncidentType(
        key="deportation",
        title="Deportation",
        severity=4,
        definition="A person is expelled, banned from entry, or moved out of the territory by force.",
    ),
    IncidentType(
        key="other",
        title="Other",
        severity=2,
        definition="Another act of pressure: transfer, hunger strike, hospital, loss of licence, closure of "
        "an outlet, confiscation, wanted list, warning, forced apology.",
    ),
)

TAXONOMY: Final = MappingProxyType({entry.key: entry for entry in _ENTRIES})


def incident_type(key: str) -> IncidentType:
    """The entry of `key`; raises KeyError with the known keys, so that a typo is found at once."""
    try:
        return TAXONOMY[key]
    except KeyError:
        raise KeyError(f"unknown incident type {key!r}; known: {', '.join(TAXONOMY)}") from None


def may_be_same(first: str, second: str) -> bool:
    """Whether two reports of these types can mean one event (outlets call a detention an arrest)."""
    return first == second or second in incident_type(first).same_as
