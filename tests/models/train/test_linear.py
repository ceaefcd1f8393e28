from __future__ import annotations

import pytest

from models.train.linear import fit_binary, fit_ranker


def test_the_ranker_learns_what_the_right_candidates_share():
    groups = [([{"near": 1.0}, {"far": 1.0}, {"far": 1.0, "odd": 1.0}], [0])] * 5 + [
        ([{"far": 1.0}, {"near": 1.0, "odd": 1.0}], [1])
    ] * 5
    weights = fit_ranker(groups, 1.0)
    assert weights["near"] > 1
    assert weights["near"] == pytest.approx(-weights["far"], abs=0.01)


def test_several_right_candidates_share_the_credit():
    weights = fit_ranker([([{"a": 1.0}, {"b": 1.0}, {"c": 1.0}], [0, 1])] * 10, 1.0)
    assert weights["a"] == pytest.approx(weights["b"], abs=0.01)
    assert weights["a"] > weights["c"]


def test_rows_count_by_their_weight():
    rows = [{"x": 1.0}, {"x": 1.0}, {"y": 1.0}, {"y": 1.0}]
    labels = [True, False, False, True]
    even = fit_binary(rows, labels, 1.0)
    heavy = fit_binary(rows, labels, 1.0, [9.0, 1.0, 9.0, 1.0])
    assert even.get("x", 0.0) == pytest.approx(0.0, abs=0.01)
    assert heavy["x"] > 0.3 > heavy["y"]
