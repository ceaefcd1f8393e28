"""An event that an article tells twice is one incident; what differs in term, sum or day is another."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from models.values import Money, Term
from pipeline.records import Draft, Span
from pipeline.retold import filled, same_event

FINE = Draft(
    type="fine", status="actual", evidence=Span(0, 10), trigger=Span(0, 5), persons=("Ivan Petryk",),
    count_min=1, date="2021-06-01", date_span=Span(6, 9), amount=Money(5000, 5000, "RUB"),
)  # fmt: skip
NOBODY: dict[str, Any] = {"persons": ()}


def variant(**changes: Any) -> Draft:
    return structs.replace(FINE, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"date": None},
        {"date": "2021-06"},
        {"amount": None},
        {"amount": Money(70, 70, "USD"), "amount_equivalent": Money(5000, 5000, "RUB")},
        NOBODY,
    ],
)
def test_the_same_event_told_again(changes: dict[str, Any]):
    assert same_event(FINE, variant(**changes))
    assert same_event(variant(**changes), FINE)


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "2021-07"},
        {"amount": Money(6000, 6000, "RUB")},
        {"persons": ("Olga Kozlenko",)},
        {"status": "planned"},
        {"type": "sentence"},
        {"persons": ("Ivan Petryk", "Olga Kozlenko"), "count_min": 2},
        {**NOBODY, "amount": None, "date": "2021-06"},  # somebody, once in June
        {**NOBODY, "count_min": 3},
    ],
)
def test_another_event(changes: dict[str, Any]):
    assert not same_event(FINE, variant(**changes))


def test_hearings_are_many():
    assert not same_event(variant(type="trial"), variant(type="trial"))


def test_one_of_a_group_with_the_same_term():
    pair = variant(
        type="sentence", persons=("Ivan Petryk", "Olga Kozlenko"), count_min=2, term=Term(years=12)
    )
    alone = variant(type="sentence", term=Term(years=12, regime="strict regime"))
    assert same_event(pair, alone)
    assert not same_event(pair, structs.replace(alone, term=Term(years=11)))


def test_groups_are_known_by_their_number():
    crowd = variant(type="detention", persons=(), count_min=31, amount=None)
    assert same_event(crowd, crowd)
    assert not same_event(crowd, structs.replace(crowd, count_min=30))
    assert not same_event(variant(persons=(), count_min=None), variant(persons=(), count_min=None))


def test_the_retelling_adds_what_it_alone_says_with_its_place_in_the_text():
    bare = variant(date="2021-06", date_span=Span(1, 2), amount=None)
    told, fields = filled(bare, variant(place="Yalta", place_span=Span(20, 25), agency=None))
    assert (told.date, told.date_span) == ("2021-06-01", Span(6, 9))
    assert (told.place, told.place_span, told.amount) == ("Yalta", Span(20, 25), Money(5000, 5000, "RUB"))
    assert {"date", "place", "amount"} <= fields
    assert filled(FINE, bare)[0] == FINE
