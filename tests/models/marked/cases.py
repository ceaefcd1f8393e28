"""Reads marked sentences of incidents; the format is told at the top of incidents_en.txt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
PUBLISHED = re.compile(r"@(\d{4}-\d\d-\d\d) ")
INCIDENT = re.compile(
    r"(?P<type>\w+) (?P<status>actual|planned|hypothetical|denied) "
    r"(?P<persons>[^\[\]]+?)(?: \[(?P<values>.*)\])?"
)


@dataclass(frozen=True)
class Marked:
    """One expected incident; `values` has only the keys that the line gives."""

    type: str
    status: str
    persons: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One line: a text, the day it came out (or None) and the incidents it tells."""

    number: int
    text: str
    published_at: str | None
    incidents: tuple[Marked, ...]


def load(name: str) -> list[Case]:
    """The cases of one file beside this module; a line out of form is a ValueError with its number."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [_case(number, line) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]


def _case(number: int, line: str) -> Case:
    text, divider, right = line.strip().partition(" || ")
    if not divider:
        raise ValueError(f"line {number}: no incidents and no '-'")
    dated = PUBLISHED.match(text)
    incidents = () if right == "-" else tuple(_marked(number, part) for part in right.split(" | "))
    return Case(number, text[dated.end() :] if dated else text, dated[1] if dated else None, incidents)


def _marked(number: int, part: str) -> Marked:
    found = INCIDENT.fullmatch(part)
    if not found:
        raise ValueError(f"line {number}: not an incident: {part!r}")
    persons = () if found["persons"] == "-" else tuple(found["persons"].split("; "))
    values = dict(pair.split("=", 1) for pair in (found["values"] or "").split("; ") if pair)
    return Marked(found["type"], found["status"], persons, values)
