"""US-dollar values: the article's own equivalent first, else a dated rate, else none.

`rates.csv` holds units of a currency for one US dollar by `period`, a year (YYYY) or a month (YYYY-MM); a
month goes before its year. The yearly rows are approximate averages of the official rates, entered by hand
to two or three digits: good enough to compare fines of different years, not for accounting. To maintain the
table add rows, with the source of each; a period without a row has no value.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from models.values import Money

USD = "USD"
FROM_ARTICLE = "article"


class UsdValue(Struct, frozen=True):
    """A sum in US dollars, its ends open as in `Money`, and where the rate comes from."""

    value_min: float | None
    value_max: float | None
    source: str  # "article", or the source of the rate with its period


class Rate(Struct, frozen=True):
    """Units of a currency for one US dollar over a period."""

    per_usd: float
    period: str
    source: str


@cache
def rates() -> Mapping[tuple[str, str], Rate]:
    """All rates by (currency, period)."""
    with (Path(__file__).parent / "rates.csv").open(encoding="utf-8", newline="") as handle:
        return {
            (row["currency"], row["period"]): Rate(float(row["per_usd"]), row["period"], row["source"])
            for row in csv.DictReader(handle)
        }


def rate(currency: str, date: str | None) -> Rate | None:
    """The rate of the month, else of the year of `date` (ISO 8601 of any precision); None without one."""
    if not date:
        return None
    return rates().get((currency, date[:7])) or rates().get((currency, date[:4]))


def usd_value(money: Money, date: str | None, equivalent: Money | None = None) -> UsdValue | None:
    """The US-dollar value of a sum at `date` (ISO 8601): as the article says, else by the rate of that time;
    None when there is neither."""
    for stated in (money, equivalent):
        if stated is not None and stated.currency == USD:
            return UsdValue(stated.value_min, stated.value_max, FROM_ARTICLE)
    found = rate(money.currency, date)
    if found is None:
        return None
    low, high = (
        None if v is None else round(v / found.per_usd, 2) for v in (money.value_min, money.value_max)
    )
    return UsdValue(low, high, f"{found.source}, {found.period}")
