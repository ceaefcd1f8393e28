"""What an article's text says about which event it reports: words, names, pairs of names, numbers.

Needs no language model, so it works the same in every language and script; names are written in the joined
spelling of `spelling.py`, so that one name in two scripts is one feature.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from scipy import sparse

from pipeline.resolve.spelling import consonants, stem

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix; scipy ships no types
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_SENTENCE_END: Final = frozenset('.!?"”»\n:')
_READ: Final = 6000  # characters; what comes after is background


class Text(Struct, frozen=True):
    """Counts of one article. `loose_*` join what case endings and scripts keep apart."""

    words: Counter[str]
    names: Counter[str]
    name_pairs: Counter[str]
    numbers: Counter[str]
    loose_names: Counter[str]
    loose_pairs: Counter[str]


KINDS: Final = Text.__struct_fields__


def read_text(title: str | None, body: str) -> Text:
    """Count the tokens of an article. A capitalised word counts as a name unless it opens a sentence."""
    text = f"{title or ''}\n{body}"[:_READ]
    counts = Text(*(Counter[str]() for _ in KINDS))
    before: tuple[str, str, int] | None = None
    for match in _TOKEN.finditer(text):
        token, start = match.group(), match.start()
        if token[0].isdigit():
            counts.numbers[token] += 1
            before = None
            continue
        word = stem(token)
        if len(token) < 2 or not word:
            before = None
            continue
        counts.words[word] += 1
        if not token[0].isupper():
            before = None
            continue
        loose = consonants(token)
        if not _opens_sentence(text, start) or token.isupper():
            counts.names[word] += 1
            counts.loose_names[loose] += 1
        if before and text[before[2] : start].isspace():
            counts.name_pairs[f"{before[0]} {word}"] += 1
            counts.loose_pairs[f"{before[1]} {loose}"] += 1
        before = (word, loose, match.end())
    return counts


def _opens_sentence(text: str, start: int) -> bool:
    place = start - 1
    while place >= 0 and text[place] == " ":
        place -= 1
    return place < 0 or text[place] in _SENTENCE_END


class TextMatrices(Struct, frozen=True):
    """Sparse matrices, one row an article: for each kind of count, unit rows weighted by rarity."""

    unit: dict[str, Matrix]  # cosine of rows
    pairs_seen: Matrix  # 0/1 of name pairs, columns weighted by the root of their rarity


def _counts(texts: Sequence[Text], kind: str) -> Matrix:
    vocabulary: dict[str, int] = {}
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        for token, count in getattr(text, kind).items():
            rows.append(row)
            columns.append(vocabulary.setdefault(token, len(vocabulary)))
            values.append(1 + math.log(count))
    shape = (len(texts), max(len(vocabulary), 1))
    return sparse.csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float32)


def _rarity(counts: Matrix) -> npt.NDArray[np.float32]:
    """Inverse document frequency, 0 (everywhere) to 1 (once), so that it means the same in any batch."""
    total = counts.shape[0]
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.asarray(np.log((total + 1) / (seen + 0.5)) / np.log((total + 1) / 0.5), dtype=np.float32)


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ matrix).tocsr()


def text_matrices(texts: Sequence[Text]) -> TextMatrices:
    """The matrices of some articles; rarity is measured among them."""
    unit = {}
    for kind in KINDS:
        counts = _counts(texts, kind)
        unit[kind] = _unit((counts @ sparse.diags(_rarity(counts))).tocsr())
    pairs = _counts(texts, "name_pairs")
    weight = np.sqrt(_rarity(pairs))
    seen = sparse.csr_matrix(pairs > 0, dtype=np.float32)
    return TextMatrices(unit, (seen @ sparse.diags(weight)).tocsr())


def rowwise(
    matrix: Matrix,
) -> Callable[[npt.NDArray[np.int64], npt.NDArray[np.int64]], npt.NDArray[np.float32]]:
    """A function that gives the products of pairs of rows."""

    def products(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        found = matrix[first].multiply(matrix[second]).sum(axis=1)
        return np.asarray(found, dtype=np.float32).ravel()

    return products
