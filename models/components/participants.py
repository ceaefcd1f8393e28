"""Who an event happened to: the affected persons of a trigger, read from the dependency tree.

`affected` looks in the slot that the trigger's voice names, resolves the phrase found there (names, pronouns,
"the six", "a 20-year-old student") and falls back to what the sentence and the text before it are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Token

from models.components.context import Context, unique
from models.components.numerals import number_of
from models.components.triggers import Trigger
from models.components.lexicon import vocabulary


@dataclass(frozen=True, slots=True)
class Participants:
    """`persons`: indexes of named people; `subject`: who, in the text's words, where nobody is named."""

    persons: tuple[int, ...] = ()
    subject: tuple[int, int] | None = None  # tokens
    count: int | None = None
    how: str = "none"  # which rule found them: slot, noun, list, context, ...

    def __bool__(self) -> bool:
        return bool(self.persons) or self.subject is not None


NOBODY = Participants()
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
PASSIVE = ("nsubjpass", "auxpass")


def affected(trigger: Trigger, context: Context) -> Participants:
    """The participants of one trigger; `how` says where they were found."""
    token = context.doc[trigger.root]
    words = vocabulary(context.doc.lang_, "participants")
    if trigger.form in ("verb", "phrase") and token.pos_ in ("VERB", "AUX"):
        found = _of_verb(token, trigger.slot, context, words)
    else:
        found = _of_noun(token, context, words)
    return found


def _of_verb(verb: Token, slot: str, context: Context, words: Mapping[str, Any]) -> Participants:
    head = _slot_head(verb, slot)
    if head is None:
        return NOBODY
    return replace(resolve(head, context, words), how="slot")


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in PASSIVE for c in verb.children):
        return True
    has_object = any(c.dep_ in ("dobj", "obj") for c in verb.children)
    return verb.tag_ == "VBN" and not has_object and not _has_have(verb)


def _has_have(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _slot_head(verb: Token, slot: str) -> Token | None:
    """The head of the phrase in the slot of the affected person, for this verb's voice."""
    if slot == "object" and not is_passive(verb):
        found = _child(verb, ("dobj", "obj", "dative", "iobj"))
        if found is not None and not _thing(found):
            return found
        return _prep_object(verb, ("against", "on", "for", "of")) or (found if found is not None else None)
    if is_passive(verb) and verb.dep_ in ("acl", "relcl") and _child(verb, SUBJECTS) is None:
        return verb.head
    found = _subject(verb)
    if found is not None and found.lower_ in ("who", "which", "that", "whom"):
        return _relative_head(verb)
    return found


def _thing(token: Token) -> bool:
    return token.pos_ in ("NUM",) and False


def _child(token: Token, deps: Iterable[str]) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _prep_object(token: Token, prepositions: Iterable[str]) -> Token | None:
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in prepositions:
            found = _child(child, ("pobj", "pcomp"))
            if found is not None:
                return found
    return None


def _subject(verb: Token, depth: int = 4) -> Token | None:
    """The subject, inherited through coordination and control ("was detained and fined", "had to pay")."""
    found = _child(verb, SUBJECTS)
    if found is not None:
        return found
    if depth and verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "acl") and verb.head is not verb:
        if verb.dep_ == "xcomp":
            controlled = _child(verb.head, ("dobj", "dative"))
            if controlled is not None:
                return controlled
        if verb.dep_ in ("acl",):
            return verb.head
        return _subject(verb.head, depth - 1)
    return None


def _relative_head(verb: Token) -> Token | None:
    token = verb
    while token.dep_ != "relcl" and token.head is not token:
        token = token.head
    return token.head if token.dep_ == "relcl" else None


def _of_noun(noun: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    for head in _noun_slots(noun, words):
        found = resolve(head, context, words)
        if found:
            return replace(found, how="noun")
    return NOBODY


def _noun_slots(noun: Token, words: Mapping[str, Any]) -> Iterator[Token]:
    """Phrases that may hold the bearer of an event noun, the surest first."""
    prepositions = words["case_prepositions"]
    poss = _child(noun, ("poss",))
    if poss is not None:
        yield poss
    found = _prep_object(noun, prepositions)
    if found is not None:
        yield found
    head = _governor(noun)
    if head is None:
        return
    yield from _governed(head, words)


def _governor(noun: Token) -> Token | None:
    token = noun
    while token.head is not token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None


def _governed(verb: Token, words: Mapping[str, Any]) -> Iterator[Token]:
    lemma = verb.lemma_.lower()
    passive = is_passive(verb)
    receiver = _child(verb, ("dative", "iobj"))
    if receiver is not None:
        yield _child(receiver, ("pobj",)) or receiver
    if lemma in words["giving"] and not passive:
        found = _prep_object(verb, words["case_prepositions"])
        if found is not None:
            yield found
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    subject = _subject(verb)
    if passive or lemma in words["bearing"] or lemma == "be":
        if subject is not None:
            yield subject if subject.lower_ not in ("who", "that", "which") else (_relative_head(verb) or subject)
        if passive:
            found = _prep_object(verb, ("against", "on", "to", "for"))
            if found is not None:
                yield found
    yield from objects
    found = _prep_object(verb, ("against", "on", "upon", "for", "from"))
    if found is not None:
        yield found


def resolve(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """The persons that a noun phrase names or points to, its conjuncts included."""
    found = [_resolve_one(h, context, words) for h in [head, *head.conjuncts]]
    persons = unique(p for f in found for p in f.persons)
    counts = [f.count for f in found if f.count]
    if persons:
        stated = max(counts) if counts else None
        return Participants(tuple(persons), None, stated if stated and stated > len(persons) else len(persons))
    subject = next((f for f in found if f.subject), None)
    if subject is None:
        return NOBODY
    return replace(subject, count=sum(counts) if counts else None)


def _resolve_one(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    person = context.person(head)
    if person is not None:
        return Participants((person,), None, 1)
    if head.lower_ in words["pronouns_singular"] or head.lower_ in words["pronouns_plural"]:
        return _pronoun(head, context, words)
    named = _named_inside(head, context)
    if named:
        stated = number_of(head)
        return Participants(tuple(named), None, max(stated or 0, len(named)))
    if head.lemma_.lower() in words["possessed"]:
        owner = _child(head, ("poss",)) or _prep_object(head, ("of", "belonging"))
        return resolve(owner, context, words) if owner is not None else NOBODY
    return _described(head, context, words)


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


def _pronoun(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    if head.i in context.coref and head.lower_ in words["pronouns_singular"]:
        return Participants((context.coref[head.i],), None, 1)
    if head.lower_ in words["pronouns_plural"]:
        group = last_group(context, head.i)
        return Participants(group, None, len(group)) if group else NOBODY
    person = last_person(context, head.i)
    return Participants((person,), None, 1) if person is not None else NOBODY


def last_person(context: Context, before: int) -> int | None:
    """The person named last before a token, subjects of the sentence before first."""
    names = [i for i in sorted(context.by_token) if i < before]
    if not names:
        return None
    sent = context.doc[before].sent
    earlier = [i for i in names if i < sent.start]
    inside = [i for i in names if i >= sent.start]
    for pool in (inside, earlier[-12:]):
        subjects = [i for i in pool if context.doc[i].dep_ in SUBJECTS]
        if subjects:
            return context.by_token[subjects[-1]]
    return context.by_token[names[-1]]


def last_group(context: Context, before: int, size: int | None = None) -> tuple[int, ...]:
    """The persons listed last before a token; with `size`, the last (else first later) list of that many."""
    fits = [listed for listed in context.lists if size is None or len(listed.persons) == size]
    earlier = [listed for listed in fits if listed.start < before]
    if earlier:
        return earlier[-1].persons
    return fits[0].persons if fits and size else ()


def _described(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """A phrase without a name: definite ones point back, counted and indefinite ones are unnamed subjects."""
    count = number_of(head)
    definite = any(c.lower_ in ("the", "this", "that", "these", "those", "all", "both") for c in head.children)
    definite = definite or head.lower_ in words["everybody"] or head.lower_ in ("two", "three", "four", "five", "six")
    plural = head.tag_ in ("NNS", "NNPS") or (count or 0) > 1 or head.lower_ in words["everybody"]
    is_person = head.lemma_ in words["persons"] or head.lemma_.lower() in words["persons"] or head.pos_ == "NUM"
    is_person = is_person or head.lower_ in words["everybody"]
    if definite and is_person:
        if head.i in context.coref and not plural:
            return Participants((context.coref[head.i],), None, 1)
        found = _point_back(head, context, count, plural)
        if found:
            return found
    if not is_person:
        return NOBODY
    span = (head.left_edge.i, head.i + 1)
    return Participants((), span, count if count else None if plural else 1)


def _point_back(head: Token, context: Context, count: int | None, plural: bool) -> Participants:
    if plural:
        size = 2 if head.lower_ in ("both", "couple", "pair") else count
        group = last_group(context, head.i, size)
        if not group and size and len(context.people) == size:
            group = tuple(range(size))
        return Participants(group, None, len(group)) if group else NOBODY
    if count is not None and count != 1:
        return NOBODY
    person = last_person(context, head.i)
    return Participants((person,), None, 1) if person is not None else NOBODY
