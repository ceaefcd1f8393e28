"""Sets of tags as bit masks.

Corpora annotate different labels. A token's target is therefore a set of tags that the corpus allows: one
without dates leaves open whether a word that it does not mark is a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from models.components.ner_decode import LABELS, TAGS

ANY: Final = (1 << len(TAGS)) - 1
OUTSIDE: Final = 1


def begins(labels: Iterable[str]) -> int:
    """Mask of the B- tags of `labels`."""
    return sum(1 << TAGS.index(f"B-{label}") for label in labels)


def continues(labels: Iterable[str]) -> int:
    """Mask of the I- tags of `labels`."""
    return sum(1 << TAGS.index(f"I-{label}") for label in labels)


def unmarked(known: Iterable[str]) -> int:
    """Mask for a word without a mark in a corpus that marks the labels `known`."""
    others = set(LABELS) - set(known)
    return OUTSIDE | begins(others) | continues(others)
