"""People who stand in an article as its authors: bylines and credits of photographs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.components.context import Context
from models.components.entries import line_of
from models.vocabulary import vocabulary

_OPENING_LINES = 3  # a name alone on a line is a byline there
_GLUE = frozenset({",", "/", "|", "–", "—", "-", "and", "&", "и", "і", "та", "й"})
_DATED = re.compile(r"\d{1,2}[.:]\d{2}|\b\d{4}\b")


def credited(context: Context) -> frozenset[int]:
    """Persons named as the author of the text or of a picture, and nowhere else."""
    return frozenset(
        person
        for person, cluster in enumerate(context.people)
        if cluster.mentions and all(_is_credit(start, end, context) for start, end in cluster.mentions)
    )


def _is_credit(start: int, end: int, context: Context) -> bool:
    span = context.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    first, last = line_of(span.start, context)
    return _announced(span.start, first, last, context) or _byline(first, last, context)


def _announced(name: int, first: int, last: int, context: Context) -> bool:
    """ "Photo: X", "By X", at the end of the line but for other names and an outlet; a caption has a verb."""
    doc = context.doc
    before = [doc[i].lower_ for i in range(max(first, name - 3), name)]
    words = vocabulary(doc.lang_, "roles").get("credits", ())
    marked = any(
        word in words and (i == len(before) - 1 or before[i + 1] in {":", "by", "–", "—", "/", "|"})
        for i, word in enumerate(before)
    )
    return marked and not any(doc[i].pos_ in ("VERB", "AUX") for i in range(name, last))


def _byline(first: int, last: int, context: Context) -> bool:
    """A line of names only, among the first lines, above a line that gives the day or the hour."""
    doc = context.doc
    if doc[:first].text.count("\n") >= _OPENING_LINES or last >= len(doc):
        return False
    if not all(i in context.by_token or doc[i].lower_ in _GLUE for i in range(first, last)):
        return False
    return bool(_DATED.search(_next_line(last, context)))


def _next_line(end: int, context: Context) -> str:
    return next(filter(None, _lines(context.doc[end:].text)), "")


def _lines(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text[:200].split("\n"))
