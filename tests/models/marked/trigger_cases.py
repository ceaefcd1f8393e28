"""Reads marked sentences of what is said about events; the format is told at the top of attribution_en.txt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from models.components.triggers import Trigger, find_triggers
from models.reader import reader

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class TriggerCase:
    """A text, and for some of its triggers the expected value ("" for none)."""

    lang: str
    text: str
    published: str | None
    expected: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.text


def load(kind: str) -> list[TriggerCase]:
    """The cases of one kind ("attribution") in all languages."""
    return [case for path in sorted(FOLDER.glob(f"{kind}_*.txt")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[TriggerCase]:
    lang = path.stem.rpartition("_")[2]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            left, _, right = line.rpartition(" => ")
            dated = left.startswith("@")
            pairs = (part.partition(": ")[::2] for part in right.split(" | "))
            expected = tuple((word.strip(), "" if value == "-" else value) for word, value in pairs)
            yield TriggerCase(lang, left[12:] if dated else left, left[1:11] if dated else None, expected)


@cache
def read(case: TriggerCase) -> Doc:
    """The text of a case, read by the pipeline of its language."""
    nlp = reader(case.lang)
    doc = nlp.make_doc(case.text)
    doc.user_data["published_at"] = case.published
    doc = nlp(doc)
    doc.user_data["triggers"] = tuple(find_triggers(doc))
    return doc


def triggers(case: TriggerCase) -> Iterator[tuple[Trigger, Doc, str]]:
    """(trigger, document, expected value) for every expectation; a word that triggers nothing is an error."""
    doc = read(case)
    for word, value in case.expected:
        found = [t for t in doc.user_data["triggers"] if word in doc[t.start : t.end].text.split()]
        assert found, f"{word!r} names no event in {case.text!r}"
        yield found[0], doc, value
