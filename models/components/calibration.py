"""How sure each value of an event is: what the models say, made into frequencies.

For every field a logistic curve over a few named features (the log odds of the model that chose the value, how far
the value stands from the event, how many rivals it has) was fitted on predictions for articles that the models had
not been trained on (benchmarks/calibration.py). The weights are data: `models/languages/<lang>/calibration.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache

from spacy.tokens import Doc, Span

from models.components.event_filter import logistic
from models.components.referents import Features
from models.components.triggers import Trigger
from models.vocabulary import LANGUAGES

FIELDS = ("event", "status", "person", "date", "place", "agency", "charge", "amount", "sentence")
Curves = Mapping[str, Mapping[str, float]]  # field -> weight of each feature, "bias" among them
_SURE = 0.999  # probabilities are kept from 0 and 1, whose log odds are infinite


@cache
def curves(lang: str) -> Curves:
    """The fitted weights of a language; empty where nothing was fitted."""
    path = LANGUAGES / lang / "calibration.json"
    found: Curves = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def confidence(field: str, features: Features, fitted: Curves) -> float | None:
    """The chance that the value is right, rounded to four digits; None for a field without a curve."""
    return round(logistic(features, fitted[field]), 4) if field in fitted else None


def logit(probability: float) -> float:
    """Log odds, between about -7 and 7."""
    kept = min(_SURE, max(1 - _SURE, probability))
    return math.log(kept / (1 - kept))


def span_features(trigger: Trigger, span: Span, rivals: Iterable[Span], doc: Doc) -> Features:
    """Where a value stands as seen from the trigger, and how many others of its kind its sentence has."""
    sent = doc[trigger.start].sent
    here = sent.start <= span.start < sent.end
    gap = abs(span.start - trigger.start)
    known = list(rivals)
    others = sum(sent.start <= other.start < sent.end and other != span for other in known)
    again = sum(other.text == span.text for other in known)
    return {
        "here": float(here),
        "log_gap": math.log1p(gap) / 3,
        "after": float(here and span.start > trigger.start),
        "rivals": min(3.0, others),
        "alone": float(here and others == 0),
        "again": math.log1p(again) / 2,
        f"form={trigger.form}": 1.0,
        f"type={trigger.type}": 1.0,
    }
