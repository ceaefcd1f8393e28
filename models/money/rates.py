"""US-dollar values: the article's own equivalent first, else a dated rate, else none.

`rates.csv` holds units of a currency for one US dollar by `period`, a year (YYYY) or a month (YYYY-MM); a
month goes before its year. The yearly rows are approximate averages of the official rates, entered by hand
to two or three digits: good enough to compare fines of different years, not for accounting. To maintain the
table add rows, with the source of each; a period without a row has no value. `units.csv` holds, by day, the
money value of the units of account that fines are set in; it was entered by hand too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from models.values import Money

USD = "USD"
FROM_ARTICLE = "article"
_FOLDER = Path(__file__).parent


class UsdValue(Struct, frozen=True):
    """A sum in US dollars, its ends open as in `Money`, and where the rate comes from."""

    value_min: float | None
    value_max: float | None
    source: str  # "article", or who set the rate, and the value of a unit of account
    date: str | None = None  # period of the rate, YYYY or YYYY-MM; None for the article's own figure


class Rate(Struct, frozen=True):
    """Units of a currency for one US dollar over a period."""

    per_usd: float
    period: str
    source: str


class UnitValue(Struct, frozen=True):
    """What one unit of account is worth between two days (ISO 8601; `valid_to` "" for ever)."""

    value: float
    currency: str
    valid_from: str
    valid_to: str
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


@cache
def rates() -> Mapping[tuple[str, str], Rate]:
    """All rates by (currency, period)."""
    return {
        (row["currency"], row["period"]): Rate(float(row["per_usd"]), row["period"], row["source"])
        for row in _rows("rates.csv")
    }


@cache
def unit_values() -> Mapping[str, tuple[UnitValue, ...]]:
    """The values of every unit of account, oldest first."""
    found: dict[str, list[UnitValue]] = {}
    for row in _rows("units.csv"):
        value = UnitValue(
            float(row["value"]), row["currency"], row["valid_from"], row["valid_to"], row["source"]
        )
        found.setdefault(row["unit"], []).append(value)
    return {unit: tuple(sorted(values, key=lambda v: v.valid_from)) for unit, values in found.items()}


def rate(currency: str, date: str | None) -> Rate | None:
    """The rate of the month, else of the year of `date` (ISO 8601 of any precision); None without one."""
    if not date:
        return None
    return rates().get((currency, date[:7])) or rates().get((currency, date[:4]))


def unit_value(unit: str, date: str | None) -> UnitValue | None:
    """The value of a unit of account at `date` (a year or month counts from its first day); None without one."""
    if not date:
        return None
    day = date[:10] + "-01-01"[len(date[:10]) - len("YYYY") :]
    fitting = (v for v in unit_values().get(unit, ()) if v.valid_from <= day <= (v.valid_to or day))
    return next(fitting, None)


def usd_value(money: Money, date: str | None, equivalent: Money | None = None) -> UsdValue | None:
    """The US-dollar value of a sum at `date` (ISO 8601): as the article says, else by the rate of that time;
    None when there is neither. A unit of account takes the money equivalent first, else its dated value."""
    for stated in (money, equivalent):
        if stated is not None and stated.currency == USD:
            return UsdValue(stated.value_min, stated.value_max, FROM_ARTICLE)
    for stated in (money, equivalent):
        found = _by_rate(stated, date) if stated is not None else None
        if found is not None:
            return found
    return None


def _by_rate(money: Money, date: str | None) -> UsdValue | None:
    unit = unit_value(money.currency, date)
    found = rate(unit.currency if unit else money.currency, date)
    if found is None:
        return None
    per_usd = found.per_usd / (unit.value if unit else 1)
    low, high = (None if v is None else round(v / per_usd, 2) for v in (money.value_min, money.value_max))
    counted = f"; {unit.source}, {unit.value:g} {unit.currency} from {unit.valid_from}" if unit else ""
    return UsdValue(low, high, found.source + counted, found.period)
