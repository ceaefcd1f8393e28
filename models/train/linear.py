"""Small linear models over named features: conditional logit for ranking, logistic regression for classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

Features = Mapping[str, float]
Weights = dict[str, float]
DIGITS = 3


def fit_ranker(groups: Sequence[tuple[Sequence[Features], Sequence[int]]], l2: float) -> Weights:
    """Conditional logit. A group is (features of each candidate, indexes of the right ones)."""
    names = sorted({name for options, _ in groups for values in options for name in values})
    index = {name: i for i, name in enumerate(names)}
    matrices = [(_matrix(options, index), torch.tensor(right)) for options, right in groups]
    weights = torch.zeros(len(names), dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=80, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = l2 * (weights * weights).sum() / 2
        for matrix, right in matrices:
            scores = matrix @ weights
            loss = loss + torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return _rounded(dict(zip(names, weights.tolist(), strict=True)))


def _matrix(options: Sequence[Features], index: Mapping[str, int]) -> torch.Tensor:
    matrix = torch.zeros(len(options), len(index), dtype=torch.double)
    for row, values in enumerate(options):
        for name, value in values.items():
            matrix[row, index[name]] = value
    return matrix


def fit_binary(rows: Sequence[Features], labels: Sequence[bool], c: float) -> Weights:
    """Logistic regression; the intercept is stored as "bias"."""
    vectors = DictVectorizer()
    model = LogisticRegression(C=c, max_iter=3000).fit(vectors.fit_transform(rows), labels)
    names = vectors.get_feature_names_out()
    return _rounded(
        {**dict(zip(names, model.coef_[0].tolist(), strict=True)), "bias": float(model.intercept_[0])}
    )


def fit_classes(rows: Sequence[Features], labels: Sequence[str], c: float) -> dict[str, Weights]:
    """Multinomial logistic regression, one set of weights a class."""
    vectors = DictVectorizer()
    model = LogisticRegression(C=c, max_iter=3000).fit(vectors.fit_transform(rows), labels)
    names = vectors.get_feature_names_out()
    return {
        str(kind): _rounded({**dict(zip(names, row.tolist(), strict=True)), "bias": float(bias)})
        for kind, row, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True)
    }


def _rounded(weights: Weights) -> Weights:
    """Tiny weights are dropped: they change nothing and would fill the file."""
    return {name: round(w, DIGITS) for name, w in sorted(weights.items()) if abs(w) >= 10**-DIGITS}
