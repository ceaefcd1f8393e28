"""Who an event happened to: the affected persons of a trigger, read from the dependency tree.

`affected` looks in the slot that the trigger's voice names and reads the phrase found there: a name, a pronoun,
"the six", "a 20-year-old student". What points back is settled by `models.components.referents`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from spacy.tokens import Token

from models.components.case_slots import slot_by_case
from models.components.context import Context, unique
from models.components.entries import across_colon, entry_of
from models.components.phrases import NOBODY, POINTING, Participants, resolve
from models.components.trees import (
    SUBJECTS,
    child_of,
    governor,
    is_passive,
    prep_object,
    relative_head,
    subject_of,
)
from models.components.triggers import Trigger
from models.vocabulary import vocabulary

OBJECTS = ("dobj", "obj", "dative", "iobj")


def affected(trigger: Trigger, context: Context) -> Participants:
    """What stands in the slot of the affected person."""
    token = context.doc[trigger.root]
    words = vocabulary(context.doc.lang_, "participants")
    verbal = trigger.form in ("verb", "phrase") and token.pos_ in ("VERB", "AUX")
    found = _of_verb(token, trigger.slot, context, words) if verbal else _of_noun(token, context, words)
    if found.anchor in ("empty", "thing") and trigger.form == "phrase":
        found = _inside(trigger, context, words) or found
    if found.anchor in ("empty", "thing"):
        beside = across_colon(trigger, context) or entry_of(trigger, context)
        if beside:
            return Participants(tuple(beside), None, len(beside), "named")
        return slot_by_case(trigger, context) or found
    return found


def _inside(trigger: Trigger, context: Context, words: Mapping[str, Any]) -> Participants:
    """Whoever the words of the event name themselves: "made him pay", "bail for X"."""
    for token in context.doc[trigger.start + 1 : trigger.end]:
        found = resolve(token, context, words) if token.pos_ in ("PRON", "PROPN") else NOBODY
        if found:
            return found
    return NOBODY


def _of_verb(verb: Token, slot: str, context: Context, words: Mapping[str, Any]) -> Participants:
    if slot == "none":
        return _of_undertaking(verb, context, words)
    head = _slot_head(verb, slot, context)
    return _with_company(resolve(head, context, words), verb, context) if head is not None else NOBODY


def _with_company(found: Participants, verb: Token, context: Context) -> Participants:
    """ "was arrested together with X": X is added to whoever stands in the slot."""
    together = next((c for c in verb.children if c.lower_ in ("together", "along")), None)
    if together is None or found.anchor not in ("named", *POINTING):
        return found
    companion = prep_object(verb, ("with",)) or prep_object(together, ("with",))
    named = context.persons_in(companion.subtree) if companion is not None else []
    if found.anchor != "named":
        return replace(found, company=tuple(named))
    persons = unique([*found.persons, *named])
    return replace(found, persons=tuple(persons), count=len(persons))


def _of_undertaking(verb: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """ "A case was opened against X", "the court left X's sentence unchanged": X stands with a preposition,
    possesses the object or the subject, or is the one that the words are said of."""
    best = NOBODY
    for head in _undertaking_slots(verb):
        found = resolve(head, context, words)
        if found:
            return found
        best = best if best.anchor != "empty" else found
    return best


def _undertaking_slots(verb: Token) -> Iterator[Token]:
    prepositions = ("against", "on", "upon", "for", "to", "with", "of", "from")
    for token in [
        verb,
        *(c for c in verb.children if c.dep_ in ("dobj", "obj", "nsubjpass", "prep", "attr")),
    ]:
        found = prep_object(token, prepositions[:4] if token == verb else prepositions)
        if found is not None:
            yield found
        owner = child_of(token, ("poss",))
        if owner is not None:
            yield owner
    yield from (c for c in verb.children if c.dep_ in ("dobj", "obj", "dative"))
    subject = subject_of(verb)
    if subject is not None and is_passive(verb):
        yield subject


def _object(verb: Token, context: Context) -> Token | None:
    """The object that names or describes somebody; a sum or a term is the penalty, not its bearer."""
    objects = [c for c in verb.children if c.dep_ in OBJECTS] or _shared_objects(verb)
    objects = [c for c in objects if c.i not in context.values] or [
        t for o in objects for t in o.subtree if t.i in context.by_token
    ]
    return next((o for o in objects if context.person(o) is not None), objects[0] if objects else None)


def _shared_objects(verb: Token) -> list[Token]:
    """ "beat and insulted him": the object of the verb that follows in coordination."""
    joined = next((c for c in verb.children if c.dep_ == "conj" and child_of(c, SUBJECTS) is None), None)
    return [c for c in joined.children if c.dep_ in OBJECTS] if joined is not None else []


def _slot_head(verb: Token, slot: str, context: Context) -> Token | None:
    """The head of the phrase in the slot of the affected person, for this verb's voice."""
    if slot == "object" and not is_passive(verb):
        return _object(verb, context) or prep_object(verb, ("against", "on", "for", "of"))
    if is_passive(verb) and verb.dep_ in ("acl", "relcl") and child_of(verb, SUBJECTS) is None:
        return verb.head
    return subject_of(verb)


def _of_noun(noun: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    for head in _noun_slots(noun, words):
        found = resolve(head, context, words)
        if found:
            return found
    return NOBODY


def _noun_slots(noun: Token, words: Mapping[str, Any]) -> Iterator[Token]:
    """Phrases that may hold the bearer of an event noun, the surest first."""
    prepositions = words["case_prepositions"]
    poss = child_of(noun, ("poss",))
    if poss is not None:
        yield poss
    found = prep_object(noun, prepositions)
    if found is not None:
        yield found
    head = governor(noun)
    if head is None:
        return
    yield from _governed(head, words)


def _governed(verb: Token, words: Mapping[str, Any]) -> Iterator[Token]:
    lemma = verb.lemma_.lower()
    passive = is_passive(verb)
    receiver = child_of(verb, ("dative", "iobj"))
    if receiver is not None:
        yield child_of(receiver, ("pobj",)) or receiver
    if lemma in words["giving"] and not passive:
        found = prep_object(verb, words["case_prepositions"])
        if found is not None:
            yield found
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    subject = subject_of(verb)
    if passive or lemma in words["bearing"] or lemma == "be":
        if subject is not None:
            yield (
                subject
                if subject.lower_ not in ("who", "that", "which")
                else (relative_head(verb) or subject)
            )
        if passive:
            found = prep_object(verb, ("against", "on", "to", "for"))
            if found is not None:
                yield found
    yield from objects
    found = prep_object(verb, ("against", "on", "upon", "for", "from"))
    if found is not None:
        yield found
