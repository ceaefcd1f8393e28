"""The values of an event: when, where, by whom, for what, how much. Each is a span near the trigger.

Nearest wins, with preference for the clause of the trigger, then its sentence, then the paragraph so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from models.components.triggers import Trigger


def in_sentence(trigger: Trigger, doc: Doc, spans: Iterable[Span]) -> list[Span]:
    sent = doc[trigger.start].sent
    return [s for s in spans if s.start >= sent.start and s.start < sent.end]


def nearest(trigger: Trigger, spans: Sequence[Span], doc: Doc) -> Span | None:
    """The span with the fewest words between; a clause boundary counts as ten words."""
    return min(spans, key=lambda s: _gap(trigger, s, doc), default=None)


def _gap(trigger: Trigger, span: Span, doc: Doc) -> float:
    left, right = (span.end, trigger.start) if span.start < trigger.start else (trigger.end, span.start)
    between = doc[left : max(left, right)]
    breaks = sum(t.text in (";", ":", "–", "—") or t.lower_ in ("but", "while", "although") for t in between)
    return len(between) + 10 * breaks + (0.5 if span.start < trigger.start else 0)


def paragraph_before(trigger: Trigger, doc: Doc, spans: Iterable[Span]) -> list[Span]:
    """Spans of the same paragraph that stand before the sentence of the trigger, nearest last."""
    start = trigger.start
    while start > 0 and "\n\n" not in doc[start - 1].text:
        start -= 1
    sent = doc[trigger.start].sent
    return [s for s in spans if start <= s.start < sent.start]


def next_sentence(trigger: Trigger, doc: Doc, spans: Iterable[Span]) -> list[Span]:
    """Spans of the sentence after that of the trigger, in the same paragraph, unless it tells an event itself."""
    start = doc[trigger.start].sent.end
    if start >= len(doc) or "\n\n" in doc[start - 1].text:
        return []
    end = doc[start].sent.end
    if any(start <= other.start < end for other in doc.user_data.get("triggers", ())):
        return []
    return [s for s in spans if start <= s.start < end]


def unresolved(trigger: Trigger, doc: Doc) -> Span | None:
    """Words of the sentence that date the event but cannot be resolved: "last year in August" without a page date."""
    dates = [s for s in doc.spans.get("dates", ()) if s._.date is not None and s._.date.iso is None]
    inside = in_sentence(trigger, doc, dates)
    before = paragraph_before(trigger, doc, dates)
    return nearest(trigger, inside, doc) or (before[-1] if before else None)


def amount_of(trigger: Trigger, doc: Doc, taken: set[int]) -> Span | None:
    """A sum of the sentence that is no equivalent of another and not given to an earlier event."""
    sums = [s for s in doc.spans.get("amounts", ()) if s._.equivalent_of is None and s.start not in taken]
    return nearest(trigger, in_sentence(trigger, doc, sums), doc)


def charge_of(trigger: Trigger, doc: Doc) -> Span | None:
    """The legal article, else the label: of the sentence, else of its neighbours in the paragraph."""
    charges = list(doc.spans.get("charges", ()))
    inside = in_sentence(trigger, doc, charges)
    pool = inside or paragraph_before(trigger, doc, charges)[-2:]
    numbered = [s for s in pool if s._.charge.article]
    return nearest(trigger, numbered or pool, doc)
