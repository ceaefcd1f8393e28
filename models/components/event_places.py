"""Where an event happened: the likeliest of `models.components.place_options`, by a linear model over
`models.components.place_features`.

One model serves all languages. Learned from annotated articles by models.train.places, kept in
models/languages/places.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache

from models.components.place_features import place_features
from models.components.place_options import PlaceOption, Scene, place_options
from models.components.referents import score
from models.vocabulary import LANGUAGES

PATH = LANGUAGES / "places.json"


@cache
def place_weights() -> Mapping[str, float]:
    """feature -> weight."""
    loaded: Mapping[str, float] = json.loads(PATH.read_text(encoding="utf-8"))
    return loaded


def choose_place(scene: Scene, weights: Mapping[str, float] | None = None) -> tuple[PlaceOption, float]:
    """The likeliest place, or none, and its probability among those offered."""
    known = place_weights() if weights is None else weights
    options = place_options(scene)
    scores = [score(place_features(option, scene, options), known) for option in options]
    top = max(range(len(options)), key=scores.__getitem__)
    return options[top], 1 / sum(math.exp(value - scores[top]) for value in scores)
