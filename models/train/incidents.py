"""Trains the event models of one language: referents, event filter, status.

    python -m models.train.incidents --lang en --gold ../shared/data/gold/train.jsonl

Writes models/languages/<lang>/events.json. Names are taken from the annotation, so that the models do not learn
the faults of one name recogniser. `benchmarks/events.py` cross-validates with the same functions.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from spacy.tokens import Doc

from models.components.agreement import pronoun_of
from models.components.context import build_context
from models.components.event_dates import Dated, DateOption, date_features, date_options
from models.components.events import Weights, proposals, propose, relevance_of, settled, walk
from models.components.referents import Features, Referent, candidates, features
from models.components.second_look import looks
from models.components.slots import open_history, slot_of
from models.train.background import Background, fit_relevance, read_background
from models.train.gold import Annotated, aligned, bearers_agree, bearers_of
from models.train.lessons import Pair, lessons
from models.train.linear import fit_binary, fit_classes, fit_ranker
from models.train.rows import WEIGHTS, Row
from models.train.settings import Settings, settings_of
from models.vocabulary import LANGUAGES

NO_DATE = DateOption(None, "none")
Group = tuple[list[Features], list[int]]  # candidates, and which of them are right


def train(
    pairs: Sequence[Pair], background: Background, settings: Settings, dates: Sequence[Pair] = ()
) -> Weights:
    """Weights learned from documents that `gold_doc` made; `background` teaches what other news is about, `dates`
    nothing but when events happened."""
    about = fit_relevance([article for article, _ in pairs], background, settings.c_relevance)
    groups = [_groups(*pair) for pair in pairs]
    told_dates = [group for pair in (*pairs, *dates) if teaches_dates(pair[0]) for group in _dates(*pair)]
    first = Weights(
        referents=_ranked(groups, settings),
        events={},
        status={},
        dates=_dated(fit_ranker(told_dates, settings.l2), settings.date_reluctance),
        relevance=about,
        threshold=settings.threshold,
        keep=settings.keep,
    )
    known = [_rows(article, doc, first) for article, doc in pairs]
    rows, seconds = _as_read(pairs, groups, known, first, settings)
    return replace(
        first,
        events=_events(rows, settings.c_events),
        status=_statuses(rows, settings),
        looks=_events(seconds, settings.c_looks) if settings.second_look else {},
    )


def _dated(weights: dict[str, float], reluctance: float) -> dict[str, float]:
    """A date that a text tells is worth more than none, since its confidence goes with it."""
    return weights | {"source=none": round(weights.get("source=none", 0.0) - reluctance, 3)}


def _ranked(groups: Sequence[Sequence[Group]], settings: Settings) -> dict[str, float]:
    return fit_ranker([group for article in groups for group in article], settings.l2)


def _events(rows: Sequence[Row], c: float) -> dict[str, float]:
    labels = [row.incident is not None for row in rows]
    return fit_binary([r.features for r in rows], labels, c, [r.weight for r in rows])


def _statuses(rows: Sequence[Row], settings: Settings) -> dict[str, dict[str, float]]:
    told = [(row.features, str(row.incident["status"])) for row in rows if row.incident is not None]
    return fit_classes([features for features, _ in told], [status for _, status in told], settings.c_status)


def _as_read(
    pairs: Sequence[Pair],
    groups: Sequence[Sequence[Group]],
    known: Sequence[Sequence[Row]],
    model: Weights,
    settings: Settings,
) -> tuple[list[Row], list[Row]]:
    """The rows of both looks at every document, as models that were trained on other documents read it: with the
    bearers that they choose and the events that they have accepted so far, right or wrong, as it will be in use."""
    firsts: list[Row] = []
    seconds: list[Row] = []
    for k in range(settings.parts):
        rest = [i for i in range(len(pairs)) if i % settings.parts != k]
        told = [row for i in rest for row in known[i]]
        reader = replace(
            model,
            referents=_ranked([groups[i] for i in rest], settings),
            events=_events(told, settings.c_events),
            status=_statuses(told, settings),
        )
        for article, doc in pairs[k :: settings.parts]:
            first, second = _looked(article, doc, reader)
            firsts += first
            seconds += second
    return firsts, seconds


def _looked(article: Annotated, doc: Doc, model: Weights) -> tuple[list[Row], list[Row]]:
    """The second look asks for the right bearers as well."""
    doc.user_data.pop("relevance", None)
    context, weight = build_context(doc), WEIGHTS[article.get("kind", "news")]
    walked = list(walk(doc, model))
    incidents = aligned(article, doc, [item.trigger for item, _ in walked])
    first = [
        Row(item.features, incident, weight) for (item, _), incident in zip(walked, incidents, strict=True)
    ]
    readings = [judged for _, judged in walked]
    second = []
    for reading, incident, seen in zip(
        readings, incidents, looks(readings, doc, relevance_of(doc, model.relevance)), strict=True
    ):
        right = incident is not None and bearers_agree(incident, reading.persons, reading.slot.count, context)
        second.append(Row(seen, incident if right else None, weight))
    return first, second


def _groups(article: Annotated, doc: Doc) -> list[Group]:
    """Ranking problems: the possible bearers of each event, with the referents that agree with the annotation."""
    context = build_context(doc)
    history, out = open_history(context), []
    triggers = proposals(doc)
    for trigger, incident in zip(triggers, aligned(article, doc, triggers), strict=True):
        if incident is None:
            continue
        slot, bearers = slot_of(trigger, context, history), bearers_of(incident, context)
        options = [] if settled(slot, context) else candidates(trigger, slot, context, history)
        right = _right(options, tuple(p for p in bearers if p not in slot.company))
        if right:
            out.append(([features(o, trigger, slot, context, history) for o in options], right))
        history.add(trigger, bearers, pronoun_of(slot, context))
    return out


def _right(options: Sequence[Referent], bearers: tuple[int, ...]) -> list[int]:
    """The exact set, else every candidate that covers more than half of it."""
    exact = [i for i, o in enumerate(options) if set(o.persons) == set(bearers)]
    covering = [
        i for i, o in enumerate(options) if bearers and 2 * len(set(o.persons) & set(bearers)) > len(bearers)
    ]
    return exact or covering


def _rows(article: Annotated, doc: Doc, model: Weights) -> list[Row]:
    """Every trigger with the incident it names, when all that went before is known."""
    context = build_context(doc)
    history, out = open_history(context), []
    triggers = proposals(doc)
    doc.user_data.pop("relevance", None)
    weight = WEIGHTS[article.get("kind", "news")]
    for trigger, incident in zip(triggers, aligned(article, doc, triggers), strict=True):
        item = propose(trigger, context, history, model)
        out.append(Row(item.features, incident, weight))
        if incident is not None:
            history.add(trigger, bearers_of(incident, context), pronoun_of(item.slot, context))
    return out


def _dates(article: Annotated, doc: Doc) -> list[Group]:
    """Ranking problems: the dates that an event may have, with those that agree with the annotation."""
    earlier: list[Dated] = []
    out = []
    triggers = proposals(doc)
    for trigger, incident in zip(triggers, aligned(article, doc, triggers), strict=True):
        if incident is None or incident.get("undated"):
            continue
        options = date_options(trigger, doc, earlier)
        told = incident["date"]
        right = [i for i, o in enumerate(options) if same_date(o.iso, told)]
        if right:
            out.append(
                ([date_features(o, trigger, incident["status"], doc, options) for o in options], right)
            )
        earlier.append(Dated(trigger, options[right[0]] if right else NO_DATE))
    return out


def teaches_dates(article: Annotated) -> bool:
    """Only English passages teach dates beside the annotated news (which has addresses): with the Russian ones the
    date of an incident was right 55 times in 100 in cross-validation, without them 84."""
    return article["lang"] == "en" or "url" in article


def same_date(offered: str | None, told: str | None) -> bool:
    """An offered date may be more exact than the annotated one; "no date" stands anywhere among the options."""
    return offered is None if told is None else (offered or "").startswith(told)


def save(weights: Weights, lang: str) -> Path:
    path = LANGUAGES / lang / "events.json"
    path.write_text(
        json.dumps(asdict(weights), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    return path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", default="en")
    parser.add_argument("--gold", type=Path, required=True)
    args = parser.parse_args()
    learned = lessons(args.lang, args.gold)
    background = read_background(args.gold.parents[1], args.lang)
    weights = train([*learned.news, *learned.more], background, settings_of(args.lang), learned.dates)
    print(save(weights, args.lang))


if __name__ == "__main__":
    main()
