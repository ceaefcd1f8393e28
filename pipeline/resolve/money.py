"""Whether the sums of two reports are one sum."""

from __future__ import annotations

from models.values import Money
from pipeline.records import Draft


def _stated(draft: Draft) -> list[Money]:
    return [money for money in (draft.amount, draft.amount_equivalent) if money is not None]


def _overlap(first: Money, second: Money) -> bool:
    """Whether two sums of one currency are equal within rounding (one in fifty)."""
    low = max(value for value in (first.value_min, second.value_min, 0.0) if value is not None)
    infinite = float("inf")
    high = min(infinite if money.value_max is None else money.value_max for money in (first, second))
    return low <= high * 1.02


def same_sum(first: Money, second: Money) -> bool:
    """Whether two sums of one kind (each, together) and currency overlap within rounding."""
    kind = first.currency == second.currency and first.per_person == second.per_person
    return kind and first.total == second.total and _overlap(first, second)


def same_money(first: Draft, second: Draft) -> bool | None:
    """True: one sum, by any currency that both give; False: two; None: cannot be compared.

    A sum for everybody together and a sum each are not compared: both may be right.
    """
    one, other = _stated(first), _stated(second)
    pairs = [
        (a, b)
        for a in one
        for b in other
        if a.currency == b.currency and a.per_person == b.per_person and a.total == b.total
    ]
    return any(_overlap(a, b) for a, b in pairs) if pairs else None
