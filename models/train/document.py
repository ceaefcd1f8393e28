"""Marked-up text as all corpora are read into: documents of sentences of words with mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from models.components.ner_decode import LABELS
from models.train.tags import ANY, begins, continues, unmarked

EVERY = frozenset(LABELS)
PLACES = ("GPE", "LOC", "FAC")
NAMES = frozenset({"PERSON", "ORG", *PLACES})


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` are one name with one of `labels`; no labels: anything goes there."""

    start: int
    end: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]

    def targets(self, known: Iterable[str]) -> list[int]:
        """One mask of allowed tags a word (see tags.py), for a corpus that marks the labels `known`."""
        masks = [unmarked(known)] * len(self.words)
        for mention in self.mentions:
            inside = continues(mention.labels) if mention.labels else ANY
            masks[mention.start : mention.end] = [inside] * (mention.end - mention.start)
            masks[mention.start] = begins(mention.labels) if mention.labels else ANY
        return masks


@dataclass(frozen=True, slots=True)
class Document:
    source: str
    sentences: tuple[Sentence, ...]
    known: frozenset[str] = field(default=EVERY)

    def with_sentences(self, sentences: Iterable[Sentence]) -> Document:
        return replace(self, sentences=tuple(sentences))

    @property
    def size(self) -> int:
        return sum(len(s.words) for s in self.sentences)


def sentence(words: Iterable[str], mentions: Iterable[Mention]) -> Sentence:
    """A sentence whose mentions do not overlap: the longer of two, then the earlier one stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return Sentence(tuple(words), tuple(sorted(kept, key=lambda m: m.start)))
