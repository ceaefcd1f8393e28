"""The chance that two articles report one event: two small logistic models over the features of a pair.

`same_language` compares sentence vectors and words too; `across` only what survives a change of language
and script: names in joined spelling, numbers, dates. Weights: pair_model.json, made by `fit_pairs.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from pipeline.records import Article
from pipeline.resolve.text_features import TextMatrices, read_text, rowwise, text_matrices
from pipeline.resolve.when import days_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
WINDOW: Final = 75  # days between two reports of one event
Model = Literal["same_language", "across"]

SAME: Final = ("vectors", "words", "names", "name_pairs", "numbers", "pairs_seen")
ACROSS: Final = ("loose_names", "loose_pairs", "numbers")
DATES: Final = ("gap", "log_gap", "within_3", "within_10", "undated")
FEATURES: Final[dict[Model, tuple[str, ...]]] = {
    "same_language": SAME + DATES,
    "across": ACROSS + DATES,
}


class Weights(Struct, frozen=True):
    """A logistic model on standardised features."""

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weight: tuple[float, ...]
    bias: float

    def chance(self, features: Floats) -> Floats:
        """Probabilities, (n,), of feature rows (n, len(features))."""
        scaled = (features - np.array(self.mean)) / np.array(self.scale)
        return np.asarray(1 / (1 + np.exp(-(scaled @ np.array(self.weight) + self.bias))), dtype=np.float32)


class PairModel(Struct, frozen=True):
    """Both models and where to cut. `trained_on` names the data, as licences ask."""

    same_language: Weights
    across: Weights
    cut: float  # average distance (1 - chance) at which clusters stay apart
    trained_on: str


@cache
def load_pair_model() -> PairModel:
    return msgspec.json.decode(files(__package__).joinpath("pair_model.json").read_bytes(), type=PairModel)


class Pairs:
    """Features of pairs of some articles, by their places in the list."""

    def __init__(self, articles: Sequence[Article], vectors: Floats) -> None:
        self.vectors = vectors
        texts = [read_text(article.title, article.text) for article in articles]
        self.matrices: TextMatrices = text_matrices(texts)
        self.days = np.array([_day(article) for article in articles], dtype=np.int64)
        self.languages = np.array([article.lang or "" for article in articles])

    def features(self, model: Model, first: Ints, second: Ints) -> Floats:
        """Feature rows (n, k) of pairs of places."""
        columns = [self._column(name, first, second) for name in FEATURES[model] if name not in DATES]
        return np.column_stack([*columns, *self._dates(first, second)]).astype(np.float32)

    def _column(self, name: str, first: Ints, second: Ints) -> Floats:
        if name == "vectors":
            return np.asarray(np.einsum("ij,ij->i", self.vectors[first], self.vectors[second]))
        if name == "pairs_seen":
            return np.log1p(rowwise(self.matrices.pairs_seen)(first, second))
        return rowwise(self.matrices.unit[name])(first, second)

    def _dates(self, first: Ints, second: Ints) -> tuple[Floats, ...]:
        undated = (self.days[first] == 0) | (self.days[second] == 0)
        gap = np.where(undated, 0, np.abs(self.days[first] - self.days[second]))
        dated = ~undated
        columns = (np.minimum(gap, 60) / 60, np.log1p(gap), dated & (gap <= 3), dated & (gap <= 10), undated)
        return tuple(np.asarray(column, dtype=np.float32) for column in columns)

    def chance(self, first: Ints, second: Ints, model: PairModel) -> Floats:
        """Chance of each pair, by the model of its languages."""
        chances = np.zeros(len(first), dtype=np.float32)
        alike = self.languages[first] == self.languages[second]
        for name, chosen in (("same_language", alike), ("across", ~alike)):
            if chosen.any():
                rows = self.features(name, first[chosen], second[chosen])  # type: ignore[arg-type]
                chances[chosen] = getattr(model, name).chance(rows)
        return np.where(self.apart(first, second), 0, chances).astype(np.float32)

    def apart(self, first: Ints, second: Ints) -> npt.NDArray[np.bool_]:
        """Whether two articles lie too far apart in time to report one event: later news is another stage."""
        one, other = self.days[first], self.days[second]
        return np.asarray((one != 0) & (other != 0) & (np.abs(one - other) > WINDOW))


def _day(article: Article) -> int:
    days = days_of(article.published_at)
    return days[0] if days else 0
