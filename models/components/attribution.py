"""Who says that an event happened: "according to the FSB", "the group says", "his lawyer told the paper".

Where there is a tree, the source is the subject of the verb of speech that governs the event; else, and for source
phrases and whole sentences about the source ("This was reported by ..."), it is read from the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span

from models.components.speech import governing_speaker, noun_phrase, quoting_speaker, without_article
from models.components.triggers import Trigger
from models.vocabulary import either, vocabulary

REACH = 3  # sentences that one "This was reported by" speaks for
LONGEST = 12  # tokens of a source


@cache
def _patterns(lang: str, kind: str) -> tuple[re.Pattern[str], ...]:
    words = vocabulary(lang, "attribution")
    verb = either(vocabulary(lang, "roles")["speech"]["verbs"])
    who = rf"(?P<who>{words['who']}){words['ends']}"
    return tuple(
        re.compile(_spelled(form, who, words["who"], verb), re.IGNORECASE) for form in words.get(kind, ())
    )


def _spelled(form: str, last: str, inner: str, verb: str) -> str:
    """A source at the end of a pattern stops at a mark; one inside it stops at the words that follow."""
    who = last if form.endswith("{who}") else f"(?P<who>{inner})"
    spelled = form.replace(" ", r"\s+").replace("{verb}", verb).replace("{who}", who)
    return spelled if form[0] in "^,[" else rf"(?<!\w){spelled}"


def attribution_of(trigger: Trigger, doc: Doc) -> Span | None:
    """The words that name the source; None where the article speaks for itself."""
    found = _of_sentence(trigger, doc) or _echo(trigger, doc)
    return found if found is not None and 0 < len(found) <= LONGEST else None


def _of_sentence(trigger: Trigger, doc: Doc) -> Span | None:
    if not doc.has_annotation("DEP"):
        return _by_words(doc[trigger.start].sent, "patterns")
    words = vocabulary(doc.lang_, "attribution")
    return (
        governing_speaker(trigger, doc, words)
        or _source_phrase(doc[trigger.start].sent, words)
        or quoting_speaker(trigger, doc, words)
    )


def _source_phrase(sent: Span, words: Mapping[str, Any]) -> Span | None:
    """The noun phrase after "according to"; after "citing" only one with a name in it."""
    for kind in ("sources", "named_sources"):
        for match in _sources(sent.doc.lang_, kind).finditer(sent.text):
            found = _phrase_after(sent.start_char + match.end(), sent, words)
            if found is not None and (
                kind == "sources" or any(t.ent_type_ or t.pos_ == "PROPN" for t in found)
            ):
                return found
    return None


def _phrase_after(offset: int, sent: Span, words: Mapping[str, Any]) -> Span | None:
    following = (t for t in sent if t.idx >= offset and t.pos_ in ("NOUN", "PROPN", "PRON"))
    head = next((t for t in following if t.dep_ not in ("compound", "poss", "amod", "nmod")), None)
    if head is None or head.lower_ in (*words["nobody"], *words["again"]):
        return None
    return noun_phrase(head)


@cache
def _sources(lang: str, kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(vocabulary(lang, 'attribution')[kind])}(?!\w)", re.IGNORECASE)


def _by_words(sent: Span, kind: str) -> Span | None:
    """The first source that the patterns find in a sentence."""
    text = sent.text.strip()
    start = sent.start_char + len(sent.text) - len(sent.text.lstrip())
    matches = [m for pattern in _patterns(sent.doc.lang_, kind) if (m := pattern.search(text))]
    if not matches:
        return None
    first = min(matches, key=lambda m: m.start("who"))
    span = sent.doc.char_span(start + first.start("who"), start + first.end("who"), alignment_mode="expand")
    return without_article(span) if span is not None else None


def _echo(trigger: Trigger, doc: Doc) -> Span | None:
    """The source that a sentence after this one names for all of the paragraph before it."""
    start = doc[trigger.start].sent.end
    for _ in range(REACH):
        if start >= len(doc) or "\n\n" in doc[start - 1].text:
            return None
        sent = doc[start].sent
        found = _by_words(sent, "echo")
        if found is not None:
            return found
        start = max(sent.end, start + 1)
    return None
