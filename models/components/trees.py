"""Walking a dependency tree (labels of the CLEAR style that spaCy's English parser gives)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVE = ("who", "whom", "which", "that")
PASSIVE = ("nsubjpass", "auxpass")


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in PASSIVE for c in verb.children):
        return True
    if child_of(verb, ("dobj", "obj")) is not None:
        return False
    if verb.dep_ == "conj" and child_of(verb, SUBJECTS) is None and _is_verb(verb.head):
        return is_passive(verb.head)  # "was sentenced and fined"
    return verb.tag_ == "VBN" and not _has_have(verb)


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _has_have(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def child_of(token: Token, deps: Iterable[str]) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def prep_object(token: Token, prepositions: Iterable[str]) -> Token | None:
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in prepositions:
            found = child_of(child, ("pobj", "pcomp"))
            if found is not None:
                return found
    return None


def subject_of(verb: Token, depth: int = 4) -> Token | None:
    """The subject, inherited through coordination and control ("was detained and fined", "had to pay")."""
    found = child_of(verb, SUBJECTS)
    if found is not None:
        return found
    if depth and verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "acl") and verb.head != verb:
        if verb.dep_ == "xcomp":
            controlled = child_of(verb.head, ("dobj", "dative"))
            if controlled is not None:
                return controlled
        if verb.dep_ in ("acl",):
            return verb.head
        return subject_of(verb.head, depth - 1)
    return None


def relative_head(verb: Token) -> Token | None:
    token = verb
    while token.dep_ != "relcl" and token.head != token:
        token = token.head
    return token.head if token.dep_ == "relcl" else None


def governor(noun: Token) -> Token | None:
    token = noun
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None


def of_objects(noun: Token) -> Iterator[Token]:
    """ "the homes of A and of B": both."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "belonging"):
            for prep in [child, *(c for c in child.conjuncts if c.dep_ in ("prep", "conj"))]:
                found = child_of(prep, ("pobj",))
                if found is not None:
                    yield found
