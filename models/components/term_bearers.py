"""Who got which term: "A and B got 19 and 18 years", "A to 12 years, B to 8", "13 days: C, D".

Sentences with several terms and several names are aligned by order, since their syntax is elliptic.
"""

from __future__ import annotations

from spacy.tokens import Doc

from models.components.context import JOINERS, Context, unique
from models.components.entries import across_colon, entry_of
from models.components.participants import affected
from models.components.phrases import Participants
from models.components.triggers import Trigger


def bearers(trigger: Trigger, context: Context) -> Participants:
    """The bearers of the term that `trigger` covers."""
    aligned = _aligned(trigger, context)
    if aligned:
        return Participants(tuple(aligned), None, len(aligned), "named")
    beside = across_colon(trigger, context) or entry_of(trigger, context)
    if beside:
        return Participants(tuple(beside), None, len(beside), "named")
    return affected(trigger, context)


def _aligned(trigger: Trigger, context: Context) -> list[int]:
    doc = context.doc
    sent = doc[trigger.start].sent
    terms = [
        (s.start, s.end) for s in doc.spans.get("terms", ()) if s.start >= sent.start and s.end <= sent.end
    ]
    names = _names(context, sent.start, sent.end)
    if len(terms) < 2 or len(names) < 2 or (trigger.start, trigger.end) not in terms:
        return []
    index = terms.index((trigger.start, trigger.end))
    distributed = _respectively(terms, names)
    if distributed is not None:
        return [distributed[index]]
    return _between(terms, names, index, doc)


def _names(context: Context, start: int, end: int) -> list[tuple[int, int]]:
    """(token, person) of each name in a stretch, once a mention."""
    out: list[tuple[int, int]] = []
    for i in range(start, end):
        person = context.by_token.get(i)
        if person is not None and not (out and out[-1][1] == person and i - out[-1][0] < 4):
            out.append((i, person))
    return out


def _respectively(terms: list[tuple[int, int]], names: list[tuple[int, int]]) -> list[int] | None:
    """As many names as terms, all names first, then all terms close together."""
    persons = unique(p for _, p in names)
    if len(persons) != len(terms) or names[-1][0] > terms[0][0]:
        return None
    return persons


def _between(terms: list[tuple[int, int]], names: list[tuple[int, int]], index: int, doc: Doc) -> list[int]:
    """Names beside the run of terms that this one belongs to ("A and B got 19 and 18 years, C 12"): one each in
    order, or all of them; names come first unless the first term precedes them."""
    runs = _runs(terms, doc)
    at = next(k for k, run in enumerate(runs) if index in run)
    run = runs[at]
    if names[0][0] < terms[0][0]:
        left = terms[runs[at - 1][-1]][1] if at else -1
        found = unique(p for i, p in names if left <= i < terms[run[0]][0])
    else:
        right = terms[runs[at + 1][0]][0] if at + 1 < len(runs) else 10**9
        found = unique(p for i, p in names if terms[run[-1]][1] <= i < right)
    return [found[run.index(index)]] if len(run) == len(found) else found


def _runs(terms: list[tuple[int, int]], doc: Doc) -> list[list[int]]:
    """Indexes of terms, those together that only a comma or "and" parts."""
    runs: list[list[int]] = []
    for index, (start, _) in enumerate(terms):
        if runs and all(doc[i].lower_ in JOINERS for i in range(terms[index - 1][1], start)):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
