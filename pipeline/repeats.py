"""A sum that an article names again is one sum: one entry each, as with people and charges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.records import Amount, Draft


def without_repeats(amounts: Iterable[Amount], drafts: Iterable[Draft]) -> Iterator[Amount]:
    """The sums in text order. The same money in the same role again is kept only where an incident of its own
    carries it: two people fined 5,000 each in two sentences are two sums, the fine told once more is not."""
    carried = {(d.amount_span.start, d.amount_span.end) for d in drafts if d.amount_span is not None}
    seen: set[tuple[object, ...]] = set()
    for amount in amounts:
        known = {_key(amount)}
        if amount.equivalent is not None:
            known.add(
                (
                    amount.role,
                    amount.equivalent.value_min,
                    amount.equivalent.value_max,
                    amount.equivalent.currency,
                )
            )
        if _key(amount) not in seen or (amount.start, amount.end) in carried:
            yield amount
        seen |= known


def _key(amount: Amount) -> tuple[object, ...]:
    return amount.role, amount.money.value_min, amount.money.value_max, amount.money.currency
