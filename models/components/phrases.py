"""Reading a noun phrase: whom it names, describes or points to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Token

from models.components.context import Context, unique
from models.components.numerals import number_of
from models.components.trees import RELATIVE, child_of, of_objects, relative_head


@dataclass(frozen=True, slots=True)
class Participants:
    """`persons`: indexes of named people; `subject`: who, in the text's words, where nobody is named."""

    persons: tuple[int, ...] = ()
    subject: tuple[int, int] | None = None  # tokens
    count: int | None = None
    anchor: str = (
        "empty"  # what stands in the slot: named, unnamed, pronoun_sg/pl, definite_sg/pl, thing, empty
    )
    company: tuple[int, ...] = ()  # named people beside somebody pointed to ("her and her colleague X")

    def __bool__(self) -> bool:
        return self.anchor not in ("empty", "thing")


NOBODY = Participants()
POINTING = ("pronoun_sg", "pronoun_pl", "definite_sg")


def resolve(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """Whom a noun phrase names, describes or points to, its conjuncts included."""
    found = [_resolve_one(h, context, words) for h in [head, *head.conjuncts]]
    named = [f for f in found if f.anchor == "named"]
    pointing = next((f for f in found if f.anchor in POINTING), None)
    if named and pointing is not None:
        return replace(pointing, company=tuple(unique(p for f in named for p in f.persons)))
    if named:
        persons = unique(p for f in named for p in f.persons)
        unnamed = sum((f.count or 0) - len(f.persons) for f in set(named))  # "six men, X among them"
        return Participants(tuple(persons), None, len(persons) + max(0, unnamed), "named")
    best = next((f for f in found if f), found[0])
    counted = [f.count for f in found if f.count and f.anchor == "unnamed"]
    return replace(best, count=sum(counted)) if len(counted) > 1 else best


def _resolve_one(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    if context.person(head) is not None:
        persons = context.listed_with(head)
        return Participants(persons, None, len(persons), "named")
    if head.i in context.values:
        return NOBODY
    if head.lower_ in RELATIVE:
        return _relative(head, context, words)
    return _pointing(head, words) or _named(head, context, words) or _described(head, context, words)


def _relative(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """ "X, whom a court sentenced": X; "those who were arrested": anybody."""
    antecedent = relative_head(head.head)
    if antecedent is None:
        return NOBODY
    if antecedent.lower_ in words["anybody"]:
        return Participants(anchor="generic", subject=(antecedent.i, antecedent.i + 1))
    return _resolve_one(antecedent, context, words)


POINTERS = (
    ("pronouns_singular", "pronoun_sg"),
    ("pronouns_plural", "pronoun_pl"),
    ("pronouns_first", "pronoun_first"),
)
_OFTEN_MEANT = ("people", "those", "all")  # words for anybody that as often mean somebody


def _pointing(head: Token, words: Mapping[str, Any]) -> Participants:
    """A pronoun, or a word for anybody."""
    if head.lower_ in words["anybody"] and head.lower_ not in _OFTEN_MEANT:
        return Participants(anchor="generic", subject=(head.i, head.i + 1))
    anchor = next((anchor for key, anchor in POINTERS if head.lower_ in words[key]), None)
    return Participants(anchor=anchor, subject=(head.i, head.i + 1)) if anchor else NOBODY


def _named(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """Names inside the phrase, or the owner of what it names ("the homes of X")."""
    named = _named_inside(head, context)
    if named:
        return Participants(tuple(named), None, max(number_of(head) or 0, len(named)), "named")
    if head.lemma_.lower() not in words["possessed"]:
        return NOBODY
    owners = [t for t in [child_of(head, ("poss",)), *of_objects(head)] if t is not None]
    return _merged([resolve(owner, context, words) for owner in owners]) if owners else NOBODY


def _merged(found: list[Participants]) -> Participants:
    named = [f for f in found if f.anchor == "named"]
    if not named:
        return found[0]
    persons = unique(p for f in named for p in f.persons)
    return Participants(tuple(persons), None, len(persons), "named")


def _named_inside(head: Token, context: Context) -> list[int]:
    """Names in apposition or as part of the phrase ("the lawyer X", "six men: A, B and C")."""
    inside: list[Token] = []
    for child in head.children:
        if child.dep_ in ("appos", "compound", "nmod", "flat", "amod", "nummod"):
            inside.extend([child, *child.conjuncts])
            inside.extend(c for c in child.children if c.dep_ in ("appos", "compound"))
    if head.dep_ in ("compound", "appos", "nmod") and context.person(head.head) is not None:
        inside.append(head.head)
    persons = context.persons_in(inside)
    return persons or _announced(head, context)


def _announced(head: Token, context: Context) -> list[int]:
    """The list that a counted phrase announces: "three believers – A, B and C"."""
    count = number_of(head)
    if not count or count < 2:
        return []
    for listed in context.lists:
        if len(listed.persons) == count and 0 < listed.start - head.i <= 12:
            return list(listed.persons)
    return []


_DEFINITE = ("the", "this", "that", "these", "those", "all", "both")


def _described(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """A phrase without a name: definite ones point back, counted and indefinite ones are unnamed subjects."""
    if head.lower_ == "those" and child_of(head, ("acl",)) is not None:  # "those arrested by the regime"
        return Participants((), (head.i, head.i + 1), number_of(head), "unnamed")
    whole = head.lower_ in words["everybody"] or head.pos_ == "NUM"
    people = head.ent_type_ == "NORP" and head.pos_ in ("NOUN", "PROPN")  # "three Crimean Tatars"
    if not (whole or people or head.lemma_ in words["persons"] or head.lemma_.lower() in words["persons"]):
        return Participants(anchor="thing", subject=(head.left_edge.i, head.i + 1))
    count = number_of(head)
    if head.lower_ in ("one", "another", "some", "most", "majority", "rest", "others"):
        return Participants(
            (), (head.left_edge.i, head.i + 1), 1 if head.lower_ in ("one", "another") else None, "unnamed"
        )
    plural = head.tag_ in ("NNS", "NNPS") or (count or 0) > 1 or whole
    definite = whole or any(c.lower_ in _DEFINITE for c in head.children)
    if any(
        c.lower_ in ("a", "an", "another", "other", "more", "several", "some", "no") for c in head.children
    ):
        definite = False
    anchor = ("definite_pl" if plural else "definite_sg") if definite else "unnamed"
    stated = count if count else None if plural else 1
    return Participants((), (head.left_edge.i, head.i + 1), stated, anchor)
