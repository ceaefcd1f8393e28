"""Small linear models over named features: conditional logit for ranking, logistic regression for classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

Features = Mapping[str, float]
Weights = dict[str, float]
Array = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]
DIGITS = 3


def fit_ranker(groups: Sequence[tuple[Sequence[Features], Sequence[int]]], l2: float) -> Weights:
    """Conditional logit. A group is (features of each candidate, indexes of the right ones)."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([values for options, _ in groups for values in options])
    sizes = np.array([len(options) for options, _ in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(matrix.shape[0], dtype=bool)
    for start, (_, indexes) in zip(starts, groups, strict=True):
        right[start + np.asarray(indexes)] = True

    def loss(weights: Array) -> tuple[float, Array]:
        scores = matrix @ weights
        among_all, share = _log_sums(scores, starts, sizes)
        among_right, right_share = _log_sums(np.where(right, scores, -np.inf), starts, sizes)
        gradient = l2 * weights + matrix.T @ (share - right_share)
        return float((among_all - among_right).sum() + l2 * weights @ weights / 2), gradient

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return _rounded(dict(zip(vectors.get_feature_names_out(), found.x.tolist(), strict=True)))


def _log_sums(scores: Array, starts: Indexes, sizes: Indexes) -> tuple[Array, Array]:
    """The log of the summed exponentials of each group, and every candidate's share of its group."""
    tops = np.maximum.reduceat(scores, starts)
    exps = np.exp(scores - np.repeat(tops, sizes))
    sums = np.add.reduceat(exps, starts)
    return tops + np.log(sums), exps / np.repeat(sums, sizes)


def fit_binary(
    rows: Sequence[Features], labels: Sequence[bool], c: float, weights: Sequence[float] | None = None
) -> Weights:
    """Logistic regression; the intercept is stored as "bias". `weights`: how much each row counts."""
    vectors = DictVectorizer()
    model = LogisticRegression(C=c, max_iter=3000).fit(
        vectors.fit_transform(rows), labels, sample_weight=weights
    )
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
