"""What an article states besides incidents, as rows: totals and practices, and every sum of money.

A sum has its role, which keeps aid and prices from fines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.records import Amount, Article, Claim, Extraction, Span
from pipeline.store.detail_columns import usd_columns
from pipeline.store.rows import cut, short_id, sum_columns

Row = dict[str, Any]


def claim_rows(article: Article, version: int, claims: Iterable[Claim]) -> Iterator[Row]:
    for claim in {(claim.start, claim.end, claim.kind, claim.count): claim for claim in claims}.values():
        yield {
            "claim_id": "k-" + short_id(article.id, claim.start, claim.end, claim.kind, claim.count),
            "article_id": article.id,
            "version": version,
            "kind": claim.kind,
            "count": claim.count,
            "counted": claim.group,
            "place": claim.place,
            "speaker": claim.speaker,
            "as_of": claim.as_of,
            "confidence": claim.confidence,
            **sum_columns(claim.amount),
            **cut(article.text, Span(claim.start, claim.end)),
        }


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
        **usd_columns(money, article.published_at, twin),
        "quote": article.text[amount.start : amount.end],
        "quote_start": amount.start,
        "quote_end": amount.end,
    }
