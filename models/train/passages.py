"""Reads the annotated passages of `passages*_<lang>.txt` into the shape of the annotated articles.

A passage: `== id`, an optional `published:` line, the text (a single backslash stands for a blank line), `people:`,
then one line an event, `+ type | status | persons | trigger words [| count=N] [| nth=N] [| date=D]`, and a stated
total, `# N [| words that state it]`. `date=none` says that the text gives no date; without `date` it is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.train.gold import Annotated

FOLDER = Path(__file__).parent


class BadPassage(ValueError):
    """A passage that cannot be read, with its file and id."""


def read_passages(lang: str, folder: Path = FOLDER) -> list[Annotated]:
    """All passages of a language, none where there is no file. Raises BadPassage."""
    found = []
    for path in sorted(folder.glob(f"passages*_{lang}.txt")):
        blocks = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        found += [_passage(block, path, lang) for block in blocks]
    return found


def _passage(block: str, path: Path, lang: str) -> Annotated:
    name, _, rest = block.partition("\n")
    lines = rest.rstrip().split("\n")
    published = lines.pop(0).removeprefix("published:").strip() if lines[0].startswith("published:") else None
    split = next((i for i, line in enumerate(lines) if line.startswith("people:")), None)
    if split is None:
        raise BadPassage(f"{path.name}: {name}: no line that starts with 'people:'")
    text = "\n".join("" if line.strip() == "\\" else line for line in lines[:split]).strip()
    roles = dict(_roles(lines[split].removeprefix("people:")))
    try:
        events = [_event(line[1:], text) for line in lines[split:] if line.startswith("+")]
        totals = [_total(line[1:], text) for line in lines[split:] if line.startswith("#")]
    except ValueError as error:
        raise BadPassage(f"{path.name}: {name}: {error}") from error
    kind = "article" if path.name.startswith("passages_articles") else "passage"
    return {
        "kind": kind, "id": name.strip(), "lang": lang, "published_at": published, "text": text, "people": list(roles),
        "roles": roles, "incidents": events, "aggregates": totals, "amounts": [], "charges": [],
    }  # fmt: skip


def _roles(line: str) -> Iterator[tuple[str, list[str]]]:
    for entry in filter(str.strip, line.split(";")):
        name, _, roles = entry.partition("=")
        yield name.strip(), [role.strip() for role in roles.split("/")]


def _event(line: str, text: str) -> dict[str, Any]:
    kind, status, persons, words, *options = (part.strip() for part in line.split("|"))
    chosen = dict(option.split("=") for option in options)
    place = _found(words, text, int(chosen.get("nth", 1)))
    names = [name.strip() for name in persons.split(",") if name.strip()]
    count = int(chosen["count"]) if "count" in chosen else len(names) or None
    date = chosen.get("date")
    return {
        "type": kind, "status": status, "persons": names, "count": count, "undated": date is None,
        "date": None if date == "none" else date, "trigger": place, "evidence": place,
    }  # fmt: skip


def _total(line: str, text: str) -> dict[str, Any]:
    count, _, words = (part.strip() for part in line.partition("|"))
    return {"count": int(count), **(_found(words, text) if words else {})}


def _found(words: str, text: str, nth: int = 1) -> dict[str, Any]:
    matches = list(re.finditer(re.escape(words), text))
    if len(matches) < nth:
        raise ValueError(f"the words {words!r} do not occur {nth} times")
    start, end = matches[nth - 1].span()
    return {"text": words, "start": start, "end": end}
