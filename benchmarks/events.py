"""Cross-validates the event models on the annotated training articles, with the scorer of ../shared/eval.

    python -m benchmarks.events [--lang en] [--folds 5] [--names own] [--errors FILE]

Every article is read by models that were trained on the other folds. `--names gold` (default) takes people from
the annotation, `--names own` from our name recogniser.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from flows.contract import extraction_json
from models.components.events import Weights
from models.reader import reader
from models.train.background import Background, read_background
from models.train.incidents import train
from models.train.lessons import Lessons, Pair, lessons
from models.train.settings import Settings, settings_of
from pipeline.extract import extraction_of

SHARED = Path(__file__).parents[1].parent / "shared"


def scorer() -> ModuleType:
    """The judge, loaded from ../shared/eval/score.py."""
    path = SHARED / "eval" / "score.py"
    if not path.is_file():
        sys.exit(f"skipped: {path} is not there")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folds(
    learned: Lessons, background: Background, count: int, settings: Settings
) -> list[tuple[Weights, list[Pair]]]:
    """(models trained without the fold, the fold) for every fold of the annotated news."""
    shuffled = list(learned.news)
    random.Random(1).shuffle(shuffled)
    parts = [shuffled[k::count] for k in range(count)]
    rest = [[p for j, part in enumerate(parts) if j != k for p in part] for k in range(count)]
    return [
        (train(known + learned.more, background, settings, learned.dates), part)
        for known, part in zip(rest, parts, strict=True)
    ]


def predict(trained: list[tuple[Weights, list[Pair]]], threshold: float) -> list[dict[str, Any]]:
    rows = []
    for weights, part in trained:
        model = replace(weights, keep=threshold)
        for article, doc in part:
            doc.user_data.pop("relevance", None)
            rows.append(
                {
                    "id": article["id"],
                    **msgspec.to_builtins(extraction_json(extraction_of(article["id"], doc, model))),
                }
            )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", default="en")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--names", choices=("gold", "own"), default="gold")
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--thresholds", type=float, nargs="*", default=[0.3, 0.4, 0.5])
    args = parser.parse_args()
    score, nlp = scorer(), reader(args.lang)
    learned = lessons(args.lang, SHARED / "data" / "gold" / "train.jsonl")
    gold = [article for article, _ in learned.news]
    trained = folds(learned, read_background(SHARED / "data", args.lang), args.folds, settings_of(args.lang))
    if args.names == "own":
        trained = [(w, [(a, nlp(a["text"])) for a, _ in part]) for w, part in trained]
    for threshold in args.thresholds:
        rows = predict(trained, threshold)
        result = score.score_extract(gold, rows)
        print(threshold, json.dumps({k: v for k, v in result.items() if k != "incidents_by_type"}))
    print(json.dumps(result["incidents_by_type"], indent=1))
    if args.errors:
        args.errors.write_text(json.dumps([rows, gold], ensure_ascii=False))


if __name__ == "__main__":
    main()
