"""What a court adds to a term: restricted freedom, bans, loss of rank, confiscation, the first years in prison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc, Span

from models.components.numbers import read_number
from models.components.patterns import cased
from models.components.triggers import Trigger
from models.values import Additional, Term
from models.vocabulary import either, vocabulary

PENALTIES = frozenset({"sentence", "administrative_arrest", "fine", "conviction"})
_REST = r"[^,.;:()\n]{2,90}?"
_UNITS = ("years", "months", "days", "hours")


class FoundAdditional(Struct, frozen=True, kw_only=True):
    """An added penalty in a text, characters `start` to `end`."""

    start: int
    end: int
    additional: Additional


@cache
def _number(lang: str) -> str:
    """A length as courts give it: at most three digits or two words."""
    words = cased(vocabulary(lang, "numbers")["words"])
    return rf"(?:\d{{1,3}}(?:[.,]\d)?|{words}(?:[\s-]{words})?)(?![\w.,]*\d)"


@cache
def _duration(lang: str) -> re.Pattern[str]:
    """A number with its unit; "the first 4" leaves the unit out."""
    table = vocabulary(lang, "terms")["units"]
    units = "|".join(rf"(?P<{unit}>{either(table[unit])})" for unit in _UNITS)
    return re.compile(rf"(?<!\w)(?P<number>{_number(lang)})(?:[\s-]+(?:{units})(?!\w))?", re.IGNORECASE)


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    units = either(form for unit in _UNITS for form in vocabulary(lang, "terms")["units"][unit])
    term = rf"{_number(lang)}(?:[\s-]+{units}(?!\w))?"
    end = r"(?=\s*(?:[,.;:()\n]|\Z| and | plus | и | та | і ))"
    pairs = []
    for kind, forms in vocabulary(lang, "additional").items():
        for form in forms:
            spelled = form.replace(" ", r"\s+").replace("{term}", term).replace("{word}", r"\w+")
            spelled = spelled.replace("{rest}", _REST) + (end if "{rest}" in form else r"(?!\w)")
            pairs.append((kind, re.compile(rf"(?<!\w){spelled}", re.IGNORECASE)))
    return tuple(pairs)


def find_additional(text: str, lang: str) -> list[FoundAdditional]:
    """The penalties of a text that may stand beside a term, in order; overlapping ones by their first pattern."""
    taken, found = bytearray(len(text)), list[FoundAdditional]()
    for kind, pattern in _patterns(lang):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                value = Additional(kind, _term(match.group(), lang))
                found.append(FoundAdditional(start=start, end=end, additional=value))
    return sorted(found, key=lambda one: one.start)


def _term(words: str, lang: str) -> Term | None:
    matches = [m for m in _duration(lang).finditer(words) if m.lastgroup in _UNITS]
    matches = matches or list(_duration(lang).finditer(words))[:1]
    if not matches:
        return None
    number = read_number(matches[-1]["number"], lang)
    unit = matches[-1].lastgroup
    return replace(Term(), **{unit if unit in _UNITS else "years": number}) if number else None


def additional_of(trigger: Trigger, doc: Doc) -> list[tuple[Span, Additional]]:
    """The penalties that the trigger's sentence adds to it, itself and what stands in another clause left out."""
    if trigger.type not in PENALTIES:
        return []
    sent = doc[trigger.start].sent
    return list(_inside(sent, trigger, doc))


def _inside(sent: Span, trigger: Trigger, doc: Doc) -> Iterator[tuple[Span, Additional]]:
    for found in find_additional(sent.text, doc.lang_):
        start, end = sent.start_char + found.start, sent.start_char + found.end
        span = doc.char_span(start, end, alignment_mode="expand")
        if (
            span is None
            or (span.start < trigger.end and trigger.start < span.end)
            or span.start < trigger.start
        ):
            continue
        if not any(t.text == ";" for t in doc[trigger.end : span.start]):
            yield span, found.additional
