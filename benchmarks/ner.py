"""Names: Universal NER's English web text and FactRuEval, from what `khronika extract` calls entities."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks import shared
from benchmarks.process import Measured
from benchmarks.shared import Row

UNER: Final = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def scores(run: Callable[..., Measured]) -> Iterator[tuple[str, str]]:
    """(what, figure) of each set."""
    gold = list(read_uner(shared.DATA / "uner_en_ewt" / "test.iob2"))
    yield from _scores("UNER-EWT test", gold, "en", run)
    yield from _pipelines()


def _pipelines() -> Iterator[tuple[str, str]]:
    """The figures of the English pipeline's card, the accurate one and the fast one."""
    from benchmarks import names
    from models.load import load_language

    for kind, pipeline in (("accurate", None), ("fast", "fast")):
        for line in names.report(load_language("en", pipeline)):
            yield f"{kind}: {line[: names.HEAD].strip()}", line[names.HEAD :].strip()
    for line in names.money():
        yield line[: names.HEAD].strip(), line[names.HEAD :].strip()


def _scores(name: str, gold: list[Row], lang: str, run: Callable[..., Measured]) -> Iterator[tuple[str, str]]:
    given = shared.lines({"id": row["id"], "lang": lang, "text": row["text"]} for row in gold)
    path = run("extract", given=given).output.splitlines()
    predicted = shared.lines(_entities(line) for line in path)
    result = shared.score("ner", shared.lines(gold), predicted)
    for label, rates in result.items():
        yield f"{name} ({len(gold)}): {label} P / R / F1", "{p} / {r} / {f1}".format(**rates)


def _entities(line: bytes) -> Row:
    row = json.loads(line)
    return {"id": row["id"], "ents": row.get("entities", [])}


def read_uner(path: Path) -> Iterator[Row]:
    """Documents with their text and entities; OTH and O- marks are dropped, as the data's readme asks."""
    for block in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        name, _, rest = block.partition("\n")
        text, ents = "", []
        for sentence in rest.strip().split("\n\n"):
            head, body = _sentence(sentence)
            ents += [[start + len(text), end + len(text), label] for start, end, label in _marks(head, body)]
            text += head + "\n"
        yield {"id": name.strip(), "text": text, "ents": ents}


def _sentence(block: str) -> tuple[str, list[list[str]]]:
    rows = block.splitlines()
    text = next(row.removeprefix("# text = ") for row in rows if row.startswith("# text = "))
    return text, [row.split("\t") for row in rows if row and not row.startswith("#")]


def _marks(text: str, rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Runs of B-x I-x as characters of `text`, in which the words stand in order."""
    at, start, end, label = 0, 0, 0, ""
    for _, word, tag, *_ in [*rows, ["", "", "O"]]:
        found = text.index(word, at)
        inside = tag.startswith("I-") and tag[2:] == label
        if label and not inside:
            yield start, end, UNER[label]
        if not inside:
            label = tag[2:] if tag[:2] in ("B-", "I-") and tag[2:] in UNER else ""
            start = found
        at = end = found + len(word)
