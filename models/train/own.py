"""Reads marked sentences of our own: `[Refat Emirov|PERSON] was fined in [Sudak|GPE].`"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from models.components.ner_decode import LABELS
from models.train.corpora import from_offsets
from models.train.document import Document

HERE: Final = Path(__file__).parent
TRAINING: Final = HERE / "sentences_en.txt"
HELD_OUT: Final = HERE / "held_out_en.txt"

_MARK: Final = re.compile(r"\[([^\[\]|]+)\|([A-Z_?]+)\]")
_SURE: Final = frozenset(LABELS) - {"TITLE", "CRIMINAL_CHARGE"}  # marked wherever they stand


def plain(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a marked line and its marks (start, end, label). Raises ValueError for an unknown label."""
    text, marks, position = "", [], 0
    for match in _MARK.finditer(line):
        text += line[position : match.start()]
        if match.group(2) not in (*LABELS, "?"):
            raise ValueError(f"unknown label {match.group(2)!r} in {line!r}")
        marks.append((len(text), len(text) + len(match.group(1)), match.group(2)))
        text += match.group(1)
        position = match.end()
    return text + line[position:], marks


def read_own(path: Path = TRAINING) -> Iterator[Document]:
    """One document a passage; passages are parted by empty lines."""
    labels = {label: (label,) for label in LABELS}
    for text, marks in passages(path):
        yield from_offsets("own", text, marks, labels, _SURE)


def passages(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Text and marks of each passage."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            yield plain("\n".join(group))
