"""Totals and statistics that somebody states: "67 people are in custody". They are never incidents.

Every number that may count people, cases or events is a candidate; a linear model decides, with weights learned
from annotated articles and passages in all languages together (models.train.claims).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from models.components.claim_features import Verdict, claim_features, group_kind, view_of
from models.components.claim_fields import Fields, fields_of
from models.components.claim_numbers import Number, numbers
from models.components.event_filter import Judged, logistic
from models.values import Money
from models.vocabulary import LANGUAGES

Offsets = tuple[int, int]
COMMON = 12  # up to here the same number in one text may count two things
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """Characters of the clause that states it, the number, and what it is a number of."""

    start: int
    end: int
    count: int | None
    kind: str = "total"
    probability: float = 1.0
    fields: Fields = Fields()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class ClaimWeights:
    """Weights of the features by name, and the probability from which a number is a total."""

    weights: Mapping[str, float]
    threshold: float


@cache
def claim_weights() -> ClaimWeights:
    """The weights for all languages, as models.train.claims wrote them."""
    data: dict[str, Any] = json.loads((LANGUAGES / "claims.json").read_text(encoding="utf-8"))
    return ClaimWeights(**data)


def judged_numbers(doc: Doc, about: float, model: ClaimWeights) -> Iterator[tuple[Number, float]]:
    """Every number with the probability that it states a total; each verdict shapes the next, since breakdowns
    follow totals. `about`: log odds that the text is about persecution."""
    found = list(numbers(doc))
    view, earlier = view_of(doc, found, about), list[Verdict]()
    for number in found:
        probability = logistic(claim_features(number, earlier, view), model.weights)
        earlier.append((number, probability >= model.threshold))
        yield number, probability


def settled(judged: Iterable[tuple[Number, float]], doc: Doc) -> list[tuple[Number, float]]:
    """One number, one verdict: mentions of the same number of the same thing share the mean of their log odds,
    and the surest mention stands for all. A total told in the lead and again later is one claim, and the size of
    a group in an event does not become a total by being repeated."""
    told: list[list[tuple[Number, float]]] = []
    for number, probability in judged:
        same = next((group for group in told if _same(group[0][0], number, doc)), None)
        if same is None:
            told.append([(number, probability)])
        else:
            same.append((number, probability))
    return [(max(group, key=lambda pair: pair[1])[0], _together([p for _, p in group])) for group in told]


def _same(earlier: Number, later: Number, doc: Doc) -> bool:
    """Small numbers and those without any noun are too common to be the same thing."""
    if earlier.value != later.value or later.value <= COMMON:
        return False
    kinds = {
        kind == "case" for kind in (group_kind(earlier, doc), group_kind(later, doc)) if kind is not None
    }
    return len(kinds) == 1


def _together(probabilities: Sequence[float]) -> float:
    odds = [math.log(max(p, TINY) / max(1 - p, TINY)) for p in probabilities]
    return 1 / (1 + math.exp(-sum(odds) / len(odds)))


def find_claims(doc: Doc, about: float, model: ClaimWeights | None = None) -> list[FoundClaim]:
    """Stated totals in text order. `about`: log odds that the text is about persecution."""
    model = model or claim_weights()
    return [
        FoundClaim(*clause_of(number.token), number.value, "total", probability, fields_of(number, doc))
        for number, probability in settled(judged_numbers(doc, about, model), doc)
        if probability >= model.threshold
    ]


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
