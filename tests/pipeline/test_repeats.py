"""A sum told again is one sum, unless an incident of its own carries it."""

from __future__ import annotations

from models.values import Money
from pipeline.records import Amount, Draft, Span
from pipeline.repeats import without_repeats

FINE = Money(5000, 5000, "RUB")


def amount(start: int, money: Money = FINE, **more: Money) -> Amount:
    return Amount(text="sum", start=start, end=start + 3, money=money, role="fine", **more)


def fine(start: int) -> Draft:
    place = Span(start, start + 3)
    return Draft(type="fine", status="actual", evidence=place, trigger=place, amount=FINE, amount_span=place)


def kept(amounts: list[Amount], drafts: list[Draft]) -> list[int]:
    return [found.start for found in without_repeats(amounts, drafts)]


def test_the_same_sum_again_is_left_out():
    assert kept([amount(0), amount(50)], [fine(0)]) == [0]


def test_a_second_fine_of_the_same_size_stays():
    assert kept([amount(0), amount(50)], [fine(0), fine(50)]) == [0, 50]


def test_another_sum_stays():
    assert kept([amount(0), amount(50, Money(7000, 7000, "RUB"))], []) == [0, 50]


def test_the_equivalent_named_alone_later_is_the_same_sum():
    dollars = Money(70, 70, "USD")
    assert kept([amount(0, equivalent=dollars), amount(50, dollars)], []) == [0]
