"""Totals and statistics that somebody states: "67 people are in custody". They are never incidents.

Every number that counts people, cases or penalties is a candidate; a linear model decides, with weights
learned from annotated articles (models.train.incidents).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from models.components.event_filter import Judged, logistic
from models.components.events import Weights
from models.components.numerals import word_value
from models.components.referents import Features
from models.values import Money

VALUES = ("amounts", "dates", "terms", "charges")
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """Characters of the clause that states it, and the number."""

    start: int
    end: int
    count: int | None
    kind: str = "total"


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral token that may count something."""

    token: Token
    value: int


def numbers(doc: Doc) -> Iterator[Number]:
    """Numerals outside dates, sums, terms and articles."""
    taken = {i for key in VALUES for s in doc.spans.get(key, ()) for i in range(s.start, s.end)}
    taken |= {
        i
        for e in doc.ents
        if e.label_ in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL")
        for i in range(e.start, e.end)
    }
    for token in doc:
        value = word_value(token.lower_) if token.i not in taken else None
        if value is not None and token.lower_ not in ("one", "both", "couple", "pair"):
            yield Number(token, value)


def claim_features(number: Number, event_offsets: Iterable[Offsets]) -> Features:
    """What stands around the number: approximators, the counted noun, the verb, events in the sentence."""
    token, sent = number.token, number.token.sent
    head = token.head
    names = [
        f"noun={head.lemma_.lower()}",
        f"dep={token.dep_}",
        f"tag={head.tag_}",
        f"digits={token.is_digit}",
    ]
    names += [
        f"near={t.lower_}"
        for t in token.doc[max(sent.start, token.i - 3) : min(sent.end, token.i + 4)]
        if t != token
    ]
    names += [f"verb={head.head.lemma_.lower()}", f"size={len(str(number.value))}", f"head_dep={head.dep_}"]
    names += [f"word={t.lower_}" for t in sent if t.lower_ in CUES]
    if any(sent.start_char <= s < sent.end_char for s, _ in event_offsets):
        names.append("event_in_sentence")
    if any(abs(s - token.idx) < 60 for s, _ in event_offsets):
        names.append("event_near")
    return dict.fromkeys(names, 1.0)


CUES = frozenset(
    "since total currently date according least more than about over least nearly almost fewer every documented "
    "recorded counted list behind prison custody remain held already during year years quarter month of among "
    "in all altogether statistics data cases number so far now still others".split()
)


def find_claims(doc: Doc, event_offsets: list[Offsets], model: Weights) -> list[FoundClaim]:
    """Claims in text order. `event_offsets`: characters of the triggers of accepted events."""
    found = []
    for number in numbers(doc):
        if logistic(claim_features(number, event_offsets), model.claims) >= model.claim_threshold:
            start, end = clause_of(number.token)
            found.append(FoundClaim(start, end, number.value))
    return found


def practice_claims(practices: Iterable[Judged], doc: Doc) -> Iterator[tuple[FoundClaim, Money | None]]:
    """Habits as claims without a count, with the sum that is usual, one a clause."""
    seen: set[Offsets] = set()
    for practice in practices:
        place = clause_of(doc[practice.trigger.root])
        if place not in seen:
            seen.add(place)
            sums = [s for s in doc.spans.get("amounts", ()) if place[0] <= s.start_char < place[1]]
            yield FoundClaim(*place, None, "practice"), (sums[0]._.money if sums else None)


def clause_of(token: Token) -> Offsets:
    """The clause around a number, in characters."""
    sent = token.sent
    start = next(
        (i + 1 for i in range(token.i - 1, sent.start - 1, -1) if token.doc[i].text in ";:"), sent.start
    )
    end = next((i for i in range(token.i + 1, sent.end) if token.doc[i].text in ";:"), sent.end)
    while end > start + 1 and (token.doc[end - 1].is_space or token.doc[end - 1].text in ".!?"):
        end -= 1
    while start < token.i and token.doc[start].is_space:
        start += 1
    return token.doc[start].idx, token.doc[end - 1].idx + len(token.doc[end - 1])
