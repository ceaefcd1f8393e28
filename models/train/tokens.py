"""Words and sentences of corpora that come as running text: the words are those of the pipeline in use."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import spacy
from spacy.language import Language

_END: Final = re.compile(r"(?<=[.!?…])[\"”»')]*\s+(?=[\"“«'(]*[A-ZА-ЯІЇЄ])|\n+")
_NOT_END: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Lt|Gov|Sen|Rep|Gen|Col|Sgt|Art|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-ZА-Я])\.$"
)


@cache
def _english() -> Language:
    return spacy.blank("en")


def split_words(text: str) -> list[tuple[int, int]]:
    """Character ranges of the words and punctuation marks of `text`, as spaCy's English pipelines cut them."""
    return [(t.idx, t.idx + len(t)) for t in _english().tokenizer(text) if not t.is_space]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of `text`, by punctuation and line breaks."""
    ranges, start = [], 0
    for gap in _END.finditer(text):
        if _NOT_END.search(text, start, gap.start()) and "\n" not in gap.group():
            continue
        ranges.append((start, gap.start()))
        start = gap.end()
    ranges.append((start, len(text)))
    return [(a, b) for a, b in ranges if text[a:b].strip()]
