"""Whether persons can be meant by a pronoun or noun, by its gender."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from models.components.context import Context
from models.components.gender import gender_of
from models.components.morphology import forms
from models.components.phrases import Participants

_FEMALE = frozenset(
    "she her hers herself woman women girl girls mother mothers wife wives daughter daughters sister sisters".split()
)
_MALE = frozenset(
    "he him his himself man men boy boys father fathers husband husbands son sons brother brothers".split()
)


# Nouns of one gender for people of either; the rest of such nouns ("адвокат") is as often a man as its gender says.
_EITHER = frozenset(
    "человек человека человеку человеком людина людини людину людині особа особи особу жертва жертвы жертву жертви "
    "коллега коллеги коллегу коллеге колега колезі колегу подросток подростка підліток підлітка".split()
)

Pointed = dict[
    str, tuple[int, tuple[int, ...]]
]  # kind of pronoun -> token of the last such event, its persons
_PRONOUNS = frozenset(("pronoun_sg", "pronoun_pl"))


@lru_cache(maxsize=10_000)
def _gender(word: str, lang: str) -> str | None:
    """The gender that a pronoun or a noun tells; in Russian and Ukrainian by its likeliest reading in the singular."""
    if lang == "en":
        return "femn" if word in _FEMALE else "masc" if word in _MALE else None
    told = next((f.gender for f in forms(word, lang) if f.number != "plur" and f.gender), None)
    return told if told in ("femn", "masc") and word not in _EITHER else None


def pronoun_of(slot: Participants, context: Context) -> str | None:
    """The kind of the pronoun in a slot: feminine, masculine, plural, or its own word."""
    if slot.subject is None or slot.anchor not in _PRONOUNS:
        return None
    word = context.doc[slot.subject[1] - 1].lower_
    if slot.anchor == "pronoun_pl":
        return "plural"
    return _gender(word, context.doc.lang_) or word


def same_pronoun(
    persons: Sequence[int], start: int, slot: Participants, context: Context, pointed: Pointed
) -> dict[str, float]:
    """Whether the same pronoun meant the same persons in the event before, in this sentence or the one before it."""
    last = pointed.get(pronoun_of(slot, context) or "")
    if last is None:
        return {}
    gap = context.sentences_between(last[0], start)
    return {} if gap > 1 else {f"pronoun_again={set(last[1]) == set(persons)}|gap={gap}": 1.0}


def agreement(persons: Sequence[int], slot: Participants, context: Context) -> dict[str, float]:
    """Gender between the words in a slot and the persons: a clash where none of them fits, agreement of one alone."""
    if slot.subject is None:
        return {}
    wanted = _gender(context.doc[slot.subject[1] - 1].lower_, context.doc.lang_)
    genders = {gender_of(context.people[p].name) for p in persons} - {None}
    if not wanted or not genders:
        return {}
    if wanted not in genders:
        return {"gender_clashes": 1.0}
    return {"gender_agrees": 1.0} if len(persons) == 1 else {}
