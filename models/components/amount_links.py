"""Sums that belong together: the two ends of a range, and a sum told again in another currency."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from models.components.amount_grammar import AmountGrammar
from models.money.currencies import is_unit_of_account
from models.values import AmountRole, Money
from models.vocabulary import either, vocabulary


class FoundAmount(Struct, frozen=True, kw_only=True):
    """A sum in a text. `equivalent_of` is the index, in the same list, of the sum that this one explains."""

    start: int
    end: int
    money: Money
    role: AmountRole = "other"
    equivalent: Money | None = None
    equivalent_of: int | None = None


def joined_ranges(text: str, found: list[FoundAmount], grammar: AmountGrammar) -> list[FoundAmount]:
    """ "Shs 100,000 to Shs 200,000" as one range; "grew from $5 to $6" stays two sums."""
    joined: list[FoundAmount] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and _is_change(text, last, item):  # "100 rubles and 50 kopecks"
            value = round((last.money.value_max or 0) + (item.money.value_max or 0), 2)
            money = replace(last.money, value_min=value, value_max=value)
            joined[-1] = replace(last, end=item.end, money=money)
        elif last and _is_range(text, last, item, grammar):
            money = replace(last.money, value_max=item.money.value_max)
            joined[-1] = replace(last, end=item.end, money=money)
        else:
            joined.append(item)
    return joined


def _is_change(text: str, left: FoundAmount, right: FoundAmount) -> bool:
    """Kopecks after roubles: the same currency, below one, with at most a conjunction between."""
    gap = text[left.end : right.start]
    whole = left.money.value_max or 0
    return (
        left.money.currency == right.money.currency
        and 0 < (right.money.value_max or 0) < 1 <= whole
        and whole == int(whole)
        and len(gap) <= len(" and ")
        and gap[:1] == " "
    )


def _is_range(text: str, left: FoundAmount, right: FoundAmount, grammar: AmountGrammar) -> bool:
    low, high = left.money, right.money
    if low.currency != high.currency or low.value_min != low.value_max or high.value_max is None:
        return False
    if low.value_max is None or low.value_max >= high.value_max or left.end > right.start:
        return False
    return bool(
        grammar.joined.match(text[left.end : right.start])
        and not grammar.rising.search(text[max(0, left.start - 60) : left.start])
    )


@cache
def _gaps(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between a sum and its equivalent, and between two equivalents of one sum."""
    words = vocabulary(lang, "amounts")["equivalents"]
    hedges = rf"(?:{either(words['hedges'])}\s*)*"
    first = (
        rf"\s*(?:[^\W\d]+\.?\s*){{0,2}}[(\[]\s*(?:{either(words['linked_by'])}\s*)?{hedges}"
        rf"|\s*(?:[^\W\d]+(?=,))?[,–—-]?\s*{either(words['linked_by'])}\s*{hedges}|\s*/\s*|\s*=\s*|\s*[,–—]\s*{either(words['hedges'])}\s*{hedges}"
    )
    return (
        re.compile(rf"(?:{first})\Z", re.IGNORECASE),
        re.compile(rf"\s*(?:[/,;]|{either(words['linked_by'])})\s*{hedges}\Z", re.IGNORECASE),
    )


def linked(text: str, found: list[FoundAmount], lang: str) -> list[FoundAmount]:
    """The same sums, each equivalent pointing at the sum it explains, each explained sum holding its first
    equivalent. A unit of account ("20 base units [BYN 580]") is always the equivalent of the money."""
    result, main = list(found), -1
    first, next_ = _gaps(lang)
    for index, item in enumerate(found):
        previous = found[index - 1] if index else None
        if previous is None or previous.money.currency == item.money.currency:
            main = index
            continue
        gap = text[previous.end : item.start] if previous.end <= item.start else "?"
        if main == index - 1 and first.match(gap):
            main = _join(result, main, index)
        elif main < index - 1 and next_.match(gap):
            _join(result, main, index)
        else:
            main = index
    return result


def _join(result: list[FoundAmount], main: int, index: int) -> int:
    """Make sum `index` an equivalent of sum `main`, or the other way round; returns the main one."""
    if is_unit_of_account(result[main].money.currency) and result[main].equivalent is None:
        main, index = index, main
    explained = result[main]
    if explained.equivalent is None:
        result[main] = replace(explained, equivalent=result[index].money)
    result[index] = replace(result[index], equivalent_of=main)
    return main
