"""A plain tokenizer for corpora that come as running text, close to spaCy's for English."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|St|Lt|Gov|Sen|Rep|Gen|Col|Sgt|Art|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\."
    r"|(?<![^\W\d_])[A-ZА-Я]\.(?=\s?[A-ZА-Я])|['’]s\b|n['’]t\b"
    r"|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\S"
)
_END: Final = re.compile(r"(?<=[.!?…])[\"”»')]*\s+(?=[\"“«'(]*[A-ZА-ЯІЇЄ])|\n+")
_NOT_END: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Lt|Gov|Sen|Rep|Gen|Col|Sgt|Art|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-ZА-Я])\.$"
)


def split_words(text: str) -> list[tuple[int, int]]:
    """Character ranges of the words and punctuation marks of `text`."""
    return [m.span() for m in _TOKEN.finditer(text)]


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
