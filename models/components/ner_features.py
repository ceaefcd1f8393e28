"""What the name recogniser sees of a word: its word pieces, its letters and its case.

The encoder is uncased, so case comes in beside its pieces. Training and use share this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[np.int64]]

CHARS: Final = 16  # letters kept of a word: the first eight and the last eight
MAX_PIECES: Final = 12  # pieces kept of a word; longer ones are web addresses and noise
WINDOW: Final = 160  # pieces in one window of consecutive sentences
_ASCII: Final = range(33, 127)
CHAR_KINDS: Final = len(_ASCII) + 8
SHAPES: Final = 12
_CLS, _SEP = 101, 102


class WordPieces:
    """Piece ids of words by a `tokenizer.json`; remembers the words it has seen."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._seen: dict[str, tuple[int, ...]] = {}

    def __call__(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece ids of each word, one to MAX_PIECES."""
        new = sorted({w for w in words if w not in self._seen})
        if len(self._seen) > 200_000:
            self._seen.clear()
            new = sorted(set(words))
        for word, encoding in zip(new, self._encode(new), strict=True):
            self._seen[word] = tuple(encoding.ids[:MAX_PIECES]) or (100,)
        return [self._seen[w] for w in words]

    def _encode(self, words: list[str]) -> list[Any]:
        return list(self._tokenizer.encode_batch([w[:100] for w in words], add_special_tokens=False))


def _char_kind(char: str) -> int:
    code = ord(char)
    if code in _ASCII:
        return code - 32
    base = len(_ASCII) + 1
    if char.isdigit():
        return base
    if not char.isalpha():
        return base + 1
    latin = code < 0x250
    return base + (2 if latin else 4) + int(char.isupper())


@lru_cache(maxsize=100_000)
def letters(word: str) -> tuple[int, ...]:
    """CHARS numbers for the first and the last letters of `word`, 0 where it is shorter."""
    half = CHARS // 2
    head = [_char_kind(c) for c in word[:half]]
    tail = [_char_kind(c) for c in word[half:][-half:]]
    return (*head, *[0] * (half - len(head)), *tail, *[0] * (half - len(tail)))


@lru_cache(maxsize=100_000)
def shape(word: str) -> int:  # noqa: PLR0911
    """The kind of a word by case and digits, 1 to SHAPES - 1."""
    if word.isdigit():
        return 1
    if any(c.isdigit() for c in word):
        return 2
    if not any(c.isalpha() for c in word):
        return 3
    if word.islower():
        return 4
    if len(word) <= 2 and word[0].isupper():
        return 5 if len(word) == 1 else 6
    if word.isupper():
        return 7
    if word[0].isupper() and word[1:].islower():
        return 8
    return 9 if word[0].isupper() else 10


def loudness(words: Sequence[str]) -> int:
    """How much of a sentence is capitalised: 0 as usual, 1 like a headline, 2 in capitals."""
    shapes = [shape(w) for w in words if len(w) > 3]
    if len(shapes) < 3:
        return 0
    if sum(s == 7 for s in shapes) > 0.6 * len(shapes):
        return 2
    return int(sum(s in (7, 8, 9) for s in shapes) > 0.7 * len(shapes))


def windows(sizes: Sequence[int], limit: int = WINDOW) -> Iterator[tuple[int, int]]:
    """Ranges of consecutive sentences of at most `limit` pieces together; `sizes`: pieces of each."""
    start, total = 0, 0
    for position, size in enumerate(sizes):
        if position > start and total + size > limit:
            yield start, position
            start, total = position, 0
        total += size
    if start < len(sizes):
        yield start, len(sizes)


def arrays(batch: Sequence[Sequence[Sequence[str]]], pieces: WordPieces) -> Arrays:
    """Input arrays of a batch of windows; a window is a list of sentences, a sentence a list of words.

    ids, mask, word (B, S): piece ids, 1 where there is one, 1-based word of each piece (0: none);
    letters (B, W, CHARS), cues (B, W, 3): shape, first in sentence, loudness; first (B, W): first piece.
    """
    rows = [_row(window, pieces) for window in batch]
    length = max(len(r["ids"]) for r in rows)
    width = max(len(r["first"]) for r in rows)
    limits = {"ids": length, "mask": length, "word": length, "letters": width, "cues": width, "first": width}
    return {key: _stacked([r[key] for r in rows], limit) for key, limit in limits.items()}


def _stacked(rows: list[Any], length: int) -> npt.NDArray[np.int64]:
    first = np.asarray(rows[0], dtype=np.int64)
    out = np.zeros((len(rows), length, *first.shape[1:]), dtype=np.int64)
    for position, row in enumerate(rows):
        out[position, : len(row)] = row
    return out


def _row(window: Sequence[Sequence[str]], pieces: WordPieces) -> dict[str, Any]:
    words = [w for sentence in window for w in sentence]
    ids, owner, first = [_CLS], [0], []
    for number, word_ids in enumerate(pieces(words), start=1):
        first.append(len(ids))
        ids += word_ids
        owner += [number] * len(word_ids)
    cues = []
    for sentence in window:
        loud = loudness(sentence)
        cues += [(shape(w), int(i > 0), loud) for i, w in enumerate(sentence)]
    return {
        "ids": [*ids, _SEP], "mask": [1] * (len(ids) + 1), "word": [*owner, 0],
        "letters": [letters(w) for w in words], "cues": cues, "first": first,
    }  # fmt: skip
