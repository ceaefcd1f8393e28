"""The measures of calibration, on values whose truth is known."""

from __future__ import annotations

import random

import pytest

from benchmarks.calibration import Value, brier, calibration_error, cross_fitted, of_language, report


def test_measures_of_a_perfect_and_of_a_boastful_forecast():
    honest = [(0.8, True)] * 8 + [(0.8, False)] * 2
    boastful = [(0.99, True)] * 5 + [(0.99, False)] * 5
    assert calibration_error(honest) == pytest.approx(0)
    assert calibration_error(boastful) == pytest.approx(0.49)
    assert brier([(1.0, True), (0.0, False)]) == 0
    assert brier([(0.5, True), (0.5, False)]) == 0.25


def values(count: int) -> list[Value]:
    """A model that says 0.9 for what is right in six of ten cases, and 0.6 for what is right in three."""
    draw = random.Random(3)
    found = []
    for number in range(count):
        sure = draw.random() < 0.5
        right = draw.random() < (0.6 if sure else 0.3)
        raw = 0.9 if sure else 0.6
        found.append(Value("en", f"a{number % 40}", "event", {"sure": float(sure)}, raw, right))
    return found


def test_curves_that_never_saw_an_article_bring_its_confidence_near_the_truth():
    judged = cross_fitted(values(2000), 5)
    assert len(judged) == 2000
    before = calibration_error([(v.raw or 0, v.right) for v, _ in judged])
    after = calibration_error([(chance, v.right) for v, chance in judged])
    assert before > 0.25
    assert after < 0.06


def test_the_report_names_each_field_once():
    lines = list(report(cross_fitted(values(400), 4)))
    assert [line.split()[0] for line in lines[:3]] == ["field", "event", "all"]


def test_a_language_takes_its_offset_into_the_bias():
    curves = {"event": {"logit": 0.5, "bias": 0.1, "lang=ru": -0.4, "lang=en": 0.3}}
    assert of_language(curves, "ru") == {"event": {"logit": 0.5, "bias": -0.3}}
    assert of_language(curves, "uk") == {"event": {"logit": 0.5, "bias": 0.1}}
