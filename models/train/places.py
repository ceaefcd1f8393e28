"""Trains the ranking of the places of events on annotated articles of all languages.

    python -m models.train.places --gold ../shared/data/gold/train.jsonl [--check]

Writes models/languages/places.json. Events are taken from the annotation. The places of the events before are those
that a ranking chose which had not seen the article, right or wrong, as they will be in use. `--check` writes nothing
and compares the rules with the ranking by five-fold cross-validation.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from models.components.context import build_context
from models.components.event_places import PATH, choose_place
from models.components.events import proposals
from models.components.place_features import place_features
from models.components.place_options import NOWHERE, Placed, PlaceOption, Scene, place_options
from models.components.triggers import Trigger
from models.places.gazetteer import find_places
from models.places.gazetteer import fold as folded
from models.train.gold import aligned, bearers_of, gold_doc, read_gold
from models.train.incidents import Group
from models.train.linear import Weights, fit_ranker

LANGS = ("en", "ru", "uk")
FOLDS, PARTS = 5, 3
L2 = 4.0
# By how much "none" has to be likelier than a place, in log odds; chosen on events as they are found.
RELUCTANCE = 0.7


@dataclass(frozen=True)
class Told:
    """One annotated event of an article, as its text tells it."""

    trigger: Trigger
    status: str
    persons: tuple[int, ...]
    place: str | None


@dataclass(frozen=True)
class Example:
    """One article with its events in text order."""

    lang: str
    doc: Doc
    events: tuple[Told, ...]


def read_examples(path: Path, lang: str) -> Iterator[Example]:
    """The annotated articles of one language."""
    from models.reader import reader  # noqa: PLC0415 - heavy

    nlp = reader(lang)
    for article in read_gold(path, lang):
        doc = gold_doc(article, nlp)
        context, triggers = build_context(doc), proposals(doc)
        pairs = zip(triggers, aligned(article, doc, triggers), strict=True)
        events = (
            Told(t, told["status"], bearers_of(told, context), told["place"]) for t, told in pairs if told
        )
        yield Example(lang, doc, tuple(events))


def same_place(first: str | None, second: str | None) -> bool:
    """One's words are among the other's, or the gazetteer knows them as one place; no place is no place."""
    if first is None or second is None:
        return first is second
    one, other = set(folded(first).split()), set(folded(second).split())
    known, also = ({found.place.name for found in find_places(name)} for name in (first, second))
    return one <= other or other <= one or bool(known & also)


def train(examples: Sequence[Example]) -> Weights:
    """Weights learned with the history that weights of other articles would have chosen."""
    forced = [_groups(example) for example in examples]
    told: list[Group] = []
    for k in range(PARTS):
        rest = [group for i, groups in enumerate(forced) if i % PARTS != k for group in groups]
        first = _fitted(rest)
        told += [g for example in examples[k::PARTS] for g in _groups(example, chosen(example, first))]
    return _fitted(told)


def _fitted(groups: Sequence[Group]) -> Weights:
    weights = fit_ranker(groups, L2)
    return weights | {"source=none": round(weights.get("source=none", 0.0) - RELUCTANCE, 3)}


def _groups(example: Example, history: Sequence[PlaceOption] | None = None) -> list[Group]:
    """Ranking problems: the places that each event may have, with those that agree with the annotation. `history`:
    what was chosen for every event; None for what is right."""
    earlier: list[Placed] = []
    out = []
    for i, told in enumerate(example.events):
        scene = _scene(example, told, earlier)
        options = place_options(scene)
        right = [
            n for n, o in enumerate(options) if same_place(told.place, o.place.name if o.place else None)
        ]
        if right:
            out.append(([place_features(o, scene, options) for o in options], right))
        best = options[right[0]] if right else NOWHERE
        earlier.append(Placed(told.trigger, told.persons, history[i] if history else best))
    return out


def _scene(example: Example, told: Told, earlier: Sequence[Placed]) -> Scene:
    return Scene(example.doc, told.trigger, told.status, told.persons, tuple(earlier))


def chosen(example: Example, weights: Mapping[str, float]) -> list[PlaceOption]:
    """The place of every event, one after another."""
    earlier: list[Placed] = []
    for told in example.events:
        option, _ = choose_place(_scene(example, told, earlier), weights)
        earlier.append(Placed(told.trigger, told.persons, option))
    return [placed.option for placed in earlier]


def check(examples: Sequence[Example]) -> dict[str, dict[str, Any]]:
    """language -> accuracy and F1 of the rules and of the ranking, on articles that it has not seen."""
    order = list(range(len(examples)))
    random.Random(1).shuffle(order)
    counts = {name: Counter[str]() for name in (*LANGS, "all")}
    for k in range(FOLDS):
        weights = train([examples[i] for n, i in enumerate(order) if n % FOLDS != k])
        for i in order[k::FOLDS]:
            for name in (examples[i].lang, "all"):
                counts[name].update(_hits(examples[i], weights))
    return {name: {way: _rates(found, way) for way in ("rules", "ranking")} for name, found in counts.items()}


def _hits(example: Example, weights: Mapping[str, float]) -> Iterator[str]:
    """What is right, told and found, by "rules" and by "ranking"."""
    for told, option in zip(example.events, chosen(example, weights), strict=True):
        rule = _scene(example, told, ()).rule
        yield "events"
        if told.place:
            yield "told"
        for way, place in (("rules", rule), ("ranking", option.place)):
            right = same_place(told.place, place.name if place else None)
            yield from [f"{way} right"] * right
            yield from [f"{way} found"] * (place is not None)
            yield from [f"{way} place"] * (right and place is not None)


def _rates(counts: Counter[str], way: str) -> dict[str, float]:
    both = counts["told"] + counts[f"{way} found"]
    return {
        "accuracy": round(100 * counts[f"{way} right"] / max(1, counts["events"]), 1),
        "f1": round(200 * counts[f"{way} place"] / max(1, both), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    examples = [example for lang in LANGS for example in read_examples(args.gold, lang)]
    if args.check:
        print(json.dumps(check(examples)))
        return
    weights = json.dumps(train(examples), ensure_ascii=False, indent=0, sort_keys=True)
    PATH.write_text(weights + "\n", encoding="utf-8")
    print(PATH)


if __name__ == "__main__":
    main()
