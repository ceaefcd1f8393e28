"""Sums of money: spans with value, currency and role in `doc.spans["amounts"]`.

price-parser reads one price out of a shop's string and knows neither ranges, nor multipliers, nor words,
and Babel formats money but does not find it; so the expressions are read here, anchored on the currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span

from models.components.amount_grammar import AmountGrammar, amount_grammar
from models.components.amount_links import FoundAmount, joined_ranges, linked
from models.components.amount_roles import amount_role
from models.components.numbers import read_number, trailing_scale
from models.components.spans import register, write_spans
from models.money.currencies import SUBUNITS, is_shared, iso_code
from models.places.country import country_of
from models.values import Money

WINDOW = 90  # characters before a currency in which its number is sought
END_DOT = re.compile(r"\.(?=\s+[A-ZА-ЯІЇЄҐ«\"“]|\s*\Z)")
THOUSAND = 1000
LONGEST_NAME = 48  # characters, more than any currency's words take
BESIDE = 4  # characters before them that their patterns look back at
AROUND = 60  # characters in which words about a sum ("at least", "each", "a month") are sought
NEXT_TO = 32  # characters before a sum in which the words of its bounds ("no less than") fit
SENTENCE = 160  # characters before a sum in which its sentence may open


class _Numbers(Struct, frozen=True):
    """The number or numbers written before or after one currency."""

    start: int
    end: int
    values: tuple[float, ...]
    separate: bool = False  # "30 and 35 thousand": two sums
    adjective: str | None = None


def _pair(low: str | None, high: str, lang: str) -> tuple[float, ...]:
    """The ends of a range; the left one shares the multiplier of the right one ("10-15 thousand")."""
    top = read_number(high, lang)
    bottom = read_number(low, lang) if low else None
    if top is None or (low and bottom is None):
        return ()
    if bottom is None:
        return (top,)
    factor = trailing_scale(high, lang)
    if trailing_scale(low or "", lang) < THOUSAND <= factor and bottom < top / factor:
        bottom *= factor
    return (bottom, top)


def _before(text: str, at: int, floor: int, grammar: AmountGrammar) -> _Numbers | None:
    left = max(floor, at - WINDOW)
    match = grammar.before.search(text[left:at])
    if match is None:
        return None
    values = _pair(match["low"], match["high"], grammar.lang)
    start = match.start("low" if match["low"] else "high")
    if len(values) == 2 and values[0] > values[1] and not match["both"]:
        values, start = values[1:], match.start("high")
    separate = bool(match["both"]) and not grammar.opening.search(
        text[max(floor, left + start - AROUND) : left + start]
    )
    return (
        _Numbers(left + start, at, values, separate, _adjective(match["adjective"], grammar))
        if values
        else None
    )


def _adjective(word: str | None, grammar: AmountGrammar) -> str | None:
    if not word:
        return None
    return next((c for c, pattern in grammar.adjectives.items() if pattern.fullmatch(word)), None)


def _after(text: str, at: int, grammar: AmountGrammar) -> _Numbers | None:
    match = grammar.after.match(text, at, at + WINDOW)
    if match is None:
        return None
    values = (
        _pair(match["low"], match["high"], grammar.lang)
        if match["high"]
        else _pair(None, match["low"], grammar.lang)
    )
    end = match.end("high" if match["high"] else "low")
    if len(values) == 2 and values[0] > values[1]:
        values, end = values[:1], match.end("low")
    return _Numbers(at, end, values) if values else None


def _bounds(
    low: float, high: float, before: str, after: str, grammar: AmountGrammar
) -> tuple[float | None, float | None]:
    """Open the lower end after "up to", the upper end after "at least". Where words of both kinds fit
    ("no more than" ends with "more than"), the longer ones are meant."""
    near_by = max(0, len(before) - NEXT_TO)
    lower, upper, open_end = (
        grammar.bounds[kind].search(before, near_by)
        for kind in ("lower_before", "upper_before", "open_before")
    )
    if lower and upper:
        lower, upper = (lower, None) if lower.start() < upper.start() else (None, upper)
    if open_end and grammar.bounds["closed"].match(after):
        open_end = None
    if lower or open_end or grammar.bounds["lower_after"].match(after):
        return low, None
    reached = upper and grammar.bounds["reached"].search(before[: upper.start()])
    if (upper and not reached) or grammar.bounds["upper_after"].match(after):
        return None, high
    return low, high


def _money(
    values: tuple[float, ...], currency: str, text: str, span: tuple[int, int], grammar: AmountGrammar
) -> Money:
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    low, high = values[0], values[-1]
    bottom, top = _bounds(low, high, before, after, grammar) if low == high else (low, high)
    return Money(
        value_min=bottom,
        value_max=top,
        currency=currency,
        per_person=bool(grammar.each_after.match(after) or grammar.each_before.search(before)),
        total=bool(grammar.total.search(before[-25:]) or grammar.total.match(after.lstrip(" ,"))),
        period=_period(text[max(0, start - SENTENCE) : start], after, grammar),
    )


def _period(before: str, after: str, grammar: AmountGrammar) -> str | None:
    """Named right after the sum, or by the words that open its sentence."""
    named = (period for period, pattern in grammar.periods.items() if pattern.match(after))
    found = next(named, None)
    if found or not grammar.opened.search(before):
        return found
    return next(period for period, pattern in grammar.period_openings.items() if pattern.search(before))


def _read(text: str, grammar: AmountGrammar, country: str | None) -> Iterator[FoundAmount]:
    done, lazy = 0, country
    coins = [match.span() for match in grammar.denominated.finditer(text)]
    for match in grammar.anchor.finditer(text):
        if match.start() < done:
            continue
        group = match.lastgroup or "symbol"
        name = _name(text, match.start(), grammar) if group in ("prefix", "word") else match.group()
        numbers = _numbers(text, match, group, done, grammar) if name else None
        if numbers is None or grammar.denomination.match(text, match.end(), match.end() + AROUND):
            continue
        if any(start < numbers.start <= end for start, end in coins):
            continue
        if lazy is None and is_shared(name):
            lazy = country_of(text) or ""
        currency = iso_code(name, numbers.adjective, lazy)
        unit = SUBUNITS.get(name, ("", 1))[1]
        start, end = min(numbers.start, match.start()), max(numbers.end, match.end())
        if END_DOT.match(text, end - 1):  # the dot of "грн." that ends the sentence
            end -= 1
        done = end
        values = tuple(round(value / unit, 2) for value in numbers.values)
        for part in [(value,) for value in values] if numbers.separate else [values]:
            yield FoundAmount(start=start, end=end, money=_money(part, currency, text, (start, end), grammar))


def _name(text: str, at: int, grammar: AmountGrammar) -> str:
    """The currency at `at` whose words cover most of the text ("somoni" is no "som")."""
    start = max(0, at - BESIDE)
    return _longest_name(text[start : at + LONGEST_NAME], at - start, grammar.lang)


@lru_cache(maxsize=4096)
def _longest_name(window: str, at: int, lang: str) -> str:
    """Cached, since one text repeats its currency, and every name of every currency has to be tried."""
    names = amount_grammar(lang).names
    return max((match.end(), name) for name, pattern in names if (match := pattern.match(window, at)))[1]


def _numbers(
    text: str, match: re.Match[str], group: str, floor: int, grammar: AmountGrammar
) -> _Numbers | None:
    """Prefixes stand before their number; symbols and codes on either side, before it where both fit."""
    if group == "word":
        return _before(text, match.start(), floor, grammar)
    found = _after(text, match.end(), grammar)
    return found or (None if group == "prefix" else _before(text, match.start(), floor, grammar))


def find_amounts(text: str, lang: str, country: str | None = None) -> list[FoundAmount]:
    """All sums of a text in order, equivalents joined, roles told. `country` (ISO 3166) settles shared
    currency names ("rubles"); when None it is told from the text. Raises NoVocabulary for a language
    without word lists."""
    grammar = amount_grammar(lang)
    found = linked(text, joined_ranges(text, list(_read(text, grammar, country)), grammar), lang)
    roles = [amount_role(text, item.start, item.end, lang) for item in found]
    return [
        replace(item, role=roles[index if item.equivalent_of is None else item.equivalent_of])
        for index, item in enumerate(found)
    ]


def _fill(span: Span, amount: FoundAmount) -> None:
    span._.money, span._.amount_role = amount.money, amount.role
    span._.equivalent, span._.equivalent_of = amount.equivalent, amount.equivalent_of


register("money", "amount_role", "equivalent", "equivalent_of")


@Language.component("khronika_amounts", assigns=["span._.money", "span._.amount_role"])
def amounts(doc: Doc) -> Doc:
    """Write `doc.spans["amounts"]`. Reads `doc.lang_` and, if set, `doc.user_data["country"]`."""
    write_spans(doc, "amounts", find_amounts(doc.text, doc.lang_, doc.user_data.get("country")), _fill)
    return doc
