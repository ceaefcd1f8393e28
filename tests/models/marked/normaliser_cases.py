"""Reads marked sentences of sums, charges, dates, terms and counts; the formats are told at their top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
PUBLISHED = re.compile(r"@(\d{4}-\d\d-\d\d) ")
MARKED = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True)
class Case:
    """A text, the marked pieces of it, and the values expected in the order of the text."""

    lang: str
    text: str
    marked: tuple[str, ...]
    values: tuple[str, ...]
    published: str | None

    def __str__(self) -> str:
        return self.text


def _case(lang: str, line: str) -> Case:
    left, _, right = line.rpartition(" => ")
    published = PUBLISHED.match(left)
    body = left[published.end() :] if published else left
    values = () if right.strip() == "-" else tuple(value.strip() for value in right.split(" | "))
    return Case(
        lang=lang,
        text=MARKED.sub(r"\1", body),
        marked=tuple(MARKED.findall(body)),
        values=values,
        published=published[1] if published else None,
    )


def load(kind: str) -> list[Case]:
    """The cases of one kind ("amounts") in all languages."""
    cases = []
    for path in sorted(FOLDER.glob(f"{kind}_*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        lang = path.stem.rpartition("_")[2]
        cases += [_case(lang, line) for line in lines if line and not line.startswith("#")]
    return cases
