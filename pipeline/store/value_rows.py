"""Sums and charges of one report -> rows without the incident; typed values stand at the same characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.records import Amount, Charge, Draft, Extraction, Span
from pipeline.resolve.reports import Report
from pipeline.store.detail_columns import usd_columns
from pipeline.store.rows import Row, cut, sum_columns


def _same_place(start: int, end: int, span: Span | None) -> bool:
    return span is not None and start < span.end and span.start < end


def _equivalent_span(draft: Draft, amounts: Iterable[Amount]) -> Span | None:
    """Where the article gives the sum again in another currency."""
    for amount in amounts:
        if amount.equivalent is not None and _same_place(amount.start, amount.end, draft.amount_span):
            return amount.equivalent_span
    return None


def amount_rows(report: Report, text: str, extraction: Extraction) -> Iterator[Row]:
    """The sum of one report, and the same sum in another currency. Dollars are those of the incident's date,
    else of the publication's."""
    draft = report.draft
    dollars = usd_columns(draft.amount, draft.date or report.published_at, draft.amount_equivalent)
    pairs = (
        (draft.amount, draft.amount_span, False),
        (draft.amount_equivalent, _equivalent_span(draft, extraction.amounts), True),
    )
    for money, span, equivalent in pairs:
        if money is not None:
            yield {
                "report_id": report.key,
                **sum_columns(money),
                "is_equivalent": equivalent,
                "per_person": money.per_person,
                "is_total": money.total,
                "period": money.period,
                **dollars,
                **cut(text, span),
            }


def _typed(draft: Draft, charges: Iterable[Charge]) -> Charge | None:
    for charge in charges:
        if _same_place(charge.start, charge.end, draft.charge_span):
            return charge
        if draft.charge_span is None and draft.charge in (charge.article, charge.text):
            return charge
    return None


def charge_rows(report: Report, text: str, extraction: Extraction) -> Iterator[Row]:
    """The charge of one report, if it gives one."""
    draft = report.draft
    if draft.charge is not None:
        typed = _typed(draft, extraction.charges)
        yield {
            "report_id": report.key,
            "charge": draft.charge,
            "code": typed.code if typed else None,
            "article": typed.article if typed else None,
            "part": typed.part if typed else None,
            "inferred": typed.inferred if typed else None,
            **cut(text, draft.charge_span),
        }
