"""Every sum of money of an article as a row, whatever it is for: its role keeps aid and prices from fines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.records import Amount, Article, Extraction

Row = dict[str, Any]


def article_amount_rows(article: Article, version: int, extraction: Extraction) -> Iterator[Row]:
    """One row a sum; the same sum in another currency stands in the same row."""
    return (_row(article, version, amount) for amount in extraction.amounts)


def _row(article: Article, version: int, amount: Amount) -> Row:
    money, twin = amount.money, amount.equivalent
    return {
        "article_id": article.id,
        "version": version,
        "role": amount.role,
        "value_min": money.value_min,
        "value_max": money.value_max,
        "currency": money.currency,
        "per_person": money.per_person,
        "is_total": money.total,
        "period": money.period,
        "equivalent_min": twin.value_min if twin else None,
        "equivalent_max": twin.value_max if twin else None,
        "equivalent_currency": twin.currency if twin else None,
        "quote": article.text[amount.start : amount.end],
        "quote_start": amount.start,
        "quote_end": amount.end,
    }
