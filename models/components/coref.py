"""Whom "he", "she", "I" in a quotation and "the activist" stand for.

Every pronoun or definite description of a person is matched with the persons named before it by a linear
model over agreement, distance and grammar (weights: models/languages/en/coref.json, learned by
models.train.coref).
Plural pronouns are left alone: groups are the business of the event rules.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from models.components.coref_features import Anaphor, Known, anaphors, describe, known_people
from models.vocabulary import LANGUAGES

Resolved = tuple[int, int, int]

_REACH = 12  # sentences back that a name can be


@cache
def weights() -> Mapping[str, float]:
    """The learned weights, feature -> weight."""
    loaded: dict[str, float] = json.loads((LANGUAGES / "en" / "coref.json").read_text(encoding="utf-8"))
    return loaded


def resolve(doc: Doc, people: Sequence[Any]) -> list[Resolved]:
    """(first character, end, index of the person) of every pronoun and description that stands for one.

    `people`: person clusters with `name` and `mentions` (character offsets), as in `doc._.people`.
    """
    known = known_people(doc, people)
    out: list[Resolved] = []
    for anaphor in anaphors(doc):
        choice = choose(anaphor, known, weights())
        if choice is not None:
            known[choice].bind(anaphor)
            span = anaphor.span
            out.append((span.start_char, span.end_char, choice))
    return out


def choose(anaphor: Anaphor, known: Sequence[Known], by: Mapping[str, float]) -> int | None:
    """The likeliest person, or None where "nobody named" is likelier."""
    scored = [(score(describe(anaphor, person, known), by), i) for i, person in candidates(anaphor, known)]
    best, index = max(scored, default=(-math.inf, -1))
    return index if best > by.get(f"nobody:{anaphor.kind}", 0.0) else None


def candidates(anaphor: Anaphor, known: Sequence[Known]) -> Iterator[tuple[int, Known]]:
    """Persons mentioned before the anaphor within reach, or anywhere in the document for a speaker's "I"."""
    for index, person in enumerate(known):
        latest = person.latest(anaphor.head.i)
        near = latest is not None and anaphor.sentence - latest.sentence <= _REACH
        if near or (anaphor.kind == "speaker" and person.is_speaker(anaphor)):
            yield index, person


def score(features: Mapping[str, float], by: Mapping[str, float]) -> float:
    return sum(value * by.get(name, 0.0) for name, value in features.items())


@Language.component("khronika_coref", assigns=["doc.spans"])
def khronika_coref(doc: Doc) -> Doc:
    """Writes `doc.spans["coref"]`; `span._.person` is the index in `doc._.people`."""
    spans: list[Span] = []
    for start, end, person in resolve(doc, doc._.people or ()):
        span = doc.char_span(start, end)
        if span is not None:
            span._.person = person
            spans.append(span)
    doc.spans["coref"] = spans
    return doc


Span.set_extension("person", default=None, force=True)
