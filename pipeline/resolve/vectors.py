"""Sentence vectors, each made once.

Apart from pipeline.store: a thread that loads models imports this, and must not meet the imports of the warehouse
half done in another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.resolve.cluster import Embed, Vectors


class VectorCache:
    """Embeds each text once, also over several attempts of one load and for vectors that are stored."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._vectors: dict[str, Vectors] = {}

    def remember(self, text: str, vector: Sequence[float]) -> None:
        self._vectors.setdefault(text, np.asarray(vector, dtype=np.float32))

    def __call__(self, texts: list[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if missing:
            self._vectors.update(zip(missing, self._embed(missing), strict=True))
        return np.stack([self._vectors[text] for text in texts]) if texts else self._embed([])
