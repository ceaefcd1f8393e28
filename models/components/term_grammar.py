"""The patterns of penalty terms of one language, made from its word list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from models.components.numbers import numerals
from models.components.patterns import ends_with, starts_with
from models.vocabulary import either, vocabulary

UNITS = ("years", "months", "days", "hours")


class TermGrammar(Struct, frozen=True):
    """The patterns of terms of one language."""

    lang: str
    unit: re.Pattern[str]
    before: re.Pattern[str]  # the number or numbers that end where the unit starts
    shared: re.Pattern[str]  # "19, 18 and" before "12 years": more numbers of the same unit
    ranged: re.Pattern[str]  # "between", after which two numbers are one range
    number: re.Pattern[str]
    elliptic: re.Pattern[str]  # ", Y 12" after "X got 14 years": the unit goes without saying
    gap: re.Pattern[str]  # between the years and the months of one term
    opening: re.Pattern[str]  # "from", "up to"
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    regimes: Mapping[str, re.Pattern[str]]
    life: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    cues: re.Pattern[str]
    listed: re.Pattern[str]  # "Name – 19 years"
    heading: re.Pattern[str]  # "13 days: Name, Name"


@cache
def term_grammar(lang: str) -> TermGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, number, flags = vocabulary(lang, "terms"), numerals(lang).expression, re.IGNORECASE
    units = "|".join(rf"(?P<{unit}>{either(words['units'][unit])})" for unit in UNITS)
    to = rf"(?:\s?[–—-]\s?|\s{either(words['ranges'])}\s)"
    regimes = {name: re.compile(either(forms), flags) for name, forms in words["regimes"].items()}
    heads = either([form for forms in words["regimes"].values() for form in forms])
    between = either(words["tail"]["between"])
    tail = rf"(?:\s*,)?(?:\s+{between})*[\s-]+{heads}(?!\w)"
    return TermGrammar(
        lang=lang,
        unit=re.compile(rf"(?<![^\W\d])(?:{units})(?!\w)", flags),
        before=re.compile(rf"(?:(?P<low>{number}){to})?(?P<high>{number})[\s-]{{1,2}}\Z", flags),
        shared=re.compile(
            rf"(?<![\w.,])(?P<others>(?:{number},\s+)*{number})\s+{either(words['joiners'])}\s+\Z", flags
        ),
        ranged=re.compile(rf"(?<!\w){either(words['between'])}\s+\Z", flags),
        number=re.compile(number, flags),
        elliptic=re.compile(
            rf"(?:{words['elliptic']})(?P<number>(?i:{number}))(?=\s*(?:[,;.)\n]|\Z)|\s+{either(words['joiners'])}\s)"
        ),
        gap=re.compile(rf"(?:\s*,)?\s*(?:{either(words['joiners'])}\s+)?", flags),
        opening=re.compile(rf"(?<!\w){either(words['before'])}\s+\Z", flags),
        lead=re.compile(rf"(?<!\w){either(words['lead']['words'])}\s+\Z", flags),
        tail=re.compile(rf"(?:{tail})(?:{tail})?", flags),
        regimes=regimes,
        life=re.compile(rf"(?<!\w){either(words['regimes']['life'])}(?!\w)", flags),
        not_after=starts_with(words["excluded"]["after"]),
        not_before=ends_with(words["excluded"]["before"]),
        cues=re.compile(rf"(?<!\w){either(words['excluded']['cues'])}(?!\w)", flags),
        listed=re.compile(r"[–—:-]\s+\Z"),
        heading=re.compile(r"\s?[:–—]\s"),
    )
