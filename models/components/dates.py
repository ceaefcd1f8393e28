"""Calendar dates, absolute or relative: spans with an ISO value in `doc.spans["dates"]`.

dateparser (1.5.0) reads single dates well, but searching with it took 330 ms for 10 kB of news, found "$66",
"may" and "15 years at" among the dates, and it knows neither the date told before nor phrases such as "last
year in August"; so the search and the relative readings are rules of our own.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span

from models.components.date_clock import Clock, Told, parse_day
from models.components.date_readings import date_words
from models.components.date_rules import Rule, date_rules
from models.components.patterns import windows
from models.components.spans import register, write_spans
from models.values import DateValue

YEAR_ONLY = ("year", "season", "bare_season")  # too vague to tell the year of what follows
BEFORE, AFTER = 60, 60  # characters of a date expression around the word it is found by


class FoundDate(Struct, frozen=True, kw_only=True):
    """A date expression in a text. `kind` names the rule that read it."""

    start: int
    end: int
    kind: str
    date: DateValue


def _matches(text: str, lang: str) -> list[tuple[re.Match[str], Rule]]:
    """The expressions of a text in order; where two overlap, the one of the more specific (earlier) rule."""
    taken, stretches = bytearray(len(text)), dict[str, list[tuple[int, int]]]()
    kept: list[tuple[re.Match[str], Rule]] = []
    for rule in date_rules(lang):
        hint = rule.hint.pattern
        if hint not in stretches:
            stretches[hint] = windows(rule.hint, text, BEFORE, AFTER)
        for match in (m for s, e in stretches[hint] for m in rule.pattern.finditer(text, s, e)):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                kept.append((match, rule))
    return sorted(kept, key=lambda pair: pair[0].start())


def find_dates(text: str, lang: str, published_at: str | None = None) -> list[FoundDate]:
    """The dates of a text in order, read against `published_at` (ISO 8601 or None) and against each other.
    Unresolved ones have `date.iso` None. Raises NoVocabulary for a language without word lists."""
    matches, words = _matches(text, lang), date_words(lang)
    clock = Clock(published=parse_day(published_at), text=text, default_year=_latest_year(matches))
    found = []
    for match, rule in matches:
        value, relative = rule.read(match, clock, words)
        found.append(
            FoundDate(
                start=match.start(), end=match.end(), kind=rule.name, date=DateValue(value, relative=relative)
            )
        )
        if value and rule.name not in YEAR_ONLY:
            told = Told(value, match.end())
            clock = replace(clock, told=told, told_day=told if len(value) == 10 else clock.told_day)
    return found


def _latest_year(matches: list[tuple[re.Match[str], Rule]]) -> int | None:
    """The latest year said in full: that of the news itself, where nothing tells when it was published."""
    years = [int(year) for match, _ in matches if len(year := match.groupdict().get("year") or "") == 4]
    return max(years, default=None)


def resolve(
    words: str, lang: str, published_at: str | None = None, context_year: int | None = None
) -> DateValue | None:
    """The value of one date expression on its own; None when `words` hold no date. `context_year` is the
    year told before, used where neither the words nor `published_at` say one."""
    matches = _matches(words, lang)
    if not matches:
        return None
    match, rule = matches[0]
    clock = Clock(published=parse_day(published_at), text=words, default_year=context_year)
    value, relative = rule.read(match, clock, date_words(lang))
    return DateValue(value, relative=relative)


def _fill(span: Span, found: FoundDate) -> None:
    span._.date = found.date


register("date")


@Language.component("khronika_dates", assigns=["span._.date"])
def dates(doc: Doc) -> Doc:
    """Write `doc.spans["dates"]`. Reads `doc.lang_` and `doc.user_data["published_at"]`."""
    found = find_dates(doc.text, doc.lang_, doc.user_data.get("published_at"))
    write_spans(doc, "dates", found, _fill)
    return doc
