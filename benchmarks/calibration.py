"""Fits and judges the confidence of every field of an incident.

    python -m benchmarks.calibration [--folds 5] [--write]

The event models read each annotated article with weights learned from the other folds, names by our recogniser. A
draft is right where an annotated incident of its type is told by the same words; a field of a right draft is right
where it agrees with the annotation, and wrong where the annotation has none. The curves are fitted on the values of
all languages, each with an offset of its own, since Russian and Ukrainian alone have too few, and judged on articles
that neither the models nor the curves were fitted on. Prints for each language and field the expected calibration
error (ten bins) and the Brier score before (the model's own probability) and after, and a table of reliability.
`--write` fits on all articles and stores models/languages/<lang>/calibration.json.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.events import folds, scorer
from benchmarks.shared import DATA, MISSING, there
from models.components.calibration import FIELDS, confidence
from models.components.events import find_events
from models.components.referents import Features
from models.load import available
from models.reader import reader
from models.train.background import read_background
from models.train.gold import same_name, same_type
from models.train.lessons import lessons
from models.train.linear import fit_binary
from models.train.settings import settings_of
from models.vocabulary import LANGUAGES
from pipeline.compose import Composed, composed
from pipeline.records import Draft

Incident = Mapping[str, Any]
C = 0.2  # strength of the curves' regularisation, inverse
BINS = 10
LEAST = 25  # values of a field below which no curve is fitted


@dataclass(frozen=True)
class Value:
    """One predicted value: where it is from, the model's own probability (None where there is none), and the truth."""

    lang: str
    article: str
    field: str
    features: Features
    raw: float | None
    right: bool


def values_of(
    article: Mapping[str, Any], items: Sequence[Composed], words: Callable[[str], set[str]]
) -> Iterator[Value]:
    """The values of one article's drafts; each annotated incident is given to one draft."""
    lang, name, left = article["lang"], article["id"], list(article["incidents"])
    for item in items:
        gold = max(left, key=lambda g: _overlap(g, item.draft), default=None)
        right = gold is not None and _overlap(gold, item.draft) > 0
        yield Value(lang, name, "event", item.features["event"], item.event.probability, right)
        if gold is None or not right:
            continue
        left.remove(gold)
        for field, agrees in AGREES.items():
            if field in item.features and (field != "date" or item.draft.date):
                raw = _raw(field, item)
                yield Value(lang, name, field, item.features[field], raw, agrees(gold, item.draft, words))


def _overlap(gold: Incident, draft: Draft) -> int:
    """Common characters of the words that tell an incident of the same type."""
    if not same_type(gold["type"], draft.type):
        return 0
    told, named = gold["evidence"], gold["trigger"]
    close = min(named["end"], draft.trigger.end) - max(named["start"], draft.trigger.start)
    common = min(told["end"], draft.evidence.end) - max(told["start"], draft.evidence.start)
    return int(max(0, common) + 1000 * max(0, close))


def _raw(field: str, item: Composed) -> float | None:
    chances = {"status": max(item.event.status.values()), "person": item.event.sure, "date": item.date_chance}
    return chances.get(field)


def _persons(gold: Incident, draft: Draft, _: object) -> bool:
    found = sum(any(same_name(name, p) for p in draft.persons) for name in gold["persons"])
    most = 2 * found > len(gold["persons"]) if gold["persons"] else not draft.persons
    return most and len(draft.persons) <= 2 * max(1, len(gold["persons"]))


def _share(field: str) -> Callable[[Incident, Draft, Callable[[str], set[str]]], bool]:
    """Both have the field, and one's words are among the other's."""

    def agrees(gold: Incident, draft: Draft, words: Callable[[str], set[str]]) -> bool:
        a, b = words(str(gold[field] or "")), words(str(getattr(draft, field) or ""))
        return bool(a and b) and (a <= b or b <= a)

    return agrees


def _sum(gold: Incident, draft: Draft, _: object) -> bool:
    money, told = draft.amount, gold["amount"]
    if money is None or not told:
        return False
    return (money.value_max, money.currency) == (told["value_max"], told["currency"])


AGREES: Mapping[str, Callable[[Incident, Draft, Callable[[str], set[str]]], bool]] = {
    "status": lambda gold, draft, _: bool(gold["status"] == draft.status),
    "person": _persons,
    "date": lambda gold, draft, _: bool(gold["date"]) and (draft.date or "").startswith(str(gold["date"])),
    "place": _share("place"),
    "agency": _share("agency"),
    "charge": _share("charge"),
    "amount": _sum,
    "sentence": _share("sentence"),
}


def collect(lang: str, count: int) -> list[Value]:
    """Values predicted for every annotated article by models that were not trained on it."""
    nlp, score = reader(lang), scorer()
    learned = lessons(lang, DATA / "gold" / "train.jsonl")
    found: list[Value] = []
    for weights, part in folds(learned, read_background(DATA, lang), count, settings_of(lang)):
        for article, _ in part:
            doc = nlp.make_doc(article["text"])
            doc.user_data["published_at"] = article.get("published_at")
            doc = nlp(doc)
            events, _ = find_events(doc, weights)
            found += values_of(article, composed(doc, events, weights), lambda t: set(score.fold(t)))
    return found


def fit(values: Iterable[Value]) -> dict[str, dict[str, float]]:
    """A curve for every field with enough values of both kinds; "lang=xx" is the offset of a language."""
    curves = {}
    for field in FIELDS:
        rows = [v for v in values if v.field == field]
        if len(rows) >= LEAST and len({v.right for v in rows}) == 2:
            curves[field] = fit_binary([_with_lang(v) for v in rows], [v.right for v in rows], C)
    return curves


def _with_lang(value: Value) -> Features:
    return {**value.features, f"lang={value.lang}": 1.0}


def of_language(curves: Mapping[str, Mapping[str, float]], lang: str) -> dict[str, dict[str, float]]:
    """The curves with the offset of one language in their bias."""
    found = {}
    for field, weights in curves.items():
        kept = {name: weight for name, weight in weights.items() if not name.startswith("lang=")}
        offset = weights.get(f"lang={lang}", 0.0)
        found[field] = {**kept, "bias": round(kept.get("bias", 0.0) + offset, 3)}
    return found


def cross_fitted(values: Sequence[Value], count: int) -> list[tuple[Value, float]]:
    """Every value with the confidence of curves that were fitted without its article."""
    articles = sorted({value.article for value in values})
    random.Random(2).shuffle(articles)
    judged = []
    for fold in range(count):
        held = set(articles[fold::count])
        curves = fit([value for value in values if value.article not in held])
        for value in (value for value in values if value.article in held):
            chance = confidence(value.field, _with_lang(value), curves)
            if chance is not None:
                judged.append((value, chance))
    return judged


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    return sum((chance - right) ** 2 for chance, right in pairs) / len(pairs)


def bins(pairs: Sequence[tuple[float, bool]]) -> list[tuple[int, float, float]]:
    """(values, mean confidence, share that is right) of each of ten equal bins that is not empty."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, right in pairs:
        groups[min(BINS - 1, int(chance * BINS))].append((chance, right))
    return [(len(g), sum(c for c, _ in g) / len(g), sum(r for _, r in g) / len(g)) for g in groups if g]


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean distance between confidence and share that is right, weighted by the values of a bin."""
    return sum(n * abs(chance - share) for n, chance, share in bins(pairs)) / len(pairs)


def report(judged: Sequence[tuple[Value, float]]) -> Iterator[str]:
    yield "field      values  right   ECE before  after   Brier before  after"
    for field in FIELDS:
        rows = [(value, chance) for value, chance in judged if value.field == field]
        if not rows:
            continue
        after = [(chance, value.right) for value, chance in rows]
        before = [(value.raw, value.right) for value, _ in rows if value.raw is not None]
        ece, score = (f"{calibration_error(before):.3f}", f"{brier(before):.3f}") if before else ("-", "-")
        share = sum(right for _, right in after) / len(after)
        yield (
            f"{field:10} {len(rows):6} {share:6.2f} {ece:>12} {calibration_error(after):6.3f} "
            f"{score:>14} {brier(after):6.3f}"
        )
    pairs = [(chance, value.right) for value, chance in judged]
    yield f"all        {len(pairs):6}, ECE {calibration_error(pairs):.3f}, Brier {brier(pairs):.3f}; reliability:"
    yield from (f"  confidence {chance:.2f}  right {share:.2f}  of {n}" for n, chance, share in bins(pairs))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if not there():
        print(MISSING)
        return 0
    values = [value for lang in available() for value in collect(lang, args.folds)]
    judged = cross_fitted(values, args.folds)
    for lang in available():
        print(lang, *report([pair for pair in judged if pair[0].lang == lang]), sep="\n")
    if args.write:
        curves = fit(values)
        for lang in available():
            path = LANGUAGES / lang / "calibration.json"
            path.write_text(json.dumps(of_language(curves, lang), indent=1, sort_keys=True) + "\n", "utf-8")
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
