"""Annotated articles for the event models: reading them, and pointing their names and triggers into a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from models.components.context import Context
from models.components.persons import PersonCluster, name_keys, same_token
from models.components.triggers import Trigger

Annotated = dict[str, Any]
ARREST_LIKE = frozenset({"detention", "arrest"})


def read_gold(path: Path, lang: str) -> list[Annotated]:
    """The articles of one language. Raises FileNotFoundError."""
    with path.open(encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["lang"] == lang]


def gold_doc(article: Annotated, nlp: Language) -> Doc:
    """The article read by `nlp`. English people are taken from the annotation instead of the name recogniser;
    where names inflect, the recogniser's are kept, since the annotated nominatives do not stand in the text."""
    doc = nlp.make_doc(article["text"])
    doc.user_data["published_at"] = article.get("published_at")
    doc = nlp(doc)
    if article["lang"] == "en":
        doc._.people = gold_people(article)
    return doc


def gold_people(article: Annotated) -> list[PersonCluster]:
    """Persons with every place in the text where their full name or a part of it stands."""
    text, taken = article["text"], bytearray(len(article["text"]))
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in article["people"]}
    for name, pattern in _patterns(article["people"]):
        for match in re.finditer(rf"(?<!\w)(?:{pattern}|{pattern.upper()})(?!\w)", text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(match.group())
                found[name].append(match.span())
    clusters = [PersonCluster(name, sorted(spans), name_keys(name)) for name, spans in found.items() if spans]
    return sorted(clusters, key=lambda c: c.mentions[0])


def _patterns(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Full names first, longest first; then surnames, then given names."""
    ordered = sorted(names, key=len, reverse=True)
    for name in ordered:
        yield name, " ".join(map(re.escape, name.split()))
        yield name, " ".join(map(re.escape, reversed(name.split())))
    for position in (-1, 0):
        for name in ordered:
            yield name, re.escape(name.split()[position])


def same_type(a: str, b: str) -> bool:
    return a == b or {a, b} <= ARREST_LIKE


def aligned(article: Annotated, doc: Doc, triggers: Sequence[Trigger]) -> list[Mapping[str, Any] | None]:
    """For each trigger the annotated incident that it names, each incident once."""
    labels: list[Mapping[str, Any] | None] = [None] * len(triggers)
    for incident in article["incidents"]:
        scored = [(_overlap(incident, t, doc), -i) for i, t in enumerate(triggers) if labels[i] is None]
        best, index = max(scored, default=(0, 0))
        if best:
            labels[-index] = incident
    return labels


def _overlap(incident: Mapping[str, Any], trigger: Trigger, doc: Doc) -> int:
    if not same_type(incident["type"], trigger.type):
        return 0
    start, end = doc[trigger.start].idx, doc[trigger.end - 1].idx + len(doc[trigger.end - 1])
    named, told = incident["trigger"], incident["evidence"]
    overlaps = start < named["end"] and named["start"] < end
    inside = trigger.form == "term" and told["start"] <= start and end <= told["end"]
    return 2 * int(overlaps) + int(inside)


def bearers_of(incident: Mapping[str, Any], context: Context) -> tuple[int, ...]:
    """Indexes of the annotated persons."""
    return tuple(
        index
        for index, person in enumerate(context.people)
        if any(same_name(person.name, name) for name in incident["persons"])
    )


def bearers_agree(
    incident: Mapping[str, Any], persons: Sequence[int], count: int | None, context: Context
) -> bool:
    """More than half of the annotated persons are among `persons`; nobody, or the same number, where none is
    named. `count`: how many the text says they were."""
    if not incident["persons"]:
        return not persons or (
            incident.get("count") is not None and incident["count"] == (count or len(persons))
        )
    right = set(bearers_of(incident, context)) & set(persons)
    return 2 * len(right) > len(incident["persons"])


def same_name(a: str, b: str) -> bool:
    """One's tokens are contained in the other's."""
    x, y = list(name_keys(a)), list(name_keys(b))
    small, large = (x, y) if len(x) <= len(y) else (y, x)
    return bool(small) and all(any(same_token(s, t) for t in large) for s in small)
