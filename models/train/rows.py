"""What one trigger of a training text teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.components.referents import Features

# how much a row of each kind of text teaches
WEIGHTS = {"news": 4.0, "article": 1.0, "passage": 0.5, "ordinary": 1.0}


@dataclass(frozen=True)
class Row:
    """The features of a trigger, and the incident that it names, if any."""

    features: Features
    incident: Mapping[str, Any] | None
    weight: float
