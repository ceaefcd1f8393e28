"""Who judged: the person with a judge's title in the sentence of a court event, or next to it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from models.components.agencies import JUDICIAL
from models.components.arguments import in_sentence, nearest
from models.components.context import Context
from models.components.roles import stated_roles
from models.components.triggers import Trigger

NEAR = 2  # sentences on either side


@dataclass(frozen=True, slots=True)
class Judge:
    """An index of `doc._.people`, and where the name stands."""

    person: int
    span: Span


def judges(context: Context) -> list[Judge]:
    """Every mention of somebody with a judge's title, in text order, once a document."""
    doc = context.doc
    if "judges" not in doc.user_data:
        found = [
            Judge(index, span)
            for index, person in enumerate(context.people)
            if "judge" in stated_roles(context, index)
            for start, end in person.mentions
            if (span := doc.char_span(start, end, alignment_mode="expand")) is not None
        ]
        doc.user_data["judges"] = sorted(found, key=lambda judge: judge.span.start)
    known: list[Judge] = doc.user_data["judges"]
    return known


def judge_of(trigger: Trigger, bearers: tuple[int, ...], context: Context) -> Judge | None:
    """The judge of a court event: of its sentence, else the nearest in the paragraph, at most two sentences off.
    Whoever bears the event is not its judge."""
    if trigger.type not in JUDICIAL:
        return None
    doc = context.doc
    known = [judge for judge in judges(context) if judge.person not in bearers]
    here = nearest(trigger, in_sentence(trigger, doc, [judge.span for judge in known]), doc)
    if here is None:
        here = min(
            (judge.span for judge in known if _close(trigger, judge.span, doc)),
            key=lambda span: abs(span.start - trigger.start),
            default=None,
        )
    return next((judge for judge in known if judge.span == here), None) if here is not None else None


def _close(trigger: Trigger, span: Span, doc: Doc) -> bool:
    left, right = sorted((trigger.start, span.start))
    between = doc[left:right]
    broken = any("\n\n" in token.text for token in between)
    return not broken and sum(bool(token.is_sent_start) for token in between) <= NEAR
