"""Surnames that stand alone, in any case, where the recogniser saw none: "Люлина поймали", "Бобович: два года".

Only surnames of people whom a fuller name of the same text tells are looked for, in Russian and Ukrainian.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

from models.components.morphology import INFLECTED, forms

_ENDINGS: Final = frozenset(
    "а я у ю ом ем єм ым им е і и ы ові еві єві ой ою ої ей ею єю ій ого его ому ему ий ый ая ую ко ка ку ці".split()
) | {""}
_SHORTEST = 4  # letters of a stem: "Цой" and "Ким" are too many other words
_CHANGING = 2  # letters at the end of a surname that its cases change


class Surname(NamedTuple):
    """A surname in the nominative, and whose it is."""

    word: str
    person: int


def bare_surnames(
    doc: Doc, names: Sequence[str], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """(person, start, end) in characters of surnames outside `taken`; `names` are the nominatives of all people.
    A surname that two people share is left alone."""
    if doc.lang_ not in INFLECTED:
        return
    surnames = [Surname(name.split()[-1].lower(), k) for k, name in enumerate(names) if " " in name]
    covered = {i for start, end in taken for i in range(start, end)}
    for token in doc:
        if token.is_title and token.idx not in covered and _outside_names(token):
            owners = {s.person for s in surnames if _form_of(token.lower_, s.word)}
            if len(owners) == 1:
                yield owners.pop(), token.idx, token.idx + len(token)


def _outside_names(token: Token) -> bool:
    """No part of the name of a place or body, and no plain word of the dictionary."""
    if token.ent_type_ not in ("", "PERSON"):
        return False
    known = [f for f in forms(token.text, token.lang_) if f.known]
    return not known or any(f.proper for f in known)


def _form_of(word: str, surname: str) -> bool:
    stem = surname.rstrip("аяьйоиіыеє")
    stem = stem if len(surname) - len(stem) <= _CHANGING else surname[:-_CHANGING]
    return len(stem) >= _SHORTEST and word.startswith(stem) and word[len(stem) :] in _ENDINGS
