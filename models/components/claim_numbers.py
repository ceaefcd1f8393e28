"""Numbers of a text that may count people, cases or events: digits, words and collectives in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from models.components.numbers import numerals, read_number
from models.components.texts import text_of
from models.vocabulary import either, vocabulary

VALUES = ("amounts", "dates", "terms", "charges")
MOST = 10**8
YEARS = range(1900, 2100)
BESIDE = 24  # characters around a number in which a unit or a label stands
BRACKET = 80  # characters before a number in which its bracket opens


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
    part: re.Pattern[str]  # "(70, including 45 women)", "(7 of them women)": a part of another number
    part_after: re.Pattern[str]


@cache
def number_grammar(lang: str) -> NumberGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, flags = vocabulary(lang, "claims"), re.IGNORECASE
    collectives = vocabulary(lang, "counts")["collectives"]
    one = rf"(?:{numerals(lang).expression}|\b{either(collectives)}\b)"
    joined = rf"(?:,\s|[–—]|\s{either(words['joiners'])}\s)"
    ordinal = rf"(?!\d+{either(words['ordinals'])}\b)" if words["ordinals"] else ""
    return NumberGrammar(
        lang=lang,
        number=re.compile(
            rf"(?<![\w.,:/№#$€£₽×-]){ordinal}(?P<number>{one})(?![\w%/×]|[.,:]\d|[-‑]\w)", flags
        ),
        collectives=tuple((re.compile(form, flags), value) for form, value in collectives.items()),
        unit_after=re.compile(rf"(?:{joined}{one})?[\s-]*{either(words['units'])}(?!\w)", flags),
        label_before=re.compile(rf"(?<!\w){either(words['labels'])}[\s(]?(?:\d[\d.]*{joined})*\Z", flags),
        part=re.compile(rf"(?<!\w){either(words['parts'])}(?!\w)", flags),
        part_after=re.compile(rf"\s{either(words['parts'])}(?!\w)", flags),
    )


def numbers(doc: Doc) -> Iterator[Number]:
    """Numbers above one outside dates, sums, terms and articles, that no unit or label stands beside."""
    grammar = number_grammar(doc.lang_)
    taken = {i for key in VALUES for s in doc.spans.get(key, ()) for i in range(s.start, s.end)}
    text = text_of(doc)
    for match in grammar.number.finditer(text):
        start, end = match.span("number")
        value = _value(match["number"], grammar)
        span = doc.char_span(start, end, alignment_mode="expand")
        if value is None or span is None or any(token.i in taken for token in span):
            continue
        number = Number(start, end, value, span[-1])
        if not _labelled(number, text, grammar) and not _is_year(number, doc):
            yield number


def _labelled(number: Number, text: str, grammar: NumberGrammar) -> bool:
    """A unit or a label stands beside it, or it breaks down another number in brackets."""
    before = text[max(0, number.start - BESIDE) : number.start]
    if grammar.label_before.search(before) or grammar.unit_after.match(text, number.end):
        return True
    opened = text.rfind("(", max(0, number.start - BRACKET), number.start)
    if opened < 0 or ")" in text[opened : number.start]:
        return False
    return bool(grammar.part.search(text, opened, number.start) or grammar.part_after.match(text, number.end))


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
