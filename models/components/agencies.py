"""The body that acts in an event: a court, a service, the police, as the text names it."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span

from models.components.arguments import in_sentence, nearest, next_sentence, paragraph_before
from models.components.texts import text_of
from models.components.triggers import Trigger
from models.vocabulary import vocabulary

JUDICIAL = frozenset(
    {"sentence", "fine", "administrative_arrest", "trial", "conviction", "acquittal", "appeal", "arrest"}
)
PENALTIES = frozenset({"sentence", "fine", "administrative_arrest", "conviction", "acquittal"})


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary(lang, "agencies")
    agencies = "|".join(sorted(words["agencies"], key=len, reverse=True))
    return re.compile(rf"(?<!\w){words['courts']}(?!\w)"), re.compile(
        rf"(?<!\w)(?:{agencies})(?!\w)", re.IGNORECASE
    )


def find_agencies(doc: Doc) -> tuple[list[Span], list[Span]]:
    """(courts, other bodies) of a document in text order."""
    courts, others = _patterns(doc.lang_)
    text = text_of(doc)
    return _spans(doc, text, courts), _spans(doc, text, others)


def _spans(doc: Doc, text: str, pattern: re.Pattern[str]) -> list[Span]:
    found = (doc.char_span(m.start(), m.end(), alignment_mode="contract") for m in pattern.finditer(text))
    return [span for span in found if span is not None and len(span)]


def agencies(doc: Doc) -> tuple[list[Span], list[Span]]:
    """`find_agencies`, once a document."""
    if "agencies" not in doc.user_data:
        doc.user_data["agencies"] = find_agencies(doc)
    found: tuple[list[Span], list[Span]] = doc.user_data["agencies"]
    return found


def agency_of(trigger: Trigger, doc: Doc) -> Span | None:
    """The nearest body of the trigger's sentence: courts first for court events, others first else. "The court"
    is the one that the article named, and so is a court event of a sentence without any body."""
    courts, others = agencies(doc)
    pools = (courts, others) if trigger.type in JUDICIAL else (others, courts)
    for pool in pools:
        found = nearest(trigger, in_sentence(trigger, doc, pool), doc)
        if found is not None:
            return (court_of(trigger, doc) or _named(found)) if pool is courts else _named(found)
    return court_of(trigger, doc)


def court_of(trigger: Trigger, doc: Doc) -> Span | None:
    """The court of a court event, by its name: of the sentence, else the one that the article named last, where
    the event is a penalty, the sentence speaks of "the court" or the paragraph is the same; else one of the next
    sentence."""
    if trigger.type not in JUDICIAL:
        return None
    courts = agencies(doc)[0]
    named = [span for span in map(_named, courts) if any(c.isupper() for c in span.text)]
    here = nearest(trigger, in_sentence(trigger, doc, named), doc)
    if here is not None:
        return here
    before = paragraph_before(trigger, doc, named)
    if trigger.type in PENALTIES or in_sentence(trigger, doc, courts):
        before = [span for span in named if span.start < trigger.start]
    return next(iter([*reversed(before), *next_sentence(trigger, doc, named)]), None)


def _named(span: Span) -> Span:
    """Without a leading article."""
    return span[1:] if len(span) > 1 and span[0].lower_ in ("the", "a", "an") else span
