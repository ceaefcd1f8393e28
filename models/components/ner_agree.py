"""Makes the names of one document agree: one spelling, one label.

The network reads windows of a few sentences. A town that it takes for a person once is outvoted by the places
where the context says what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from models.components.ner_decode import Named

_VOTING: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})


def agree(found: Sequence[Named], text: str) -> list[Named]:
    """`found` with the label of each spelling settled by the sum of the probabilities of its mentions."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in _names(found):
        votes[text[name.first : name.last]][name.label] += name.sure
    settled = {spelling: max(labels, key=lambda x: labels[x]) for spelling, labels in votes.items()}
    return [
        name._replace(label=settled[text[name.first : name.last]]) if name.label in _VOTING else name
        for name in found
    ]


def _names(found: Iterable[Named]) -> Iterable[Named]:
    return (name for name in found if name.label in _VOTING)
