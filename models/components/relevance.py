"""Whether a text is about persecution at all: courts, police, prisons and rights, not sport, trade or history.

A linear model over the words of the whole text. It keeps "the club was fined" and "the price they charged" from
becoming incidents, which no single sentence can decide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from models.components.event_filter import logistic
from models.components.referents import Features

_WORD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_A-ZА-ЯЁІЇЄҐ][^\W\d_]{2,}|[A-ZА-ЯІ]{3,5})(?![^\W\d_])")
_STEM = 7  # letters: enough to join the forms of a word in all three languages


def word_features(text: str) -> Features:
    """Distinct word stems, each 1/sqrt(n), so that long and short texts weigh the same. Names are left out."""
    stems = {match.group().lower()[:_STEM] for match in _WORD.finditer(text)}
    weight = 1 / math.sqrt(len(stems)) if stems else 0.0
    return dict.fromkeys(stems, weight)


def relevance(text: str, weights: Mapping[str, float]) -> float:
    """Probability that the text reports persecution."""
    return logistic(word_features(text), weights)
