"""Puts names of the region in place of a document's own, consistently: one name, one replacement.

Places, outlets, courts, clubs and movements are swapped as well as people, since a recogniser that only sees
regional people takes every regional word for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from models.names.lists import TRADITIONS, feminine, patronymics, sections, spellings, surnames, villages
from models.train.document import Document, Mention, Sentence
from models.train.tokens import split_words

Words = tuple[str, ...]

_WEIGHTS: Final = (6, 4, 4, 2, 2, 2, 1)  # how often each tradition is drawn
_PAUSES: Final = frozenset({",", ":", "-", "--", "–", "—", ";"})


def _cut(text: str) -> Words:
    return tuple(text[a:b] for a, b in split_words(text))


class Swapper:
    """Draws replacements for one document; the same name always gets the same one."""

    def __init__(self, random: Random, rates: dict[str, float]) -> None:
        self._random = random
        self._rates = rates
        self._people: dict[str, str] = {}
        self._others: dict[tuple[str, ...], Words] = {}
        self._tradition = random.choices(TRADITIONS, _WEIGHTS)[0]

    def sentence(self, sentence: Sentence) -> Sentence:
        words: list[str] = []
        mentions: list[Mention] = []
        position = 0
        for mention in sentence.mentions:
            words += sentence.words[position : mention.start]
            name = sentence.words[mention.start : mention.end]
            new = self._new(name, mention.labels)
            mentions.append(replace(mention, start=len(words), end=len(words) + len(new)))
            words += new
            position = mention.end
        return Sentence((*words, *sentence.words[position:]), tuple(mentions))

    def _new(self, name: Words, labels: tuple[str, ...]) -> Words:
        if labels == ("PERSON",) and all(w[:1].isupper() and w[1:].islower() for w in name):
            return self._person(name)
        makers: dict[str, Callable[[], str]] = {
            "GPE": self._place, "ORG": self._organisation, "FAC": lambda: self._pattern("facilities"),
        }  # fmt: skip
        label = "GPE" if "GPE" in labels else labels[0] if labels else ""
        if label not in makers or not all(w[:1].isupper() for w in name) or len(name) > 4:
            return name
        if name not in self._others:
            swapped = self._random.random() < self._rates[label]
            self._others[name] = _cut(makers[label]()) if swapped else name
        return self._others[name]

    def _place(self) -> str:
        kind = self._random.choices(("towns", "villages", "regions", "countries"), (8, 4, 1, 1))[0]
        return self._random.choice(villages() if kind == "villages" else sections("places")[kind])

    def _organisation(self) -> str:
        if self._random.random() < 0.5:
            return self._pattern("organisations")
        kinds = sections("organisations")
        return self._random.choice(kinds[self._random.choice(sorted(kinds))])

    def _pattern(self, kind: str) -> str:
        """A name that is made of other names."""
        town = self._random.choice((*sections("places")["towns"], *villages()))
        parts = {"town": town, "given": self._draw("given"), "surname": self._draw("surname")}
        return self._random.choice(sections("patterns")[kind]).format_map(parts)

    def _person(self, name: Words) -> Words:
        if not self._people and self._random.random() >= self._rates["PERSON"]:
            self._rates = {**self._rates, "PERSON": -1.0}
        if self._rates["PERSON"] < 0:
            return name
        given = [self._part(part, "given") for part in name[:-1]][:1]
        family = self._part(name[-1], "surname")
        return self._arranged(given, family) if given else _cut(family)

    def _part(self, word: str, role: str) -> str:
        if word not in self._people:
            self._people[word] = self._draw(role)
        return self._people[word]

    def _draw(self, role: str) -> str:
        gender = self._random.choice(("male", "female"))
        lists = sections(self._tradition)
        if role == "given":
            return self._random.choice(spellings(self._random.choice(lists[gender])))
        known = self._random.random() < 0.6
        surname = self._random.choice(lists["surnames"] if known else surnames(self._tradition))
        variant = self._random.choice(spellings(surname) if self._random.random() < 0.4 else (surname,))
        return feminine(variant) if gender == "female" else variant

    def _arranged(self, given: list[str], family: str) -> Words:
        """Mostly "Given Surname"; at times with a patronymic, an initial, or the surname first."""
        draw = self._random.random()
        if draw < 0.06:
            return _cut(f"{family} {given[0]}")
        if draw < 0.11:
            return (f"{given[0][0]}.", *_cut(family))
        if draw < 0.17:
            middle = self._random.choice(tuple(patronymics(self._tradition, "male")) or (given[0],))
            return _cut(f"{given[0]} {middle} {family}")
        return _cut(f"{given[0]} {family}")


def swap_names(document: Document, random: Random, rates: dict[str, float]) -> Document:
    """`document` with replaced names; `rates`: share of documents (PERSON) or names (GPE, ORG, FAC) replaced."""
    swapper = Swapper(random, rates)
    return document.with_sentences([swapper.sentence(s) for s in document.sentences])


def recased(sentences: Iterable[Sentence], random: Random, upper: float, title: float) -> list[Sentence]:
    """Some sentences in capitals or headline style, so that the recogniser does not rely on case alone."""
    out = []
    for item in sentences:
        draw = random.random()
        if draw < upper:
            out.append(replace(item, words=tuple(w.upper() for w in item.words)))
        elif draw < upper + title:
            words = tuple(w[:1].upper() + w[1:] if len(w) > 3 else w for w in item.words)
            out.append(replace(item, words=words))
        else:
            out.append(item)
    return out


def resplit(sentences: Sequence[Sentence], random: Random, joined: float, cut: float) -> list[Sentence]:
    """Some sentences joined to the one before or cut at a comma, as a parser of raw text leaves them."""
    out: list[Sentence] = []
    for item in sentences:
        draw = random.random()
        if out and draw < joined:
            out.append(_joined(out.pop(), item))
        elif draw > 1 - cut:
            out += _cut_at(item, random)
        else:
            out.append(item)
    return out


def _joined(first: Sentence, second: Sentence) -> Sentence:
    by = len(first.words)
    moved = (replace(m, start=m.start + by, end=m.end + by) for m in second.mentions)
    return Sentence((*first.words, *second.words), (*first.mentions, *moved))


def _cut_at(item: Sentence, random: Random) -> list[Sentence]:
    inside = {i for m in item.mentions for i in range(m.start + 1, m.end)}
    marks = [
        i for i, w in enumerate(item.words, 1) if w in _PAUSES and i not in inside and i < len(item.words)
    ]
    if not marks:
        return [item]
    at = random.choice(marks)
    after = (replace(m, start=m.start - at, end=m.end - at) for m in item.mentions if m.start >= at)
    return [
        Sentence(item.words[:at], tuple(m for m in item.mentions if m.start < at)),
        Sentence(item.words[at:], tuple(after)),
    ]
