"""Penalty terms: spans in the article's words with years, months, days and regime in `doc.spans["terms"]`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span

from models.components.additional import find_additional
from models.components.numbers import numerals, read_number
from models.components.patterns import ends_with, starts_with
from models.components.spans import register, write_spans
from models.values import Term
from models.vocabulary import either, vocabulary

WINDOW = 60  # characters before a unit in which its number is sought
CONTEXT = 220  # characters before a term in which words of a penalty are sought
UNITS = ("years", "months", "days", "hours")
LONGEST = {"years": 99, "months": 400, "days": 400, "hours": 1000}
_BREAK = re.compile(r"\n\n")
_STOP = re.compile(r"[.;\n](?!\d)")  # what ends a sentence between two terms


class FoundTerm(Struct, frozen=True, kw_only=True):
    """A penalty term in a text, with the words of its regime."""

    start: int
    end: int
    term: Term


class TermGrammar(Struct, frozen=True):
    """The patterns of terms of one language."""

    lang: str
    unit: re.Pattern[str]
    before: re.Pattern[str]  # the number or numbers that end where the unit starts
    shared: re.Pattern[str]  # "19, 18 and" before "12 years": more numbers of the same unit
    ranged: re.Pattern[str]  # "between", after which two numbers are one range
    number: re.Pattern[str]
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


class _Quantity(Struct, frozen=True):
    start: int
    end: int
    unit: str
    low: float
    high: float


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


def _quantities(text: str, grammar: TermGrammar) -> Iterator[_Quantity]:
    floor = 0
    for match in grammar.unit.finditer(text):
        left, floor = max(floor, match.start() - WINDOW), match.end()
        number = grammar.before.search(text[left : match.start()])
        if number is None or text[match.end() : match.end() + 4].lower() == "-old":
            continue
        high = read_number(number["high"], grammar.lang)
        low = read_number(number["low"], grammar.lang) if number["low"] else high
        unit = match.lastgroup or "years"
        if high is None or low is None or not 0 < high <= LONGEST[unit]:
            continue
        start = left + number.start("low" if number["low"] and low <= high else "high")
        others = [] if number["low"] else list(_sharing(text, left, start, unit, grammar))
        if others and grammar.ranged.search(text[left : others[0].start]):
            yield _Quantity(others[0].start, match.end(), unit, others[0].low, high)
            continue
        yield from others
        yield _Quantity(start, match.end(), unit, min(low, high), high)


def _sharing(text: str, left: int, start: int, unit: str, grammar: TermGrammar) -> Iterator[_Quantity]:
    """The first numbers of "got 19, 18 and 12 years": terms of their own, whose unit stands with the last."""
    found = grammar.shared.search(text[left:start])
    if found is None:
        return
    first = left + found.start("others")
    for other in grammar.number.finditer(found["others"]):
        value = read_number(other.group(), grammar.lang)
        if value is not None and 0 < value <= LONGEST[unit]:
            yield _Quantity(first + other.start(), first + other.end(), unit, value, value)


def _merged(text: str, grammar: TermGrammar) -> Iterator[list[_Quantity]]:
    """Quantities that make up one term: "3 years and 5 months"."""
    parts: list[_Quantity] = []
    for quantity in _quantities(text, grammar):
        last = parts[-1] if parts else None
        gap = text[last.end : quantity.start] if last and last.end <= quantity.start else "?"
        if last and UNITS.index(quantity.unit) > UNITS.index(last.unit) and grammar.gap.fullmatch(gap):
            parts.append(quantity)
            continue
        if parts:
            yield parts
        parts = [quantity]
    if parts:
        yield parts


def _regime(words: str, grammar: TermGrammar) -> tuple[str | None, bool]:
    """(name of the regime, suspended) of the words around a term."""
    named = [name for name, pattern in grammar.regimes.items() if pattern.search(words)]
    suspended = "suspended" in named
    regimes = [name for name in named if name not in ("suspended", "sentence", "life")]
    return (regimes[0] if regimes else None), suspended


def _measured(units: Mapping[str, float]) -> Term:
    return Term(
        years=units.get("years", 0),
        months=units.get("months", 0),
        days=units.get("days", 0),
        hours=units.get("hours", 0),
    )


def _term(text: str, parts: list[_Quantity], grammar: TermGrammar) -> FoundTerm | None:
    start, end = parts[0].start, parts[-1].end
    opening = grammar.opening.search(text, max(0, start - 30), start)
    lead = grammar.lead.search(text, max(0, start - 60), opening.start() if opening else start)
    tail = grammar.tail.match(text, end)
    full_start = lead.start() if lead else opening.start() if opening else start
    if not (lead or tail) and not _penal(text, full_start, end, grammar):
        return None
    full_end = tail.end() if tail else end
    regime, suspended = _regime(text[full_start:full_end], grammar)
    low = _measured({part.unit: part.low for part in parts})
    if any(part.high > part.low for part in parts):
        low = replace(low, high=_measured({part.unit: part.high for part in parts}))
    low = replace(low, regime=regime, suspended=suspended)
    return FoundTerm(start=full_start, end=full_end, term=low)


def _penal(text: str, start: int, end: int, grammar: TermGrammar) -> bool:
    """A bare duration is a term when words of a penalty stand before it or after it in its paragraph."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT // 3]
    if grammar.not_after.match(after) or grammar.not_before.search(before):
        return False
    opens = not before.rstrip(" ") or before.endswith("\n")
    if grammar.heading.match(after) if opens else grammar.listed.search(before):
        return True
    first = start if opens else start - len(_BREAK.split(before)[-1])
    cues = _cue_starts(text, grammar.lang)
    at = bisect_left(cues, first)
    return at < len(cues) and cues[at] < end + len(_BREAK.split(after)[0])


@lru_cache(maxsize=4)
def _cue_starts(text: str, lang: str) -> tuple[int, ...]:
    """Where the words of a penalty start in a text; found once, however many terms it names."""
    return tuple(match.start() for match in term_grammar(lang).cues.finditer(text))


def find_terms(text: str, lang: str) -> list[FoundTerm]:
    """The penalty terms of a text in order. Raises NoVocabulary for a language without word lists."""
    grammar = term_grammar(lang)
    terms = [term for parts in _merged(text, grammar) if (term := _term(text, parts, grammar))]
    life = [
        FoundTerm(start=match.start(), end=match.end(), term=Term(life=True))
        for match in grammar.life.finditer(text)
    ]
    return sorted([*terms, *life], key=lambda found: found.start)


def main_terms(text: str, lang: str, found: list[FoundTerm]) -> list[FoundTerm]:
    """Without the terms of penalties added to another term of the same sentence ("plus a year of restricted
    freedom"), which are no sentence of their own. Raises NoVocabulary."""
    added = find_additional(text, lang)
    kept: list[FoundTerm] = []
    for term in found:
        inside = next((a for a in added if a.start < term.end and term.start < a.end), None)
        between = (
            text[kept[-1].end : inside.start] if inside and kept and kept[-1].end <= inside.start else "."
        )
        if not inside or _STOP.search(between):
            kept.append(term)
    return kept


def _fill(span: Span, found: FoundTerm) -> None:
    span._.term = found.term


register("term")


@Language.component("khronika_terms", assigns=["span._.term"])
def terms(doc: Doc) -> Doc:
    """Write `doc.spans["terms"]`. Reads `doc.lang_`."""
    found = main_terms(doc.text, doc.lang_, find_terms(doc.text, doc.lang_))
    write_spans(doc, "terms", found, _fill)
    return doc
