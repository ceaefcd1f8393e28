"""Which pairs of articles are worth a closer look: near in time, and alike in vectors or names.

Works in chunks over articles sorted by day, so that the memory is bounded and, for dated articles, the work
grows with the number of articles times the number within the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from pipeline.resolve.pair_model import WINDOW, Floats, Ints, Pairs

NEAREST: Final = 12  # candidates an article and kind of likeness
_CHUNK: Final = 512
_KINDS: Final = ("names", "loose_pairs")


def _windows(days: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Chunks of places with the places they are compared to; undated articles are compared to all."""
    undated = np.flatnonzero(days == 0)
    dated = np.flatnonzero(days != 0)
    dated = dated[np.argsort(days[dated], kind="stable")]
    for begin in range(0, len(dated), _CHUNK):
        chunk = dated[begin : begin + _CHUNK]
        low = np.searchsorted(days[dated], days[chunk[0]] - WINDOW, side="left")
        high = np.searchsorted(days[dated], days[chunk[-1]] + WINDOW, side="right")
        yield chunk, np.concatenate([dated[low:high], undated])
    everything = np.arange(len(days))
    for begin in range(0, len(undated), _CHUNK):
        yield undated[begin : begin + _CHUNK], everything


def _nearest(likeness: Floats, chunk: Ints, others: Ints) -> tuple[Ints, Ints]:
    """The pairs of each row's highest likenesses above zero, without an article and itself."""
    likeness[chunk[:, None] == others[None, :]] = 0
    keep = min(NEAREST, likeness.shape[1])
    best = np.argpartition(-likeness, keep - 1, axis=1)[:, :keep]
    rows = np.repeat(np.arange(len(chunk)), keep)
    columns = best.ravel()
    found = likeness[rows, columns] > 0
    return chunk[rows[found]], others[columns[found]]


def candidates(pairs: Pairs) -> tuple[Ints, Ints]:
    """Pairs of places (first < second), each once."""
    found: list[tuple[Ints, Ints]] = []
    for chunk, others in _windows(pairs.days):
        found.append(_nearest(pairs.vectors[chunk] @ pairs.vectors[others].T, chunk, others))
        for kind in _KINDS:
            matrix = pairs.matrices.unit[kind]
            likeness = np.asarray((matrix[chunk] @ matrix[others].T).todense(), dtype=np.float32)
            found.append(_nearest(likeness, chunk, others))
    first = np.concatenate([one for one, _ in found]) if found else np.zeros(0, dtype=np.int64)
    second = np.concatenate([other for _, other in found]) if found else np.zeros(0, dtype=np.int64)
    ordered = np.stack([np.minimum(first, second), np.maximum(first, second)])
    unique = np.unique(ordered, axis=1)
    return unique[0], unique[1]
