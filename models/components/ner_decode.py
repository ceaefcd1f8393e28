"""From tag scores to names: the best sequence of tags in which every I-x follows B-x or I-x."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

LABELS: Final = (
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "DURATION", "MONEY", "LAW", "TITLE",
    "CRIMINAL_CHARGE",
)  # fmt: skip
TAGS: Final = ("O", *(f"{part}-{label}" for label in LABELS for part in "BI"))


class Named(NamedTuple):
    """Tokens `start` to `end`, characters `first` to `last`; `sure` is the mean probability of its tags."""

    start: int
    end: int
    label: str
    sure: float
    first: int
    last: int


def _allowed() -> npt.NDArray[np.float32]:
    """0 where a tag may follow another, a large cost where it may not: [from, to]."""
    table = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for j, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            table[:, j] = -1e4
            table[TAGS.index("B-" + tag[2:]), j] = table[j, j] = 0
    return table


_ALLOWED: Final = _allowed()


def best_tags(scores: npt.NDArray[np.float32]) -> list[int]:
    """Viterbi over (words, tags) log-probabilities. Where the likeliest tags fit, they are the answer."""
    if not len(scores):
        return []
    greedy = scores.argmax(axis=-1)
    if _ALLOWED[0, greedy[0]] == 0 and not _ALLOWED[greedy[:-1], greedy[1:]].any():
        return [int(tag) for tag in greedy]
    total = scores[0] + _ALLOWED[0]
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        ways = total[:, None] + _ALLOWED
        back[i] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[i]
    path = [int(total.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def runs(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of the names that `tags` spell."""
    start, label = 0, ""
    for i, number in enumerate([*tags, 0]):
        tag = TAGS[number]
        if label and tag != f"I-{label}":
            yield start, i, label
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]


def whole_people(found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """`found` with a person of one word joined to the person that stands right beside it.

    Tags are chosen word by word, so a rare given name may open a name that the surname opens again."""
    held: tuple[int, int, str] | None = None
    for name in found:
        if held and _one_person(held, name):
            held = held[0], name[1], held[2]
            continue
        if held:
            yield held
        held = name
    if held:
        yield held


def _one_person(a: tuple[int, int, str], b: tuple[int, int, str]) -> bool:
    beside = a[1] == b[0] and a[2] == b[2] == "PERSON"
    return beside and (a[1] - a[0] == 1 or b[1] - b[0] == 1)
