"""How much reading events out of a document adds to the time of the language pipeline.

    python -m benchmarks.composing [--lang en] [--profile]

Reads the annotated training articles of ../shared/data/gold with the language pipeline and then composes their
extractions. Processor time of one core; the fastest of three rounds each. `--profile` names the ten functions that
composing spends most time in.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.shared import DATA, MISSING, there
from models.components.events import Weights, weights
from models.reader import reader
from models.train.gold import read_gold
from pipeline.extract import extraction_of

BAR = 0.30  # share of the pipeline's time that composing may add
ROUNDS = 3
Articles = Sequence[dict[str, Any]]
T = TypeVar("T")


def read(articles: Articles, nlp: Language) -> list[Doc]:
    docs = []
    for article in articles:
        doc = nlp.make_doc(article["text"])
        doc.user_data["published_at"] = article.get("published_at")
        docs.append(doc)
    return list(nlp.pipe(docs))


def compose_all(docs: Sequence[Doc], model: Weights) -> int:
    """Incidents found; every document is composed for the first time, so that nothing is remembered."""
    return sum(len(extraction_of(str(index), doc, model).incidents) for index, doc in enumerate(docs))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def shares(articles: Articles, nlp: Language, model: Weights) -> tuple[float, float, int]:
    """(seconds of the pipeline, seconds of composing, incidents), the fastest round of each."""
    compose_all(read(articles[:2], nlp), model)  # loads what is loaded lazily
    reading, composing, found = [], [], 0
    for _ in range(ROUNDS):
        seconds, docs = timed(lambda: read(articles, nlp))
        reading.append(seconds)
        seconds, found = timed(lambda docs=docs: compose_all(docs, model))  # type: ignore[misc]
        composing.append(seconds)
    return min(reading), min(composing), found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", default="en")
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    if not there():
        print(MISSING)
        return 0
    nlp, model = reader(args.lang), weights(args.lang)
    articles = read_gold(DATA / "gold" / "train.jsonl", args.lang)
    reading, composing, found = shares(articles, nlp, model)
    print(
        f"{args.lang}: {len(articles)} articles, {found} incidents; pipeline {reading:.2f} s, "
        f"composing {composing:.2f} s: {100 * composing / reading:.0f} % more (bar {100 * BAR:.0f} %)"
    )
    if args.profile:
        docs, profile = read(articles, nlp), cProfile.Profile()
        profile.runcall(compose_all, docs, model)
        pstats.Stats(profile).sort_stats("tottime").print_stats(10)
    return int(composing > BAR * reading)


if __name__ == "__main__":
    sys.exit(main())
