"""The parts of an incident that reports and incidents have alike: court, judge, facility, term, dollars."""

from __future__ import annotations

from typing import Any

from models.money.rates import usd_value
from models.values import Facility, Money, Term
from pipeline.records import Draft
from pipeline.resolve.incidents import Incident

Row = dict[str, Any]


def detail_columns(told: Draft | Incident) -> Row:
    """Columns that `incident_reports` and `incidents` share."""
    return {
        "court": told.court,
        "judge": told.judge,
        "facility": told.facility,
        **_term(told.term),
        "additional": [a if isinstance(a, str) else a.text for a in told.additional],
    }


def _term(term: Term | None) -> Row:
    if term is None:
        names = ("term_years", "term_months", "term_days", "term_hours", "life", "suspended", "regime")
        return dict.fromkeys(names)
    return {
        "term_years": term.years,
        "term_months": term.months,
        "term_days": term.days,
        "term_hours": term.hours,
        "life": term.life,
        "suspended": term.suspended,
        "regime": term.regime,
    }


def facility_columns(facility: Facility | None) -> Row:
    """The parts of a facility's name, for `incident_reports`."""
    return {
        "facility_kind": facility.kind if facility else None,
        "facility_number": facility.number if facility else None,
        "facility_place": (facility.place or facility.name) if facility else None,
    }


def usd_columns(money: Money | None, date: str | None, equivalent: Money | None) -> Row:
    """The dollar value of a sum at `date` (ISO 8601), with the source and the period of the rate."""
    found = usd_value(money, date, equivalent) if money is not None else None
    return {
        "usd_min": found.value_min if found else None,
        "usd_max": found.value_max if found else None,
        "usd_source": found.source if found else None,
        "usd_date": found.date if found else None,
    }
