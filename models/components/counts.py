"""Stated numbers of people and of cases: spans in `doc.spans["counts"]` with the value and its noun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct
from spacy.language import Language
from spacy.tokens import Doc, Span

from models.components.numbers import numerals, read_number
from models.components.patterns import cased, ends_with
from models.components.spans import register, write_spans
from models.values import Count
from models.vocabulary import either, vocabulary

BEHIND = 30  # characters before a number in which "more than" is sought
MOST = 10**8
YEARS = range(1900, 2100)


class FoundCount(Struct, frozen=True, kw_only=True):
    """A number of people or cases in a text; the span holds the number and, if it follows, the noun."""

    start: int
    end: int
    count: Count
    group: str | None  # person, detainee, activist, professional, case, other, or None for a bare number
    noun: str | None  # the noun as written


class CountGrammar(Struct, frozen=True):
    """The patterns of counts of one language."""

    lang: str
    number: re.Pattern[str]
    groups: Mapping[str, re.Pattern[str]]
    noun: re.Pattern[str]  # adjectives and the noun right after a number
    noun_after: re.Pattern[str]
    verb: re.Pattern[str]
    vague: tuple[tuple[re.Pattern[str], int], ...]
    lower: re.Pattern[str]
    hedge: re.Pattern[str]  # "about", "up to"
    month: re.Pattern[str]
    before_month: re.Pattern[str]  # "27 апреля молодого человека" counts nobody
    excluded: re.Pattern[str]


def _special(words: Mapping[str, Any]) -> dict[str, int]:
    return {**words["vague"], **words["collectives"]}


@cache
def count_grammar(lang: str) -> CountGrammar:
    """The grammar of a language. Raises NoVocabulary when it has no word list."""
    words, flags = vocabulary(lang, "counts"), re.IGNORECASE
    number, special = numerals(lang).expression, _special(words)
    nouns = either([form for forms in words["groups"].values() for form in forms])
    to = rf"(?:[–—-]|\s{either(words['ranges'])}\s)"
    adjectives = rf"(?:{either(words['between'])}\s+){{0,{words['most_between']}}}?"
    months = [form for forms in vocabulary(lang, "dates")["months"] for form in forms]
    one = rf"(?:{number}|\b{cased(special)}\b)"
    return CountGrammar(
        lang=lang,
        number=re.compile(
            rf"(?<![\w.,$€£₽№#/-])(?P<first>{one})(?:{to}(?P<second>{number}))?(?![\w%])", flags
        ),
        groups={name: re.compile(either(forms), flags) for name, forms in words["groups"].items()},
        noun=re.compile(rf"\s+(?:of\s+)?{adjectives}(?P<noun>{nouns})(?!\w)", flags),
        noun_after=re.compile(rf"\s+(?P<noun>{nouns})(?!\w)", flags),
        verb=re.compile(rf"\s+(?:also\s+|of\s+them\s+)?{either(words['verbs'])}(?!\w)", flags),
        vague=tuple((re.compile(form, flags), value) for form, value in special.items()),
        lower=ends_with(words["lower"]),
        hedge=ends_with([*words["upper"], *words["about"]]),
        month=ends_with(months),
        before_month=re.compile(rf"\s+{either(months)}(?!\w)", flags),
        excluded=re.compile(rf"[\s-]*{either(words['exclude']['after'])}(?!\w)", flags),
    )


def _value(word: str, grammar: CountGrammar) -> tuple[int, bool] | None:
    """(value, vague) of a number expression; None unless it is a whole number."""
    for pattern, value in grammar.vague:
        if pattern.fullmatch(word):
            return value, len(word) > 0 and value > 10
    number = read_number(word, grammar.lang)
    return (
        (int(number), False) if number is not None and number == int(number) and 0 < number < MOST else None
    )


def _count(match: re.Match[str], grammar: CountGrammar) -> Count | None:
    first = _value(match["first"], grammar)
    if first is None:
        return None
    value, vague = first
    before = match.string[max(0, match.start() - BEHIND) : match.start()]
    second = _value(match["second"], grammar) if match["second"] else None
    if second and value < second[0]:
        return Count(value, second[0])
    if vague or grammar.lower.search(before):
        return Count(value, None, approximate=True)
    hedged = grammar.hedge.search(before)
    return Count(value, value, approximate=bool(hedged))


def _noun(text: str, at: int, grammar: CountGrammar) -> re.Match[str] | None:
    """The noun that a number ending at `at` counts: the last one of "Crimean Tatar activists"."""
    noun = grammar.noun.match(text, at, at + 60)
    while noun and (further := grammar.noun_after.match(text, noun.end())):
        noun = further
    return noun


def _found(match: re.Match[str], grammar: CountGrammar) -> FoundCount | None:
    text, end = match.string, match.end()
    if match["first"].isdigit() and grammar.before_month.match(text, end):
        return None
    noun = _noun(text, end, grammar)
    if noun is None and not _may_stand_alone(match, grammar):
        return None
    count = None if grammar.excluded.match(text, end) else _count(match, grammar)
    if count is None:
        return None
    if noun:
        word = noun["noun"]
        group = next(name for name, pattern in grammar.groups.items() if pattern.fullmatch(word))
        return FoundCount(start=match.start(), end=noun.end(), count=count, group=group, noun=word)
    if _stands_alone(match, count, grammar):
        return FoundCount(start=match.start(), end=end, count=count, group=None, noun=None)
    return None


def _may_stand_alone(match: re.Match[str], grammar: CountGrammar) -> bool:
    """Cheap: a number in digits without a noun needs a verb after it or a word ("about") before it."""
    if not match["first"][0].isdigit() or grammar.verb.match(match.string, match.end()):
        return True
    return match.string[max(0, match.start() - 2) : match.start() - 1].isalpha()


def _stands_alone(match: re.Match[str], count: Count, grammar: CountGrammar) -> bool:
    """A number without a noun counts people as the subject of a verb, after "more than", or as a word that
    only counts people ("шестеро"); a day of a month or a year does not."""
    if not match["first"][0].isdigit():
        collective = any(pattern.fullmatch(match["first"]) for pattern, _ in grammar.vague)
        return collective or bool(grammar.verb.match(match.string, match.end()))
    if count.count_min in YEARS or not (count.approximate or grammar.verb.match(match.string, match.end())):
        return False
    return not grammar.month.search(match.string[max(0, match.start() - BEHIND) : match.start()])


def _candidates(text: str, grammar: CountGrammar) -> Iterator[FoundCount]:
    for match in grammar.number.finditer(text):
        found = _found(match, grammar)
        if found:
            yield found


def find_counts(text: str, lang: str) -> list[FoundCount]:
    """The numbers of people and cases of a text in order: with a noun ("22 activists"), as the subject of a
    verb ("Six were detained"), or a word that only counts people ("шестеро"). Raises NoVocabulary for a
    language without word lists."""
    return list(_candidates(text, count_grammar(lang)))


def _fill(span: Span, found: FoundCount) -> None:
    span._.count, span._.group, span._.noun = found.count, found.group, found.noun


register("count", "group", "noun")


@Language.component("khronika_counts", assigns=["span._.count"])
def counts(doc: Doc) -> Doc:
    """Write `doc.spans["counts"]`. Reads `doc.lang_`."""
    write_spans(doc, "counts", find_counts(doc.text, doc.lang_), _fill)
    return doc
