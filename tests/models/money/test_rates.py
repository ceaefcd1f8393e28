"""US-dollar values: the article's equivalent first, then a dated rate, then none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.money.currencies import iso_code
from models.money.rates import rates, unit_value, unit_values, usd_value
from models.values import Money

FINE = Money(30000, 50000, "RUB")


def test_the_article_goes_first():
    value = usd_value(FINE, "2022-05", Money(500, 800, "USD"))
    assert value is not None
    assert (value.value_min, value.value_max, value.source) == (500, 800, "article")


def test_a_dated_rate_names_its_source():
    value = usd_value(FINE, "2019-03-01")
    assert value is not None
    assert value.value_min == pytest.approx(30000 / 64.7, abs=0.01)
    assert "Bank of Russia" in value.source
    assert value.date == "2019"


def test_open_ends_stay_open():
    value = usd_value(Money(None, 5000, "UAH"), "2020")
    assert value is not None
    assert value.value_min is None


def test_a_unit_of_account_has_the_value_of_its_day():
    assert [
        getattr(unit_value("KZT-MCI", day), "value", None) for day in ("2020-03-31", "2020-04-01", "2020")
    ] == [
        2651,
        2778,
        2651,
    ]
    value = usd_value(Money(50, 50, "BYN-BU"), "2021-05-03")
    assert value is not None
    assert value.value_max == pytest.approx(50 * 29 / 2.54, abs=0.01)
    assert "29 BYN from 2021-01-01" in value.source


def test_a_unit_without_a_value_takes_the_money_beside_it():
    value = usd_value(Money(20, 20, "BYN-BU"), "2010-01-01", Money(70, 70, "USD"))
    assert value is not None
    assert (value.value_max, value.source) == (70, "article")
    assert usd_value(Money(20, 20, "BYN-BU"), "2010-01-01") is None
    assert usd_value(Money(20, 20, "KZT-MCI"), "2040-01-01") is None


def test_the_values_of_a_unit_follow_each_other_without_overlap():
    for values in unit_values().values():
        assert all(a.valid_from < a.valid_to < b.valid_from for a, b in pairwise(values))


@pytest.mark.parametrize("date", [None, "1998-01-01", "2031"])
def test_no_rate_no_value(date: str | None):
    assert usd_value(FINE, date) is None


def test_every_rate_has_a_source_and_a_period():
    assert all(rate.source and rate.period[:4].isdigit() and rate.per_usd > 0 for rate in rates().values())


@pytest.mark.parametrize(
    ("name", "adjective", "country", "code"),
    [
        ("ruble", None, None, "RUB"),
        ("ruble", None, "BY", "BYN"),
        ("ruble", "RU", "BY", "RUB"),
        ("dollar", None, "CA", "USD"),
        ("dollar", "CA", None, "CAD"),
        ("$", None, "HK", "USD"),
        ("TL", None, None, "TRY"),
        ("RUR", None, None, "RUB"),
        ("base_unit", None, "BY", "BYN-BU"),
    ],
)
def test_shared_names_are_settled(name: str, adjective: str | None, country: str | None, code: str):
    assert iso_code(name, adjective, country) == code
