"""Confidence by fitted curves: bounded, monotonous in the model's own probability, absent where nothing was fitted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.components.calibration import FIELDS, confidence, curves, logit

FITTED = {"event": {"logit": 0.8, "bias": 0.2}}


def test_a_field_without_a_curve_has_no_confidence():
    assert confidence("judge", {"logit": 2.0}, FITTED) is None
    assert curves("xx") == {}


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_model_is_never_less_confident(low: float, high: float):
    low, high = sorted((low, high))
    first, second = (confidence("event", {"logit": logit(p)}, FITTED) for p in (low, high))
    assert first is not None and second is not None
    assert 0 < first <= second < 1


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_the_shipped_curves_know_their_fields(lang: str):
    assert "event" in curves(lang)
    assert curves(lang).keys() <= set(FIELDS)
    sure, unsure = (
        confidence("event", {"logit": logit(p), "form=verb": 1.0}, curves(lang)) for p in (0.97, 0.55)
    )
    assert sure is not None and unsure is not None
    assert sure > unsure
