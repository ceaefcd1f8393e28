"""Finds the words that may name an event: verbs, nouns and phrases of the vocabulary, and penalty terms.

A trigger is a candidate only; `models.components.event_filter` decides whether the article reports an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from models.components.texts import text_of
from models.vocabulary import vocabulary

_STEM = 6  # letters that stand for a word where there are no lemmas


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens `start` to `end` (exclusive) that may name an event of `type`; `root` is their syntactic head."""

    type: str
    start: int
    end: int
    root: int
    slot: str  # where the affected person stands in the active voice: object, subject, none
    form: str  # verb, noun, phrase, term
    key: str  # the vocabulary entry, for features and explanations


@cache
def _words(lang: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(word class, lemma) -> [(type, slot)]."""
    table: dict[tuple[str, str], list[tuple[str, str]]] = {}
    words = vocabulary(lang, "triggers")
    for slot, types in words.get("verbs", {}).items():
        for kind, lemmas in types.items():
            for lemma in lemmas:
                table.setdefault(("verb", lemma), []).append((kind, slot))
    for kind, lemmas in words.get("nouns", {}).items():
        for lemma in lemmas:
            table.setdefault(("noun", lemma), []).append((kind, "none"))
    return table


@cache
def _phrases(lang: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = vocabulary(lang, "triggers").get("phrase", ())
    return tuple(
        (r["type"], r["slot"], re.compile(rf"(?<!\w)(?:{r['re']})(?!\w)", re.IGNORECASE)) for r in rows
    )


def find_triggers(doc: Doc) -> list[Trigger]:
    """All candidates in text order. Phrases hide the single words inside them; longer phrases hide shorter ones."""
    phrases = _longest(list(_phrase_triggers(doc)))
    taken = {i for t in phrases for i in range(t.start, t.end)}
    words = [t for t in _word_triggers(doc) if t.start not in taken]
    terms = list(_term_triggers(doc))
    return sorted(phrases + words + terms, key=lambda t: (t.start, t.end, t.type))


def _phrase_triggers(doc: Doc) -> Iterator[Trigger]:
    text = text_of(doc)  # spaCy joins it anew at each access
    for kind, slot, pattern in _phrases(doc.lang_):
        for match in pattern.finditer(text):
            span = doc.char_span(match.start(), match.end(), alignment_mode="contract")
            if span is not None and len(span) and "\n" not in span.text:
                yield Trigger(
                    kind, span.start, span.end, _root(span), slot, "phrase", f"{kind}:phrase:{_key(span)}"
                )


def _key(span: Span) -> str:
    if not span.doc.has_annotation("LEMMA"):
        return " ".join(t.lower_[:_STEM] for t in span if t.is_alpha)[:40]
    return " ".join(t.lemma_.lower() for t in span if t.pos_ in ("VERB", "NOUN", "ADJ", "PROPN"))[:40]


def _root(span: Span) -> int:
    """The head of the phrase: its verb where it has one, since arguments hang on it."""
    verbs = [t.i for t in span if t.pos_ == "VERB"]
    return verbs[0] if verbs else span.root.i


def _longest(found: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: t.start - t.end):
        if all(trigger.end <= k.start or trigger.start >= k.end or _rivals(trigger, k) for k in kept):
            kept.append(trigger)
    return kept


def _rivals(a: Trigger, b: Trigger) -> bool:
    """Two readings of the very same words are both kept for the filter to choose."""
    return (a.start, a.end) == (b.start, b.end) and a.type != b.type


def _word_triggers(doc: Doc) -> Iterator[Trigger]:
    table = _words(doc.lang_)
    for token in doc:
        for kind, slot in table.get((_word_class(token), token.lemma_.lower()), ()):
            form = _word_class(token)
            yield Trigger(
                kind, token.i, token.i + 1, token.i, slot, form, f"{kind}:{form}:{token.lemma_.lower()}"
            )


def _word_class(token: Token) -> str:
    if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD", "VBG"):
        return "verb"
    return "noun" if token.pos_ in ("NOUN", "PROPN") or _taken_for_adjective(token) else ""


def _taken_for_adjective(token: Token) -> bool:
    """ "A fine, 5,000 rubles": after an article and before no noun it is one itself."""
    if token.tag_ != "JJ" or token.i == 0 or token.i + 1 == len(token.doc):
        return False
    return token.nbor(-1).tag_ == "DT" and token.nbor(1).pos_ not in ("NOUN", "PROPN", "ADJ")


def _term_triggers(doc: Doc) -> Iterator[Trigger]:
    for span in doc.spans.get("terms", ()):
        yield Trigger("sentence", span.start, span.end, span.root.i, "none", "term", "sentence:term")
