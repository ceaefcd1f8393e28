"""The packaged encoder, offline."""

import numpy as np

from models.embedder import DIMENSIONS, Embedder


def test_vectors_are_unit_float32_in_the_order_of_the_texts() -> None:
    embed = Embedder(batch_size=2)
    texts = ["A court fined a librarian.", "The librarian was fined by a judge.", "A regatta on the lake."]
    vectors = embed(texts)
    assert (vectors.shape, vectors.dtype) == ((3, DIMENSIONS), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > likeness[0, 2]
    assert np.allclose(embed(texts[::-1]), vectors[::-1], atol=0.02)


def test_no_texts_need_no_model() -> None:
    assert Embedder("/nowhere")([]).shape == (0, DIMENSIONS)
