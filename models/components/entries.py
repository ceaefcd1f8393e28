"""Lists and entries without verbs: "Detained: A, B", "A – 19 years", "– A. Article 391. A year and a half"."""

from __future__ import annotations

from spacy.tokens import Token

from models.components.case_slots import slot_by_case
from models.components.context import Context
from models.components.triggers import Trigger

_DASHES = frozenset({"–", "—", "-", "−"})


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
    """Persons on the other side of a colon or dash in the line: "Detained: A, B" and "A – 19 years"; before that,
    where no tree tells the slots of a sentence, those whom their cases put there."""
    return list(slot_by_case(trigger, context).persons) or _across(trigger, context)


def _across(trigger: Trigger, context: Context) -> list[int]:
    doc = context.doc
    first, last = line_of(trigger.start, context)
    sent = doc[trigger.start].sent
    marks = [i for i in range(first, last) if _parts(doc[i])]
    after = [i for i in marks if trigger.end <= i <= sent.end]
    before = [i for i in marks if i < trigger.start and (i >= sent.start or i < doc[first].sent.end)]
    if after:
        sent_end = min(last, doc[after[0]].sent.end if doc[after[0]].sent.end > after[0] + 1 else last)
        persons = context.persons_in(doc[after[0] : sent_end])
        if persons and not context.persons_in(doc[first : trigger.start]):
            return persons
    if before and not context.persons_in(doc[before[-1] : trigger.start]):
        start = max(first, sent.start) if before[-1] > sent.start else first
        return context.persons_in(doc[start : before[-1]])
    return []


def _parts(mark: Token) -> bool:
    """A colon or a dash with space around it; "10-15" and "$134-200" are ranges."""
    if mark.text == ":":
        return True
    return (
        mark.text in _DASHES and bool(mark.whitespace_) and (mark.i == 0 or bool(mark.nbor(-1).whitespace_))
    )


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
