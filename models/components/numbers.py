"""Numbers as news writes them, digits or words in any case form, to a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from models.components.patterns import cased
from models.vocabulary import either, vocabulary

_TOKEN = re.compile(r"\d[\d.,'’ \u00a0\u202f\u2009]*(?<=\d)|[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
MAX_DIGITS = 15
LARGEST = 1e15  # a larger "number" is a run of number words, not a number


class Numerals(Struct, frozen=True):
    """The number words of one language as a table and as regular expressions without groups."""

    values: Mapping[str, float]
    scales: Mapping[str, float]
    halves: frozenset[str]
    half_joiners: frozenset[str]
    decimal: str  # the decimal mark, where a mark could also group thousands
    digits: str  # one number in digits
    expression: str  # one number in digits or words, with its multiplier
    scaled: re.Pattern[str]  # matches a text that names a multiplier


def _folded(words: Mapping[str, Any]) -> dict[str, float]:
    return {word.translate(_APOSTROPHES): float(value) for word, value in words.items()}


def _spelled(word: str) -> str:
    return word.replace("'", "['’ʼ]").replace("е", "[её]")


def _digits() -> str:
    """Digits with thousand marks (one kind of mark in a number) or a decimal fraction."""
    spaced = "|".join(
        rf"\d{{1,3}}(?:{mark}\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
        for mark in (" ", r"\u00a0", r"\u202f", r"\u2009", "['’]")
    )
    marked = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
    return rf"(?:{spaced}|{marked}|\d{{1,{MAX_DIGITS}}}(?:[.,]\d{{1,4}})?(?!\d))"


def _worded(table: Mapping[str, Any]) -> str:
    """A run of number words: "three and a half million", "від п'ятдесяти тисяч"."""
    word = rf"{cased([*map(_spelled, table['words']), *table['scales']])}\b"
    halves, ones = either(table["halves"]), either(table["ones"])
    start = rf"(?:{halves}(?:\s+{ones})?\s+(?={word})|{ones}\s+(?={either(table['scales'])}\b))"
    joiner = rf"(?:{either(table['joiners'])}\s+)?" if table["joiners"] else ""
    fraction = rf"(?:\s+{either(table['half_joiners'])}(?:\s+{word}|\s+{halves}\b)*)?"
    return rf"\b{start}?{word}(?:[\s-]+{joiner}{word})*{fraction}"


@cache
def numerals(lang: str) -> Numerals:
    """The numerals of a language. Raises NoVocabulary when it has none."""
    table = vocabulary(lang, "numbers")
    digits, short = _digits(), rf"{either(table['short_scales'])}\b\.?"
    scale = rf"(?:[\s-]?{short}|[\s-]{either(table['scales'])}\b)"
    half = rf"(?:\s{either(table['half_joiners'])})?"
    counted = rf"(?<![\d.,]){digits}{half}(?:{scale}+(?:\s{digits}{scale}+)?)?"
    glued = rf"\b{either(table['halves'])}{either(table['scales'])}\b"
    return Numerals(
        values=_folded(table["words"]),
        scales=_folded({**table["scales"], **table["short_scales"]}),
        halves=frozenset(table["halves"]),
        half_joiners=frozenset(table["half_joiners"]),
        decimal=table["decimal"],
        digits=digits,
        expression=rf"(?:{counted}|{glued}|{_worded(table)}(?:\s{short})?)",
        scaled=re.compile(rf"(?:{either(table['scales'])}|{short}|{glued})\W*\Z", re.IGNORECASE),
    )


def read_digits(text: str, decimal: str = ".", *, scaled: bool = False) -> float:
    """The value of a number in digits. Three digits after a lone mark are thousands, except after the
    decimal mark of the language when a multiplier follows ("5,545 млн")."""
    text = text.translate(_SPACES)
    marks = [mark for mark in ",." if mark in text]
    if len(marks) == 2:
        last = max(marks, key=text.rfind)
        whole = text.replace(marks[0] if last == marks[1] else marks[1], "")
        return float(whole.replace(last, "." if whole.count(last) == 1 else ""))
    if not marks:
        return float(text)
    head, _, tail = text.rpartition(marks[0])
    grouped = len(tail) == 3 and head.strip("0,.") != "" and not (scaled and marks[0] == decimal)
    if grouped or marks[0] in head:
        return float(text.replace(marks[0], ""))
    return float(text.replace(marks[0], "."))


class _Sum:
    """Adds up number words from left to right."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current = 0.0
        self.open = False  # something stands in `current`, if only "half"

    def add(self, value: float) -> None:
        self.current += value
        self.open = True

    def scale(self, factor: float) -> None:
        self.current = (self.current if self.open else 1.0) * factor
        self.open = True
        if factor >= 1000:
            self.total += self.current
            self.current, self.open = 0.0, False


def read_number(text: str, lang: str) -> float | None:
    """The value of a number expression ("33 млн 280 тис.", "half a million"); None when there is none."""
    table, sums, seen = numerals(lang), _Sum(), False
    scaled = bool(table.scaled.search(text))
    if any(joiner in text.casefold() for joiner in table.half_joiners):
        text = _with_half(text, table)
    for token in _TOKEN.findall(text):
        word = token.casefold().translate(_APOSTROPHES)
        if word[0].isdecimal():  # not "²", which is a digit but no number
            sums.add(read_digits(token, table.decimal, scaled=scaled))
        elif word in table.halves:
            sums.add(0.5)
        elif word in table.values:
            sums.add(table.values[word])
        elif (factor := _factor(word, table)) is not None:
            sums.scale(factor)
        else:
            continue
        seen = True
    value = sums.total + sums.current
    return value if seen and value <= LARGEST else None


def _with_half(text: str, table: Numerals) -> str:
    """ "three and a half million" as "three half million": halves add up."""
    half = next(iter(table.halves))
    for joiner in table.half_joiners:
        text = re.sub(rf"\b{joiner}(?:\s+{half})?\b", half, text, flags=re.IGNORECASE)
    return text


def _factor(word: str, table: Numerals) -> float | None:
    if word in table.scales:
        return table.scales[word]
    for half in table.halves:  # "полмиллиона"
        if word.startswith(half) and word[len(half) :] in table.scales:
            return 0.5 * table.scales[word[len(half) :]]
    return None


def trailing_scale(text: str, lang: str) -> float:
    """The multiplier that a number expression ends with ("2,5 млн": 1e6); 1 when it ends with none."""
    table, scale = numerals(lang), 1.0
    for token in reversed(_TOKEN.findall(text)):
        factor = _factor(token.casefold().translate(_APOSTROPHES), table)
        if factor is None:
            break
        scale *= factor
    return scale
