"""Which articles report the same real-world event."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from pipeline.records import Article, Extraction

Vectors = npt.NDArray[np.float32]
Embed = Callable[[list[str]], Vectors]


def lead(article: Article) -> str:
    """What is embedded of an article: the title and the first 1,200 characters."""
    return f"{article.title or ''}. {article.text[:1200]}"


def cluster(articles: Sequence[Article], extractions: Sequence[Extraction], embed: Embed) -> dict[str, str]:
    """Event id of each article id."""
    vectors = embed([lead(article) for article in articles])
    if len(articles) < 2:
        return {article.id: f"e-{article.id}" for article in articles}
    distances = np.clip(1 - vectors @ vectors.T, 0, 2)
    np.fill_diagonal(distances, 0)
    labels = fcluster(linkage(squareform(distances, checks=False), "average"), 0.3, "distance")
    first: dict[int, str] = {}
    for article, label in zip(articles, labels, strict=True):
        first[int(label)] = min(first.get(int(label), article.id), article.id)
    return {a.id: f"e-{first[int(label)]}" for a, label in zip(articles, labels, strict=True)}
