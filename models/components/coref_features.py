"""The mentions that coreference matches, and what a match is judged by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from models.names.lists import given_gender
from models.vocabulary import vocabulary

_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_I: Final = frozenset({"i", "me", "my", "mine", "myself"})
_REFLEXIVE: Final = frozenset({"himself", "herself", "myself"})
_WORDS: Final = vocabulary("en", "coref")
_WOMEN: Final = frozenset(_WORDS["women"])
_MEN: Final = frozenset(_WORDS["men"])
_PEOPLE: Final = _WOMEN | _MEN | frozenset(_WORDS["people"])
_SPEECH: Final = frozenset(_WORDS["speech"])
_QUOTES: Final = re.compile(r"[\"“”«»]")
_RELATIONAL: Final = frozenset(["his", "her", "their", "my", "your", "our", "its"])


class Place(NamedTuple):
    """One mention: its head word, number of the sentence, whether it is a subject."""

    token: int
    sentence: int
    subject: bool


@dataclass(frozen=True, slots=True)
class Anaphor:
    span: Span
    head: Token
    kind: str  # pronoun, speaker, nominal
    gender: str | None
    sentence: int
    subject: bool
    quoted: bool


@dataclass(slots=True)
class Known:
    """A person of the document and all mentions so far: names, and pronouns as they are bound."""

    name: str
    gender: str | None
    places: list[Place]
    words: frozenset[str]  # titles and descriptions that stand beside the name
    speaks: frozenset[int]  # sentences in which the person is the subject of a verb of speech
    votes: dict[str, int] = field(default_factory=dict)

    def latest(self, before: int) -> Place | None:
        found = bisect_left(self.places, (before,)) - 1
        return self.places[found] if found >= 0 else None

    def bind(self, anaphor: Anaphor) -> None:
        place = Place(anaphor.head.i, anaphor.sentence, anaphor.subject)
        self.places.insert(bisect_left(self.places, place), place)
        if anaphor.gender and anaphor.kind == "pronoun":
            self.votes[anaphor.gender] = self.votes.get(anaphor.gender, 0) + 1

    def is_speaker(self, anaphor: Anaphor) -> bool:
        return any(s in self.speaks for s in range(anaphor.sentence - 2, anaphor.sentence + 2))


def _is_subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass", "csubj")


def anaphors(doc: Doc) -> Iterator[Anaphor]:
    """Pronouns and definite descriptions of one person, in text order."""
    in_quotes = _quoted(doc)
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            kind, gender = _kind(token, in_quotes[token.i])
            if kind:
                span = _description(token) if kind == "nominal" else doc[token.i : token.i + 1]
                yield Anaphor(span, token, kind, gender, number, _is_subject(token), in_quotes[token.i])


def _kind(token: Token, quoted: bool) -> tuple[str, str | None]:
    low = token.lower_
    if low in _HE or low in _SHE:
        return "pronoun", "female" if low in _SHE else "male"
    if low in _I and quoted:
        return "speaker", None
    if low in _PEOPLE and token.pos_ in ("NOUN", "PROPN") and token.ent_type_ != "PERSON":
        determiners = [c.lower_ for c in token.children if c.dep_ in ("det", "poss")]
        named = any(c.ent_type_ == "PERSON" for c in token.children) or token.head.ent_type_ == "PERSON"
        if (
            determiners
            and determiners[0] in ("the", "this", "that")
            and not named
            and token.dep_ not in ("attr", "appos")
        ):
            return "nominal", "female" if low in _WOMEN else "male" if low in _MEN else None
    return "", None


def _description(token: Token) -> Span:
    first = min((c.i for c in token.children if c.i < token.i), default=token.i)
    return token.doc[first : token.i + 1]


def _quoted(doc: Doc) -> list[bool]:
    """For each token whether it stands in quotation marks; an unclosed quotation ends with its paragraph."""
    inside, out = False, []
    for token in doc:
        if "\n" in token.text:
            inside = False
        elif _QUOTES.match(token.text):
            inside = not inside
        out.append(inside)
    return out


def known_people(doc: Doc, people: Sequence[Any]) -> list[Known]:
    """One record a person cluster; grammar comes from the parse."""
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers += [number] * len(sentence)
    return [_known(doc, cluster.name, cluster.mentions, numbers) for cluster in people]


def _known(doc: Doc, name: str, mentions: Sequence[tuple[int, int]], numbers: list[int]) -> Known:
    places, words, speaks = [], set(), set()
    for start, end in mentions:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        head = span.root
        places.append(Place(head.i, numbers[head.i], _is_subject(head)))
        words |= _beside(span)
        if _is_subject(head) and head.head.lemma_ in _SPEECH:
            speaks.add(numbers[head.i])
    return Known(name, _gender(name, words), sorted(places), frozenset(words), frozenset(speaks))


def _beside(span: Span) -> set[str]:
    """Lemmas of the titles, descriptions and appositions of a name: "lawyer Edem S.", "Edem S., a lawyer"."""
    head = span.root
    near = [c for c in head.children if c.dep_ in ("compound", "amod", "appos", "nmod", "relcl")]
    near += [head.head] if head.dep_ in ("appos", "nsubj", "compound") else []
    near += [c for c in head.head.children if head.dep_ == "nsubj" and c.dep_ == "attr"]
    before = span.doc[max(0, span.start - 2) : span.start]
    return {t.lemma_.lower() for t in (*near, *before) if t.pos_ in ("NOUN", "PROPN")}


@cache
def _given(word: str) -> str | None:
    return given_gender(word)


def _gender(name: str, words: set[str]) -> str | None:
    if words & (_WOMEN | {"mrs.", "ms.", "mrs", "ms", "miss"}):
        return "female"
    if words & (_MEN | {"mr.", "mr", "sir"}):
        return "male"
    return next((g for part in name.split() if (g := _given(part))), None)


def describe(anaphor: Anaphor, person: Known, known: Sequence[Known]) -> dict[str, float]:
    """Features of the match, prefixed with the kind of anaphor, since each kind has its own habits."""
    place = person.latest(anaphor.head.i)
    found: dict[str, float] = {"gender:" + _agreement(anaphor, person): 1.0}
    if place is not None:
        gap = anaphor.sentence - place.sentence
        found["near:" + str(min(gap, 4))] = 1.0
        found["subject"] = float(place.subject)
        found["both subjects"] = float(place.subject and anaphor.subject)
        found["blocked"] = float(gap == 0 and _blocked(anaphor, place))
        nearer = sum(1 for other in known if (p := other.latest(anaphor.head.i)) is not None and p > place)
        found["rank:" + str(min(nearer, 3))] = 1.0
        found["often"] = sum(p.token < anaphor.head.i for p in person.places) ** 0.5
    else:
        found["later"] = 1.0
    found["only"] = float(len(known) == 1)
    found["speaker"] = float(person.is_speaker(anaphor))
    found["same quotation"] = float(anaphor.quoted and person.is_speaker(anaphor))
    found["word"] = float(anaphor.head.lemma_.lower() in person.words)
    return {f"{anaphor.kind}/{name}": value for name, value in found.items() if value}


def _agreement(anaphor: Anaphor, person: Known) -> str:
    gender = max(person.votes, key=lambda g: person.votes[g]) if person.votes else person.gender
    if anaphor.gender is None:
        return "any"
    return "unknown" if gender is None else "same" if gender == anaphor.gender else "other"


def _blocked(anaphor: Anaphor, place: Place) -> bool:
    """A plain pronoun does not stand for the subject of its own verb ("Refat saw him")."""
    if anaphor.head.lower_ in _REFLEXIVE or anaphor.head.dep_ in ("poss", "nsubj", "nsubjpass"):
        return False
    other = anaphor.head.doc[place.token]
    verb = anaphor.head.head.head if anaphor.head.head.dep_ == "prep" else anaphor.head.head
    return place.subject and other.head == verb
