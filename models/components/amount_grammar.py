"""The patterns of money expressions of one language, built once from its word list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from models.components.numbers import numerals
from models.components.patterns import cased, ends_with, starts_with
from models.money.currencies import currencies
from models.vocabulary import either, vocabulary

CLOSED_WITHIN = 30  # characters after "a fine from 5,000 rubles" in which the upper end may be told


class AmountGrammar(Struct, frozen=True):
    """Everything that reading a sum needs to know about a language."""

    lang: str
    anchor: re.Pattern[str]  # a currency; group `sign`, `symbol`, `code`, `prefix` or `word`
    names: tuple[tuple[str, re.Pattern[str]], ...]  # currency name -> its words
    before: re.Pattern[str]  # the number that ends where the currency starts
    after: re.Pattern[str]  # the number that starts where the currency ends
    adjectives: Mapping[str, re.Pattern[str]]  # country -> "Belarusian"
    bounds: Mapping[str, re.Pattern[str]]  # upper_ and lower_before and _after, open_before, reached
    opening: re.Pattern[str]  # "between"
    rising: re.Pattern[str]  # "grew from": two sums, not a range
    joined: re.Pattern[str]  # what stands between the two ends of a range
    each_after: re.Pattern[str]
    each_before: re.Pattern[str]
    total: re.Pattern[str]
    denominated: re.Pattern[str]  # "coins of 1, 2 and": what opens a list of such numbers
    denomination: re.Pattern[str]  # "10-ruble coins": what money is made of, not a sum
    periods: Mapping[str, re.Pattern[str]]
    period_openings: Mapping[str, re.Pattern[str]]
    opened: re.Pattern[str]  # any of them


def _anchor(lang: str) -> re.Pattern[str]:
    table, words = currencies(), vocabulary(lang, "amounts")
    signs = "".join(re.escape(symbol) for symbol in table["symbols"] if len(symbol) == 1)
    longer = [symbol for symbol in table["symbols"] if len(symbol) > 1]
    written = "|".join(re.escape(symbol) + (r"\b" if symbol[-1].isalpha() else "") for symbol in longer)
    code = "|".join([*table["codes"], *table["aliases"]])
    prefix, word = (
        cased(form for forms in words[kind].values() for form in forms) for kind in ("prefixes", "currencies")
    )
    return re.compile(
        rf"(?P<sign>[{signs}])|(?<![^\W\d])(?:(?P<symbol>{written})"
        rf"|(?P<code>{code})(?![A-Za-z])|(?:(?P<prefix>{prefix})|(?P<word>{word}))(?!\w))"
    )


def _names(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = vocabulary(lang, "amounts")
    return tuple(
        (name, re.compile(either(forms), re.IGNORECASE))
        for kind in ("prefixes", "currencies")
        for name, forms in words[kind].items()
    )


def _shares(words: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    bracket = r"\s*(?:[(\[][^)\]]{0,40}[)\]])?\W{0,2}"
    return {
        "each_after": re.compile(rf"{bracket}{either(words['each'])}(?!\w)", re.IGNORECASE),
        "each_before": re.compile(
            rf"(?<!\w){either(words['each_before'])}[^\S\n]+(?:(?!and\b|year|month|week|day|time)[^\W\d]+[^\S\n]+){{0,5}}\Z",
            re.IGNORECASE,
        ),
        "denominated": re.compile(
            rf"(?<!\w){either(words['denominated'])}\s[\d\s,;-]*(?:[^\W\d]{{1,3}}\s)?", re.IGNORECASE
        ),
        "denomination": starts_with(words["denominations"]),
        "total": re.compile(rf"(?<!\w){either(words['total'])}(?!\w)", re.IGNORECASE),
    }


def _opening(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern to search for in what stands before a sum: its sentence opens with one of the words."""
    return re.compile(rf"(?:\A|[.!?\n]\W*){either(words)}\b[^.!?\n]*\Z", re.IGNORECASE)


@cache
def amount_grammar(lang: str) -> AmountGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, number = vocabulary(lang, "amounts"), numerals(lang).expression
    openings: dict[str, list[str]] = words.get("period_openings", {})
    ranges, bounds = words["ranges"], words["bounds"]
    to = rf"(?:\s?[-–—]\s?|\s{either(ranges['between'])}\s)"
    both = rf"(?:{to}|\s(?P<both>{either(ranges['both'])})\s)"
    adjective = (
        rf"(?:(?P<adjective>{either([w for forms in words['adjectives'].values() for w in forms])})\s+)?"
    )
    return AmountGrammar(
        lang=lang,
        anchor=_anchor(lang),
        names=_names(lang),
        before=re.compile(
            rf"(?:(?P<low>{number}){both})?(?P<high>{number})[\s-]{{0,2}}{adjective}\Z", re.IGNORECASE
        ),
        after=re.compile(rf"\s?(?P<low>{number})(?:{to}(?P<high>{number}))?", re.IGNORECASE),
        adjectives={
            country: re.compile(either(forms), re.IGNORECASE)
            for country, forms in words["adjectives"].items()
        },
        bounds={
            name: (ends_with if name.endswith("before") else starts_with)(bounds[name])
            for name in ("upper_before", "lower_before", "open_before", "upper_after", "lower_after")
        }
        | {
            "closed": re.compile(
                rf"[^.;\n]{{0,{CLOSED_WITHIN}}}?(?<!\w){either(ranges['between'])}\s", re.IGNORECASE
            )
        }
        | {"reached": re.compile(rf"(?<!\w){either(bounds['reached'])}\W+(?:\w+\W+)?\Z", re.IGNORECASE)},
        opening=ends_with(ranges["opening"]),
        rising=re.compile(rf"(?<!\w){either(ranges['rising'])}\W+(?:\w+\W+){{0,3}}\Z", re.IGNORECASE),
        joined=re.compile(rf"{to}\Z", re.IGNORECASE),
        **_shares(words["shares"]),
        periods={period: starts_with(forms) for period, forms in words["periods"].items()},
        period_openings={period: _opening(forms) for period, forms in openings.items()},
        opened=_opening([form for forms in openings.values() for form in forms]),
    )
