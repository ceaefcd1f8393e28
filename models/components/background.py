"""Whether an event is older than the news of its article and told as background to it.

Three signs: its date lies clearly before the news, words such as "previously" or "Recall:", and the pluperfect. A
date close to the news outweighs the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from spacy.tokens import Doc, Span, Token

from models.components.factuality import clause_text
from models.components.speech import governing_speaker
from models.components.triggers import Trigger
from models.vocabulary import either, vocabulary

OLD = 60  # days before the news from which an event is background
CLOSE = 14  # days within which it is the news, whatever the words say


@dataclass(frozen=True, slots=True)
class Background:
    """`span`: the words that show it; None where the date alone does."""

    told: bool
    span: Span | None = None


NEWS = Background(told=False)


def news_date(published_at: str | None, dates: Sequence[str]) -> str | None:
    """The day of the news: the publication, else the latest date of an event that happened (ISO 8601)."""
    return str(published_at)[:10] if published_at else max(dates, default=None)


def background(
    trigger: Trigger, doc: Doc, iso: str | None, span: Span | None, news: str | None
) -> Background:
    """The verdict on an event dated `iso`, whose date stands at `span` (None where it is not of its sentence)."""
    gap = days_between(iso, news)
    here = span is not None and _same_sentence(trigger, span, doc)
    if gap is not None and gap >= OLD:
        return Background(told=True, span=span if here else cue(trigger, doc) or span)
    if gap is not None and gap <= CLOSE and here:
        return NEWS
    words = cue(trigger, doc)
    return Background(told=True, span=words) if words is not None else NEWS


def days_between(iso: str | None, news: str | None) -> int | None:
    """Days from the last day that `iso` allows to the news; None where either is unknown."""
    if not iso or not news:
        return None
    first = date.fromisoformat(news[:10] + "-01-01"[len(news[:10]) - len("YYYY") :])
    return (first - _last_day(iso)).days


def _last_day(iso: str) -> date:
    year, month, day = ([int(part) for part in iso[:10].split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day)
    following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def cue(trigger: Trigger, doc: Doc) -> Span | None:
    """The words that tell it as older: in its clause, at the opening of its paragraph, or its pluperfect."""
    return _opening(trigger, doc) or _in_clause(trigger, doc) or _pluperfect(trigger, doc)


@cache
def _pattern(lang: str, kind: str) -> re.Pattern[str]:
    words = either(vocabulary(lang, "background")[kind])
    form = rf"\s*{words}(?=\s*[,:.–—]|\s)" if kind == "opening" else rf"(?<!\w){words}(?!\w)"
    return re.compile(form, re.IGNORECASE)


def _in_clause(trigger: Trigger, doc: Doc) -> Span | None:
    clause, sent = clause_text(trigger, doc), doc[trigger.start].sent
    match = _pattern(doc.lang_, "clause").search(clause)
    if match is None:
        return None
    start = sent.start_char + sent.text.find(clause) + match.start()
    return doc.char_span(start, start + len(match.group()), alignment_mode="expand")


def _opening(trigger: Trigger, doc: Doc) -> Span | None:
    """ "Recall, ..." at the start of the trigger's sentence or of an earlier one in its paragraph."""
    sent = doc[trigger.start].sent
    while True:
        match = _pattern(doc.lang_, "opening").match(sent.text)
        if match is not None:
            start = sent.start_char + len(match.group()) - len(match.group().lstrip())
            return doc.char_span(start, sent.start_char + match.end(), alignment_mode="expand")
        if sent.start == 0 or "\n" in doc[sent.start - 1].text:
            return None
        sent = doc[sent.start - 1].sent


def _pluperfect(trigger: Trigger, doc: Doc) -> Span | None:
    """ "He had been detained" outside reported speech and conditions."""
    token = doc[trigger.root]
    if not doc.has_annotation("DEP") or token.pos_ != "VERB":
        return None
    words = vocabulary(doc.lang_, "background")
    had = _auxiliary(token, words["pluperfect"])
    if had is None or any(c.lower_ in words["modals"] for c in token.children):
        return None
    reported = governing_speaker(trigger, doc, vocabulary(doc.lang_, "attribution")) is not None
    return None if reported else doc[had.i : had.i + 1]


def _auxiliary(verb: Token, forms: Sequence[str]) -> Token | None:
    """The auxiliary of a verb, shared with the verb it is coordinated with ("had been detained and fined")."""
    found = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ in forms), None)
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
    if found is None and verb.dep_ == "conj" and not own and verb.head.pos_ == "VERB" and verb.head != verb:
        return _auxiliary(verb.head, forms)
    return found


def _same_sentence(trigger: Trigger, span: Span, doc: Doc) -> bool:
    sent = doc[trigger.start].sent
    return sent.start <= span.start < sent.end
