"""Who an event happened to: the affected persons of a trigger, read from the dependency tree.

`affected` looks in the slot that the trigger's voice names and reads the phrase found there: a name, a pronoun,
"the six", "a 20-year-old student". What points back is settled by `models.components.referents`.
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
    anchor: str = (
        "empty"  # what stands in the slot: named, unnamed, pronoun_sg/pl, definite_sg/pl, thing, empty
    )

    def __bool__(self) -> bool:
        return self.anchor not in ("empty", "thing")


NOBODY = Participants()
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVE = ("who", "whom", "which", "that")
PASSIVE = ("nsubjpass", "auxpass")


def affected(trigger: Trigger, context: Context) -> Participants:
    """What stands in the slot of the affected person."""
    token = context.doc[trigger.root]
    words = vocabulary(context.doc.lang_, "participants")
    verbal = trigger.form in ("verb", "phrase") and token.pos_ in ("VERB", "AUX")
    found = _of_verb(token, trigger.slot, context, words) if verbal else _of_noun(token, context, words)
    if found.anchor in ("empty", "thing"):
        beside = across_colon(trigger, context) or entry_of(trigger, context)
        if beside:
            return Participants(tuple(beside), None, len(beside), "named")
    return found


def entry_of(trigger: Trigger, context: Context) -> list[int]:
    """Whom an entry of a list is about: the names that open a line marked as an item ("– A. Article 391. ...")."""
    first, _ = line_of(trigger.start, context)
    doc = context.doc
    marked = doc[first].text in ("–", "—", "-", "•", "*", "·") or doc[first].is_digit
    opening = [i for i in range(first, min(first + 4, trigger.start)) if i in context.by_token]
    if not opening or not (marked or _heading(opening[0], context)):
        return []
    return list(context.listed_with(doc[opening[0]]))


def _heading(index: int, context: Context) -> bool:
    """The name ends its own short sentence: "Novosibirsk. Ivan Petrov. Detained at home."."""
    sent = context.doc[index].sent
    return len(sent) <= 8 and not any(t.pos_ in ("VERB", "AUX") for t in sent)


def across_colon(trigger: Trigger, context: Context) -> list[int]:
    """Persons on the other side of a colon or dash in the line: "Detained: A, B" and "A – 19 years"."""
    doc = context.doc
    first, last = line_of(trigger.start, context)
    marks = [i for i in range(first, last) if doc[i].text in (":", "–", "—", "-", "−")]
    after = [i for i in marks if i >= trigger.end]
    before = [i for i in marks if i < trigger.start]
    if after:
        sent_end = min(last, doc[after[0]].sent.end if doc[after[0]].sent.end > after[0] + 1 else last)
        persons = context.persons_in(doc[after[0] : sent_end])
        if persons and not context.persons_in(doc[first : trigger.start]):
            return persons
    if before:
        left = before[-1]
        start = max(first, doc[trigger.start].sent.start) if left > doc[trigger.start].sent.start else first
        if not context.persons_in(doc[left : trigger.start]):
            return context.persons_in(doc[start:left])
    return []


def line_of(index: int, context: Context) -> tuple[int, int]:
    """Tokens of the line that holds a token, line breaks excluded."""
    doc = context.doc
    first = index
    while first > 0 and "\n" not in doc[first - 1].text:
        first -= 1
    last = index
    while last < len(doc) and "\n" not in doc[last].text:
        last += 1
    return first, last


def _of_verb(verb: Token, slot: str, context: Context, words: Mapping[str, Any]) -> Participants:
    if slot == "none":
        return _of_undertaking(verb, context, words)
    head = _slot_head(verb, slot, context)
    return _with_company(resolve(head, context, words), verb, context) if head is not None else NOBODY


def _with_company(found: Participants, verb: Token, context: Context) -> Participants:
    """ "was arrested together with X": X is added to whoever stands in the slot by name."""
    if found.anchor != "named" or not any(c.lower_ in ("together", "along") for c in verb.children):
        return found
    companion = _prep_object(verb, ("with",))
    named = context.persons_in(companion.subtree) if companion is not None else []
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
        found = _prep_object(token, prepositions[:4] if token == verb else prepositions)
        if found is not None:
            yield found
        owner = _child(token, ("poss",))
        if owner is not None:
            yield owner
    yield from (c for c in verb.children if c.dep_ in ("dobj", "obj", "dative"))
    subject = _subject(verb)
    if subject is not None and is_passive(verb):
        yield subject


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in PASSIVE for c in verb.children):
        return True
    has_object = any(c.dep_ in ("dobj", "obj") for c in verb.children)
    return verb.tag_ == "VBN" and not has_object and not _has_have(verb)


def _has_have(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _object(verb: Token, context: Context) -> Token | None:
    """The object that names or describes somebody; a sum or a term is the penalty, not its bearer."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj", "dative", "iobj")]
    objects = [c for c in objects if c.i not in context.values] or [
        t for o in objects for t in o.subtree if t.i in context.by_token
    ]
    return next((o for o in objects if context.person(o) is not None), objects[0] if objects else None)


def _slot_head(verb: Token, slot: str, context: Context) -> Token | None:
    """The head of the phrase in the slot of the affected person, for this verb's voice."""
    if slot == "object" and not is_passive(verb):
        return _object(verb, context) or _prep_object(verb, ("against", "on", "for", "of"))
    if is_passive(verb) and verb.dep_ in ("acl", "relcl") and _child(verb, SUBJECTS) is None:
        return verb.head
    found = _subject(verb)
    return found


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
    if depth and verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "acl") and verb.head != verb:
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
    while token.dep_ != "relcl" and token.head != token:
        token = token.head
    return token.head if token.dep_ == "relcl" else None


def _of_noun(noun: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    for head in _noun_slots(noun, words):
        found = resolve(head, context, words)
        if found:
            return found
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
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
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
            yield (
                subject
                if subject.lower_ not in ("who", "that", "which")
                else (_relative_head(verb) or subject)
            )
        if passive:
            found = _prep_object(verb, ("against", "on", "to", "for"))
            if found is not None:
                yield found
    yield from objects
    found = _prep_object(verb, ("against", "on", "upon", "for", "from"))
    if found is not None:
        yield found


def resolve(head: Token, context: Context, words: Mapping[str, Any]) -> Participants:
    """Whom a noun phrase names, describes or points to, its conjuncts included."""
    found = [_resolve_one(h, context, words) for h in [head, *head.conjuncts]]
    named = [f for f in found if f.anchor == "named"]
    if named:
        persons = unique(p for f in named for p in f.persons)
        counts = [f.count or 0 for f in named]
        return Participants(tuple(persons), None, max(len(persons), sum(counts)), "named")
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
        antecedent = _relative_head(head.head)
        if antecedent is not None and antecedent.lower_ in words["anybody"]:
            return Participants(anchor="generic", subject=(antecedent.i, antecedent.i + 1))
        return _resolve_one(antecedent, context, words) if antecedent is not None else NOBODY
    if head.lower_ in words["anybody"] and head.lower_ not in ("people", "those", "all"):
        return Participants(anchor="generic", subject=(head.i, head.i + 1))
    if head.lower_ in words["pronouns_singular"]:
        return Participants(anchor="pronoun_sg", subject=(head.i, head.i + 1))
    if head.lower_ in words["pronouns_plural"]:
        return Participants(anchor="pronoun_pl", subject=(head.i, head.i + 1))
    if head.lower_ in words["pronouns_first"]:
        return Participants(anchor="pronoun_first", subject=(head.i, head.i + 1))
    named = _named_inside(head, context)
    if named:
        stated = number_of(head)
        return Participants(tuple(named), None, max(stated or 0, len(named)), "named")
    if head.lemma_.lower() in words["possessed"]:
        owners = [t for t in [_child(head, ("poss",)), *_of_objects(head)] if t is not None]
        if owners:
            return _merged([resolve(owner, context, words) for owner in owners])
        return Participants(anchor="thing", subject=(head.left_edge.i, head.i + 1))
    return _described(head, context, words)


def _of_objects(noun: Token) -> Iterator[Token]:
    """ "the homes of A and of B": both."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "belonging"):
            for prep in [child, *(c for c in child.conjuncts if c.dep_ in ("prep", "conj"))]:
                found = _child(prep, ("pobj",))
                if found is not None:
                    yield found


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
    whole = head.lower_ in words["everybody"] or head.pos_ == "NUM"
    if not (whole or head.lemma_ in words["persons"] or head.lemma_.lower() in words["persons"]):
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
