"""Whether an event happened, is planned, only possible, or denied: negation and modality around a trigger.

`signals` lists what the text shows, by name; `status` decides by the nearest and strongest of them. The event
filter reads the same signals as features.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from models.components.triggers import Trigger
from models.values import Status
from models.vocabulary import vocabulary

KINDS: tuple[Status, ...] = ("denied", "planned", "hypothetical")
_CHAIN = (
    "xcomp",
    "ccomp",
    "advcl",
    "conj",
    "pcomp",
    "acl",
    "pobj",
    "dobj",
    "prep",
    "attr",
    "relcl",
    "agent",
    "nsubjpass",
)
_DEPTH = 3


def signals(trigger: Trigger, doc: Doc) -> frozenset[str]:
    """Named cues, "planned:aux", "denied:neg", "hypothetical:cue", ..., of the clause that holds the trigger."""
    return frozenset(_signals(trigger, doc))


def _signals(trigger: Trigger, doc: Doc) -> Iterator[str]:
    words = vocabulary(doc.lang_, "factuality")
    token = doc[trigger.root]
    for word in (
        t
        for t in doc[trigger.start : trigger.end]
        if t.dep_ in ("aux", "neg") or t.lower_ in ("not", "never")
    ):
        yield from _by_word(word, words)
    for child in token.children:
        if child.dep_ in ("aux", "neg", "det", "advmod"):
            yield from _by_word(child, words)
    for depth, governor in enumerate(_governors(token)):
        for kind in KINDS:
            if governor.lemma_.lower() in words[kind]["governors"]:
                yield f"{kind}:governor{depth}"
        for child in governor.children:
            if child.dep_ in ("aux", "neg") and governor.dep_ != "":
                yield from (f"{s}@{depth}" for s in _by_word(child, words))
    clause = clause_text(trigger, doc)
    yield from (f"{kind}:cue" for kind in KINDS if _cues(doc.lang_, kind).search(clause))


def _by_word(word: Token, words: Mapping[str, Any]) -> Iterator[str]:
    if word.dep_ == "neg" or word.lower_ in words["negators"]:
        yield "denied:neg"
    for kind in KINDS:
        if word.lower_ in words[kind]["aux"]:
            yield f"{kind}:aux"


def _governors(token: Token) -> Iterator[Token]:
    current = token
    for _ in range(_DEPTH):
        if current.head == current or current.dep_ not in _CHAIN:
            return
        current = current.head
        yield current


def clause_text(trigger: Trigger, doc: Doc) -> str:
    """The stretch of the sentence around the trigger, bounded by semicolons, colons and commas before "but"."""
    sent = doc[trigger.start].sent
    start, end = sent.start, sent.end
    for i in range(trigger.start - 1, sent.start - 1, -1):
        if doc[i].text in (";", ":", "–", "—") or doc[i].lower_ in (
            "but",
            "while",
            "although",
            "after",
            "because",
        ):
            start = i + 1
            break
    for i in range(trigger.end, sent.end):
        if doc[i].text in (";", ":", "–", "—") or doc[i].lower_ in (
            "but",
            "while",
            "although",
            "after",
            "because",
        ):
            end = i
            break
    return doc[start:end].text


@cache
def _cues(lang: str, kind: str) -> re.Pattern[str]:
    cues = vocabulary(lang, "factuality")[kind]["cues"]
    joined = "|".join(re.escape(c).replace(r"\ ", r"\s+") for c in sorted(cues, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
