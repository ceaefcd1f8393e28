"""The marked sentences of the normalisers: what is found in each, with its value and its words."""

from __future__ import annotations

import pytest

from models.components.amounts import FoundAmount, find_amounts
from models.components.charges import FoundCharge, find_charges
from models.components.counts import FoundCount, find_counts
from models.components.dates import FoundDate, find_dates
from models.components.terms import FoundTerm, find_terms
from models.values import Term
from tests.models.marked.normaliser_cases import Case, load


def number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def span(low: float | None, high: float | None) -> str:
    if low == high:
        return number(low)
    return f"{number(low)}{'-' if low is not None and high is not None else '..'}{number(high)}"


def show_amount(found: FoundAmount) -> str:
    money = found.money
    flags = [
        *(["each"] if money.per_person else []),
        *(["total"] if money.total else []),
        *([money.period] if money.period else []),
        *(["equivalent"] if found.equivalent_of is not None else []),
    ]
    return " ".join([span(money.value_min, money.value_max), money.currency, found.role, *flags])


def show_charge(found: FoundCharge) -> str:
    charge = found.charge
    if charge.article is None:
        return "label"
    shown = f"{'?' if charge.inferred else ''}{charge.code} {charge.article}"
    return f"{shown} {charge.part}" if charge.part else shown


def show_term(found: FoundTerm) -> str:
    term = found.term
    if term.life:
        return "life"
    high = term.high or Term()
    pieces = [
        f"{span(low, getattr(high, unit) or low)}{unit[0]}"
        for unit in ("years", "months", "days", "hours")
        if (low := getattr(term, unit))
    ]
    return " ".join(
        [
            *pieces,
            *(["suspended"] if term.suspended else []),
            *([f"({term.regime})"] if term.regime else []),
        ]
    )


def show_count(found: FoundCount) -> str:
    count = found.count
    if count.count_max is None:
        shown = f"{count.count_min}+"
    elif count.approximate:
        shown = f"~{count.count_min}"
    else:
        shown = span(count.count_min, count.count_max)
    return f"{shown} {found.group}" if found.group else shown


def show_date(found: FoundDate) -> str:
    return found.date.iso or "?"


def check(case: Case, found: list, shown: list[str]) -> None:
    assert shown == list(case.values)
    if len(case.marked) == len(found):
        assert [case.text[value.start : value.end].strip() for value in found] == list(case.marked)


@pytest.mark.parametrize("case", load("amounts"), ids=str)
def test_amounts(case: Case):
    found = find_amounts(case.text, case.lang)
    check(case, found, [show_amount(value) for value in found])


@pytest.mark.parametrize("case", load("charges"), ids=str)
def test_charges(case: Case):
    found = find_charges(case.text, case.lang)
    check(case, found, [show_charge(value) for value in found])


@pytest.mark.parametrize("case", load("dates"), ids=str)
def test_dates(case: Case):
    found = find_dates(case.text, case.lang, case.published)
    check(case, found, [show_date(value) for value in found])


@pytest.mark.parametrize("case", load("terms"), ids=str)
def test_terms(case: Case):
    found = find_terms(case.text, case.lang)
    check(case, found, [show_term(value) for value in found])


@pytest.mark.parametrize("case", load("counts"), ids=str)
def test_counts(case: Case):
    found = find_counts(case.text, case.lang)
    check(case, found, [show_count(value) for value in found])


def test_there_are_enough_cases():
    kinds = {kind: load(kind) for kind in ("amounts", "charges", "dates", "terms", "counts")}
    assert sum(len(cases) for cases in kinds.values()) >= 300
    assert all({case.lang for case in cases} == {"en", "ru", "uk"} for cases in kinds.values())
