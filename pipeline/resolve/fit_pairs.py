"""Fits pair_model.json: `python -m pipeline.resolve.fit_pairs ../shared/data/gvc/articles.jsonl`.

Trains on the rows with `split` = train only. The cut is chosen by five-fold cross-validation over events.
Dates are dropped from a copy of every pair, so that undated articles are seen in training too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from models.embedder import Embedder
from pipeline.records import Article
from pipeline.resolve.cluster import groups, lead
from pipeline.resolve.pair_model import DATES, FEATURES, Floats, Ints, Model, PairModel, Pairs, Weights

FOLDS: Final = 5
CUTS: Final = tuple(round(0.3 + 0.05 * step, 2) for step in range(13))
_UNDATED_WEIGHT: Final = 0.3
Labels = npt.NDArray[np.str_]


class Row(Struct):
    id: str
    event: str
    split: str
    title: str
    published_at: str
    lang: str
    text: str


def read_rows(path: Path) -> list[Row]:
    decoder = msgspec.json.Decoder(Row)
    return [decoder.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def as_articles(rows: Sequence[Row]) -> list[Article]:
    return [
        Article(id=r.id, text=r.text, title=r.title, published_at=r.published_at, lang=r.lang) for r in rows
    ]


def _training_pairs(pairs: Pairs, events: Labels, places: Ints) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """All true pairs, and the false ones that are alike enough to be confused."""
    left, right = np.triu_indices(len(places), 1)
    first, second = places[left], places[right]
    same = events[first] == events[second]
    alike = np.einsum("ij,ij->i", pairs.vectors[first], pairs.vectors[second]) > 0.35
    keep = same | alike
    return first[keep], second[keep], same[keep]


def _without_dates(model: Model, rows: Floats) -> Floats:
    blank = rows.copy()
    dates = [FEATURES[model].index(name) for name in DATES]
    blank[:, dates] = 0
    blank[:, FEATURES[model].index("undated")] = 1
    return blank


def _fit(model: Model, pairs: Pairs, events: Labels, places: Ints) -> Weights:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only for training

    first, second, same = _training_pairs(pairs, events, places)
    dated = pairs.features(model, first, second)
    rows = np.concatenate([dated, _without_dates(model, dated)])
    weights = np.concatenate([np.ones(len(dated)), np.full(len(dated), _UNDATED_WEIGHT)])
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    fitted = LogisticRegression(C=1.0, max_iter=5000).fit((rows - mean) / scale, np.tile(same, 2), weights)
    return Weights(
        FEATURES[model],
        tuple(round(float(x), 6) for x in mean),
        tuple(round(float(x), 6) for x in scale),
        tuple(round(float(x), 6) for x in fitted.coef_[0]),
        round(float(fitted.intercept_[0]), 6),
    )


def fit(pairs: Pairs, events: Labels, places: Ints, cut: float) -> PairModel:
    """Both models, trained on the articles at `places`."""
    return PairModel(
        same_language=_fit("same_language", pairs, events, places),
        across=_fit("across", pairs, events, places),
        cut=cut,
        trained_on="Gun Violence Corpus, split train (annotations CC BY 4.0)",
    )


def pair_f1(found: Sequence[Ints], events: Labels, places: Ints) -> float:
    """F1 of the pairs within clusters, among `places`."""
    label = np.empty(len(events), dtype=np.int64)
    for number, group in enumerate(found):
        label[group] = number
    left, right = np.triu_indices(len(places), 1)
    guess = label[places[left]] == label[places[right]]
    truth = events[places[left]] == events[places[right]]
    return float(2 * (guess & truth).sum() / max(guess.sum() + truth.sum(), 1))


def choose_cut(pairs: Pairs, events: Labels) -> float:
    """The middle of the cuts whose mean pair F1 over the folds is within a point of the best."""
    names = np.unique(events)
    fold_of = dict(zip(names, np.random.default_rng(0).permutation(len(names)) % FOLDS, strict=True))
    folds = np.array([fold_of[event] for event in events])
    scores = dict.fromkeys(CUTS, 0.0)
    for fold in range(FOLDS):
        model = fit(pairs, events, np.flatnonzero(folds != fold), 0.5)
        out = np.flatnonzero(folds == fold)
        for cut in CUTS:
            found = list(groups(pairs, msgspec.structs.replace(model, cut=cut)))
            scores[cut] += pair_f1(found, events, out) / FOLDS
    best = max(scores.values())
    return float(np.mean([cut for cut, score in scores.items() if score > best - 0.01]))


def main(path: Path) -> None:
    rows = [row for row in read_rows(path) if row.split == "train"]
    articles = as_articles(rows)
    pairs = Pairs(articles, Embedder()([lead(article) for article in articles]))
    events = np.array([row.event for row in rows])
    cut = round(choose_cut(pairs, events), 3)
    model = fit(pairs, events, np.arange(len(rows)), cut)
    target = Path(__file__).with_name("pair_model.json")
    target.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")
    sys.stdout.write(f"{target}: cut {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
