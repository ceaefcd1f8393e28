"""An event that an article tells again is one incident: the lead and the details, the list after the sentence.

A court does not sentence one person twice in one article without another term, another sum or another day being
told; nor are two groups of the same size detained twice. "A and B got 12 years" and, later, "B – 12 years" are one.
Two tellings of one event become one draft, each value with the characters where it was read.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import structs

from pipeline.records import Draft

# Of these an article often tells several: a hearing and what the prosecutor asked for, a transfer and a hunger strike.
SEVERAL: Final = frozenset({"trial", "other"})
# The first field of each row decides; the others go with it.
_FIELDS: Final = (
    ("date", "date_text", "date_span"),
    ("place", "place_span"),
    ("agency", "agency_span"),
    ("court", "court_span"),
    ("judge", "judge_span"),
    ("facility", "facility_span", "facility_value"),
    ("charge", "charge_span"),
    ("amount", "amount_span", "amount_equivalent"),
    ("sentence", "sentence_span", "term"),
    ("additional",),
    ("attribution", "attribution_span"),
)


def same_event(a: Draft, b: Draft) -> bool:
    """Whether two drafts of one article tell the same event."""
    if (a.type, a.status) != (b.type, b.status) or a.type in SEVERAL or not _agree(a, b):
        return False
    if a.persons and b.persons:
        mine, theirs = set(a.persons), set(b.persons)
        return mine == theirs or (bool(a.term and b.term) and (mine < theirs or theirs < mine))
    if not a.persons and not b.persons:
        return a.count_min == b.count_min and (a.count_min or 0) > 1
    return a.count_min == b.count_min and _share(a, b)


def _agree(a: Draft, b: Draft) -> bool:
    """Nothing that both tell differs: term, sum, and day."""
    if a.term and b.term and not _same_term(a, b):
        return False
    if a.amount and b.amount and not _same_sum(a, b):
        return False
    return not (a.date and b.date) or a.date.startswith(b.date) or b.date.startswith(a.date)


def _share(a: Draft, b: Draft) -> bool:
    """They tell one and the same term, sum or day: enough to know somebody unnamed by it."""
    return (
        bool(a.term and b.term)
        or bool(a.amount and b.amount)
        or (a.date is not None and a.date == b.date and len(a.date) == len("2024-01-01"))
    )


def _same_term(a: Draft, b: Draft) -> bool:
    lengths = [
        (t.years, t.months, t.days, t.hours, t.life, t.high) for t in (a.term, b.term) if t is not None
    ]
    return lengths[0] == lengths[1]


def _same_sum(a: Draft, b: Draft) -> bool:
    """Equal, or one is given as the equivalent of the other."""
    return bool({a.amount, a.amount_equivalent} & {b.amount, b.amount_equivalent} - {None})


def filled(draft: Draft, other: Draft) -> tuple[Draft, frozenset[str]]:
    """The draft with what only the other telling says, and the names of the fields that were taken over."""
    found: dict[str, Any] = {}
    for names in _FIELDS:
        if _richer(getattr(other, names[0]), getattr(draft, names[0])):
            found |= {name: getattr(other, name) for name in names}
    return structs.replace(draft, **found), frozenset(found)


def _richer(theirs: object, ours: object) -> bool:
    """Told by them alone; a day is more than the month or the year that it lies in."""
    if isinstance(theirs, str) and isinstance(ours, str):
        return theirs.startswith(f"{ours}-")
    return bool(theirs) and not ours
