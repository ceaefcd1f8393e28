"""Trains the models of people's parts on annotated articles of all languages.

    python -m models.train.roles --gold ../shared/data/gold/train.jsonl [--check]

Writes models/languages/roles.json. The events that a part is told by are found by event models that have not seen
the article, as they will be for new articles. `--check` writes nothing and compares rules and models by five-fold
cross-validation, in per cent of people whose part is right.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from models.components.context import build_context
from models.components.event_filter import logistic
from models.components.events import Weights, find_events
from models.components.referents import Features
from models.components.role_model import PATH, RoleWeights, role_features, rule_role
from models.train.background import read_background
from models.train.gold import Annotated, same_name
from models.train.incidents import train
from models.train.lessons import Pair, lessons
from models.train.linear import fit_binary
from models.train.settings import settings_of
from models.values import PersonRole

ROLES: tuple[PersonRole, ...] = (
    "affected", "speaker", "lawyer", "judge", "prosecutor", "official", "relative", "reporter", "other",
)  # fmt: skip
LANGS = ("en", "ru", "uk")
FOLDS = 5
STRENGTH = 0.5  # inverse of the regularisation, chosen by --check
LEAST = 0.03


@dataclass(frozen=True)
class Example:
    """One person of one article: the annotated roles, what the rules say, and the witnesses."""

    article: str
    lang: str
    right: frozenset[str]
    rule: PersonRole
    values: Features


def fit_roles(examples: Sequence[Example], strength: float = STRENGTH) -> RoleWeights:
    """One logistic regression a role; weights that hardly count are dropped."""
    values = [e.values for e in examples]
    fitted = {role: fit_binary(values, [role in e.right for e in examples], strength) for role in ROLES}
    return {
        role: {name: weight for name, weight in weights.items() if abs(weight) >= LEAST}
        for role, weights in fitted.items()
    }


def likeliest(values: Features, weights: RoleWeights) -> PersonRole:
    return max(weights, key=lambda role: logistic(values, weights[role]))


def read_examples(path: Path, lang: str) -> Iterator[Example]:
    """Examples of one language, with the people that our recogniser finds."""
    from models.reader import reader  # noqa: PLC0415 - heavy

    nlp, learned = reader(lang), lessons(lang, path)
    background = read_background(path.parents[1], lang)
    for known, unseen in folds(learned.news):
        model = train([*known, *learned.more], background, settings_of(lang), learned.dates)
        for article, _ in unseen:
            doc = nlp.make_doc(article["text"])
            doc.user_data["published_at"] = article.get("published_at")
            yield from examples_of(article, nlp(doc), model)


def folds(pairs: Sequence[Pair]) -> Iterator[tuple[list[Pair], list[Pair]]]:
    """(known, unseen) articles."""
    shuffled = list(pairs)
    random.Random(1).shuffle(shuffled)
    for k in range(FOLDS):
        yield [p for i, p in enumerate(shuffled) if i % FOLDS != k], shuffled[k::FOLDS]


def examples_of(article: Annotated, doc: Doc, model: Weights) -> Iterator[Example]:
    """The found people that the annotation knows."""
    context = build_context(doc)
    events, _ = find_events(doc, model)
    left = list(range(len(context.people)))
    for name, roles in article["roles"].items():
        found = next((i for i in left if same_name(context.people[i].name, name)), None)
        if found is None:
            continue
        left.remove(found)
        yield Example(
            article=article["id"],
            lang=article["lang"],
            right=frozenset([roles] if isinstance(roles, str) else roles),
            rule=rule_role(context, found, events),
            values=role_features(context, found, events, doc.user_data["judged"]),
        )


def check(examples: Sequence[Example], strength: float = STRENGTH) -> dict[str, tuple[float, float]]:
    """language -> (rules, models), accuracy in per cent; people of one article stay in one fold."""
    articles = sorted({e.article for e in examples})
    random.Random(2).shuffle(articles)
    right: list[tuple[str, bool, bool]] = []
    for k in range(FOLDS):
        unseen = set(articles[k::FOLDS])
        weights = fit_roles([e for e in examples if e.article not in unseen], strength)
        right += [
            (e.lang, e.rule in e.right, likeliest(e.values, weights) in e.right)
            for e in examples
            if e.article in unseen
        ]
    groups = {lang: [r for r in right if r[0] == lang] for lang in LANGS} | {"all": right}
    return {lang: (_rate(r[1] for r in rows), _rate(r[2] for r in rows)) for lang, rows in groups.items()}


def _rate(values: Iterable[bool]) -> float:
    listed = list(values)
    return round(100 * sum(listed) / len(listed), 1)


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
    weights = fit_roles(examples)
    PATH.write_text(
        json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(PATH)


if __name__ == "__main__":
    main()
