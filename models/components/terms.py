"""Penalty terms: spans in the article's words with years, months, days and regime in `doc.spans["terms"]`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span

from models.components.additional import find_additional
from models.components.numbers import read_number
from models.components.spans import register, write_spans
from models.components.term_grammar import UNITS, TermGrammar, term_grammar
from models.values import Term

WINDOW = 60  # characters before a unit in which its number is sought
CONTEXT = 220  # characters before a term in which words of a penalty are sought
LONGEST = {"years": 99, "months": 400, "days": 400, "hours": 1000}
_BREAK = re.compile(r"\n\n")
_STOP = re.compile(r"[.;\n](?!\d)")  # what ends a sentence between two terms


class FoundTerm(Struct, frozen=True, kw_only=True):
    """A penalty term in a text, with the words of its regime."""

    start: int
    end: int
    term: Term


class _Quantity(Struct, frozen=True):
    start: int
    end: int
    unit: str
    low: float
    high: float


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
    return sorted([*terms, *_unitless(text, terms, grammar), *life], key=lambda found: found.start)


def _unitless(text: str, terms: list[FoundTerm], grammar: TermGrammar) -> Iterator[FoundTerm]:
    """The terms of a sentence that leave out the unit of the one before them."""
    starts = [term.start for term in terms[1:]] + [len(text)]
    for term, following in zip(terms, starts if terms else [], strict=True):
        stop = _STOP.search(text, term.end)
        limit = min(stop.start() + 1 if stop else len(text), following)
        for match in grammar.elliptic.finditer(text, term.end, limit):
            value = read_number(match["number"], grammar.lang)
            unit = next((unit for unit in UNITS if getattr(term.term, unit)), None)
            if value is not None and unit is not None and 0 < value <= LONGEST[unit]:
                yield FoundTerm(
                    start=match.start("number"), end=match.end("number"), term=_measured({unit: value})
                )


def main_terms(text: str, lang: str, found: list[FoundTerm]) -> list[FoundTerm]:
    """Without the terms of penalties added to another term of the same sentence ("plus a year of restricted
    freedom"), which are no sentence of their own. Raises NoVocabulary."""
    added = find_additional(text, lang)
    kept: list[FoundTerm] = []
    for term in found:
        inside = next((a for a in added if a.start < term.end and term.start < a.end), None)
        if inside and inside.additional.kind == "ban":
            continue  # how long somebody may not teach is no term, whatever stands beside it
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
