"""Which articles report the same real-world event.

Candidate pairs get a chance from a small learned model (`pair_model.py`); connected groups of likely pairs
are then split by average linkage, so that one strong pair cannot chain two stories together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components

from pipeline.records import Article, Extraction
from pipeline.resolve.candidates import candidates
from pipeline.resolve.pair_model import Floats, Ints, PairModel, Pairs, load_pair_model

Vectors = npt.NDArray[np.float32]
Embed = Callable[[list[str]], Vectors]
LINK: Final = 0.15  # least chance that ties two articles into one group before the split
LARGEST: Final = 1200  # articles; a larger group is first cut at a higher chance


def lead(article: Article) -> str:
    """What is embedded of an article: the title and the first 1,200 characters."""
    return f"{article.title or ''}. {article.text[:1200]}"


def cluster(
    articles: Sequence[Article],
    extractions: Sequence[Extraction],
    embed: Embed,
    model: PairModel | None = None,
) -> dict[str, str]:
    """Event id of each article id. An event id is made from the first article id of its cluster.

    `extractions` may be empty: names are read from the text itself, so that all articles are treated alike.
    """
    del extractions
    unique = list({article.id: article for article in articles}.values())
    if not unique:
        return {}
    pairs = Pairs(unique, embed([lead(article) for article in unique]))
    events: dict[str, str] = {}
    for group in groups(pairs, model or load_pair_model()):
        name = min(unique[place].id for place in group)
        events.update({unique[place].id: f"e-{name}" for place in group})
    return events


def groups(pairs: Pairs, model: PairModel) -> Iterator[Ints]:
    """Clusters as arrays of places."""
    first, second = candidates(pairs)
    chance = pairs.chance(first, second, model)
    for component in _components(len(pairs.days), first, second, chance, LINK):
        yield from _split(component, pairs, model)


def _components(size: int, first: Ints, second: Ints, chance: Floats, link: float) -> Iterator[Ints]:
    """Connected groups; one that is too large is cut again at a higher chance."""
    tied = chance >= link
    graph = sparse.coo_matrix((np.ones(int(tied.sum())), (first[tied], second[tied])), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    order = np.argsort(labels, kind="stable")
    for component in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(component) <= LARGEST or link > 0.9:
            yield component
            continue
        inside = np.isin(first, component) & np.isin(second, component)
        place = np.full(size, -1)
        place[component] = np.arange(len(component))
        parts = _components(
            len(component), place[first[inside]], place[second[inside]], chance[inside], link + 0.15
        )
        yield from (component[part] for part in parts)


def _split(component: Ints, pairs: Pairs, model: PairModel) -> Iterator[Ints]:
    """Average linkage over all pairs of a group."""
    if len(component) == 1:
        yield component
        return
    left, right = np.triu_indices(len(component), 1)
    chance = pairs.chance(component[left], component[right], model)
    labels = fcluster(linkage(1.0 - chance, "average"), model.cut, "distance")
    for label in np.unique(labels):
        yield component[labels == label]
