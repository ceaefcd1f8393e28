"""The age of a person, or the year of birth, as it stands beside the name or in a description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Span

from models.components.context import Context
from models.components.texts import text_of
from models.values import Stated
from models.vocabulary import vocabulary

OLDEST = 115
_BESIDE = 60  # characters after a name


@cache
def _patterns(lang: str, kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in vocabulary(lang, "descriptions")["ages"][kind])


def age_in(words: Span) -> Stated | None:
    """The age told in a description ("a 20-year-old student")."""
    for pattern in _patterns(words.doc.lang_, "before"):
        match = pattern.search(words.text)
        if match:
            return _stated(match, words.start_char, "age")
    return None


def age_beside(mention: Span, context: Context) -> Stated | None:
    """The age or birth told just after a name, or after the list it stands in."""
    return _listed(mention, context) or _first("after", mention.end_char, context) or _born(mention, context)


def births(doc: Doc) -> list[tuple[int, int]]:
    """Characters of the dates of birth that a text tells, of whomever."""
    text = text_of(doc)
    return [m.span("born") for pattern in _patterns(doc.lang_, "born") for m in pattern.finditer(text)]


def age_tokens(words: Span) -> frozenset[int]:
    """The tokens of "67-year-old"."""
    for pattern in _patterns(words.doc.lang_, "before"):
        match = pattern.search(words.text)
        if match:
            start, end = (words.start_char + at for at in match.span())
            return frozenset(token.i for token in words if start <= token.idx < end)
    return frozenset()


def _first(kind: str, at: int, context: Context) -> Stated | None:
    for pattern in _patterns(context.doc.lang_, kind):
        match = pattern.match(context.text, at, at + _BESIDE)
        if match:
            return _stated(match, 0, "age")
    return None


def _stated(match: re.Match[str], offset: int, group: str) -> Stated | None:
    years = int(match[group])
    if not 0 < years <= OLDEST:
        return None
    return Stated(str(years), offset + match.start(group), offset + match.end(group))


def _listed(mention: Span, context: Context) -> Stated | None:
    """ "A and B, aged 22 and 34": the second is 34."""
    person = context.by_token.get(mention.start)
    for listed in context.lists:
        if person not in listed.persons or not listed.start <= mention.start < listed.end:
            continue
        for pattern in _patterns(context.doc.lang_, "listed"):
            match = pattern.match(context.text, context.doc[listed.end - 1 : listed.end].end_char)
            numbers = list(re.finditer(r"\d+", match["ages"])) if match else []
            if match and len(numbers) == len(listed.persons):
                number = numbers[listed.persons.index(person)]
                start = match.start("ages")
                return Stated(number[0], start + number.start(), start + number.end())
    return None


def _born(mention: Span, context: Context) -> Stated | None:
    """The age at publication; with the year alone, the age reached in that year."""
    doc = context.doc
    published = re.match(r"(\d{4})(?:-(\d\d)-(\d\d))?", str(doc.user_data.get("published_at") or ""))
    if not published:
        return None
    for pattern in _patterns(doc.lang_, "born"):
        match = pattern.match(context.text, mention.end_char, mention.end_char + _BESIDE)
        if match:
            years = _years(_birth(match, doc), [int(part) for part in published.groups() if part])
            if 0 < years <= OLDEST:
                return Stated(str(years), match.start("born"), match.end("born"))
    return None


def _birth(match: re.Match[str], doc: Doc) -> list[int]:
    """Year, month and day of birth, as far as they are told."""
    start, end = match.span("born")
    dotted = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", match["born"].strip())
    if dotted:
        return [int(part) for part in reversed(dotted.groups())]
    for span in doc.spans.get("dates", ()):
        iso = getattr(span._.date, "iso", None)
        if iso and span.start_char < end and start < span.end_char:
            return [int(part) for part in iso.split("-")]
    return [int(match["born"][-4:])]


def _years(birth: Sequence[int], published: Sequence[int]) -> int:
    early = len(birth) == 3 and len(published) == 3 and tuple(published[1:]) < tuple(birth[1:])
    return published[0] - birth[0] - early
