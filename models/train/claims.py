"""Trains the model of stated totals, one for all languages, on annotated articles and passages.

    python -m models.train.claims --gold ../shared/data/gold/train.jsonl [--folds 5]

Writes models/languages/claims.json. With --folds it writes nothing and prints, by language, how well totals of
articles are found that were not trained on, at several thresholds. Features that name no word are shared by the
languages, so that the few Russian and Ukrainian articles lean on the English ones.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from spacy.tokens import Doc

from models.components.claim_features import Verdict, claim_features, view_of
from models.components.claim_numbers import Number, numbers
from models.components.claims import ClaimWeights, judged_numbers, settled
from models.components.events import relevance_of, weights
from models.components.referents import Features
from models.train.gold import Annotated, read_gold
from models.train.linear import fit_binary
from models.train.passages import read_passages
from models.train.totals import read_totals
from models.vocabulary import LANGUAGES

LANGS = ("en", "ru", "uk")
C = 0.2
THRESHOLD = 0.35  # about the best F1 in cross-validation; a total that is missed may pass for an incident
TRIED = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
ON_TOPIC = 3.0  # log odds given to passages, which are too short to tell what they are about
Read = tuple[Annotated, Doc, float]


def is_total(number: Number, article: Annotated) -> bool:
    """The annotation marks a total at these characters, of this size where it says one."""
    return any(
        total.get("count", number.value) == number.value
        and total.get("start", 0) <= number.start < total.get("end", len(article["text"]))
        for total in article["aggregates"]
    )


def rows(read: Read) -> list[tuple[Features, bool]]:
    """Features and verdict of every number of one text."""
    article, doc, about = read
    found = list(numbers(doc))
    view, earlier = view_of(doc, found, about), list[Verdict]()
    out = []
    for number in found:
        total = is_total(number, article)
        out.append((claim_features(number, earlier, view), total))
        earlier.append((number, total))
    return out


def fit(texts: Iterable[Read]) -> ClaimWeights:
    learned = [row for read in texts for row in rows(read)]
    return ClaimWeights(fit_binary([v for v, _ in learned], [y for _, y in learned], C), THRESHOLD)


def read_all(gold: Path) -> tuple[list[Read], list[Read]]:
    """(annotated articles, our own passages) of all languages."""
    from models.reader import reader  # noqa: PLC0415 - heavy

    articles: list[Read] = []
    passages: list[Read] = []
    for lang in LANGS:
        nlp = reader(lang)
        for article in read_gold(gold, lang):
            doc = nlp(article["text"])
            articles.append((article, doc, relevance_of(doc, weights(lang).relevance)))
        own = [p for p in read_passages(lang) if "aggregates" in p] + read_totals(lang)
        passages += [(p, nlp(p["text"]), ON_TOPIC) for p in own]
    return articles, passages


def cross_validated(
    articles: Sequence[Read], passages: Sequence[Read], folds: int
) -> list[tuple[Annotated, int, float]]:
    """(article, number, probability) of every number of the articles, by models that did not see its article."""
    shuffled = list(articles)
    random.Random(1).shuffle(shuffled)
    parts = [shuffled[k::folds] for k in range(folds)]
    out = []
    for k, part in enumerate(parts):
        model = fit([*(r for j, p in enumerate(parts) if j != k for r in p), *passages])
        for article, doc, about in part:
            judged = settled(judged_numbers(doc, about, model), doc)
            out += [(article, number.value, probability) for number, probability in judged]
    return out


def report(articles: Sequence[Read], judged: Sequence[tuple[Annotated, int, float]]) -> None:
    for threshold in TRIED:
        found: dict[str, Counter[int]] = {}
        for article, value, probability in judged:
            found.setdefault(article["id"], Counter())[value] += probability >= threshold
        for lang in (*LANGS, "all"):
            hit = said = stated = 0
            for article, _, _ in articles:
                if lang in (article["lang"], "all"):
                    gold = Counter(t["count"] for t in article["aggregates"] if t["count"])
                    hit += (gold & found.get(article["id"], Counter())).total()
                    said += found.get(article["id"], Counter()).total()
                    stated += gold.total()
            print(
                f"{lang:4} {threshold:.2f}  P {100 * hit / max(1, said):.1f}  R {100 * hit / max(1, stated):.1f}"
                f"  F1 {200 * hit / max(1, said + stated):.1f}  ({hit} of {stated}, {said} found)"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    articles, passages = read_all(args.gold)
    if args.folds:
        report(articles, cross_validated(articles, passages, args.folds))
        return
    path = LANGUAGES / "claims.json"
    text = json.dumps(asdict(fit([*articles, *passages])), ensure_ascii=False, indent=0, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
