"""Numbers of a text that may count people, cases or events: digits, words and collectives in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from models.components.numbers import numerals, read_number
from models.vocabulary import either, vocabulary

VALUES = ("amounts", "dates", "terms", "charges")
MOST = 10**8
YEARS = range(1900, 2100)
BESIDE = 24  # characters around a number in which a unit or a label stands


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral that may count something: its characters, its value, and its last token."""

    start: int
    end: int
    value: int
    token: Token


@dataclass(frozen=True, slots=True)
class NumberGrammar:
    """The numerals of one language, and what shows that a number counts nobody."""

    lang: str
    number: re.Pattern[str]
    collectives: tuple[tuple[re.Pattern[str], int], ...]
    unit_after: re.Pattern[str]
    label_before: re.Pattern[str]


@cache
def number_grammar(lang: str) -> NumberGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, flags = vocabulary(lang, "claims"), re.IGNORECASE
    collectives = vocabulary(lang, "counts")["collectives"]
    one = rf"(?:{numerals(lang).expression}|\b{either(collectives)}\b)"
    return NumberGrammar(
        lang=lang,
        number=re.compile(rf"(?<![\w.,:/№#$€£₽-])(?P<number>{one})(?![\w%/]|[.,:-]\d)", flags),
        collectives=tuple((re.compile(form, flags), value) for form, value in collectives.items()),
        unit_after=re.compile(rf"[\s-]*{either(words['units'])}(?!\w)", flags),
        label_before=re.compile(rf"(?<!\w){either(words['labels'])}[\s(]?\Z", flags),
    )


def numbers(doc: Doc) -> Iterator[Number]:
    """Numbers above one outside dates, sums, terms and articles, that no unit or label stands beside."""
    grammar = number_grammar(doc.lang_)
    taken = {i for key in VALUES for s in doc.spans.get(key, ()) for i in range(s.start, s.end)}
    text = doc.text
    for match in grammar.number.finditer(text):
        start, end = match.span("number")
        value = _value(match["number"], grammar)
        span = doc.char_span(start, end, alignment_mode="expand")
        if value is None or span is None or any(token.i in taken for token in span):
            continue
        number = Number(start, end, value, span[-1])
        labelled = grammar.label_before.search(text[max(0, start - BESIDE) : start])
        if not labelled and not grammar.unit_after.match(text, end) and not _is_year(number, doc):
            yield number


def _is_year(number: Number, doc: Doc) -> bool:
    """Four digits of a year count only with their noun ("2014 people")."""
    if number.value not in YEARS or len(number.token) != 4:
        return False
    return not any(s.start <= number.token.i < s.end and s._.noun for s in doc.spans.get("counts", ()))


def _value(word: str, grammar: NumberGrammar) -> int | None:
    for pattern, value in grammar.collectives:
        if pattern.fullmatch(word):
            return value
    number = read_number(word, grammar.lang)
    return int(number) if number is not None and number == int(number) and 1 < number < MOST else None
