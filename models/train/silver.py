"""Reads the silver news and cleans the teacher's known faults.

What is surely wrong is removed, what is doubtful is left open, and mentions of a document agree on a label.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from models.components.ner_decode import LABELS
from models.train.document import Document, Mention, Sentence, sentence
from models.vocabulary import vocabulary

Mark = tuple[int, int, str]

_KNOWN: Final = frozenset(LABELS) - {"LAW"}
_DIRECT: Final = {
    "PERSON": "PERSON", "ORGANIZATION": "ORG", "CITY": "GPE", "COUNTRY": "GPE", "STATE_OR_PROVINCE": "GPE",
    "NATIONALITY": "NORP", "RELIGION": "NORP", "IDEOLOGY": "NORP",
}  # fmt: skip
_WORDS: Final = vocabulary("en", "silver")
_FACILITIES: Final = frozenset(_WORDS["facilities"])
_UNITS: Final = frozenset(_WORDS["units"])
_AREAS: Final = frozenset(_WORDS["areas"])
_NOT_TITLES: Final = frozenset(_WORDS["not_titles"])
_NOT_CHARGES: Final = frozenset(_WORDS["not_charges"])
_NOT_DATES: Final = frozenset(_WORDS["not_dates"])
_CURRENCY: Final = re.compile(
    r"[$€£¥₽₴]|\b(?:dollars?|euros?|rubles?|roubles?|cents|yuan|rupees|naira|hryvnias?)\b", re.I
)
_AGE: Final = re.compile(r"\b(?:year|month|week|day)s?[- ]olds?\b", re.I)
_YEAR: Final = re.compile(r"^(?:1[89]|20)\d\d$")


def read_silver(path: Path) -> Iterator[Document]:
    """Cleaned documents in file order. Sentences in capitals are left out: their labels are mostly wrong."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = _document(json.loads(line))
            if document.sentences:
                yield document


def _document(row: dict[str, Any]) -> Document:
    text: str = row["text"]
    marks = _agree(text, [m for e in row["ents"] if (m := _clean(text, e)) is not None])
    sentences, position = [], 0
    for tokens in row["sents"]:
        ranges = [(t[0], t[0] + t[1]) for t in tokens]
        while position < len(marks) and marks[position][1] <= ranges[0][0]:
            position += 1
        inside = [m for m in marks[position : position + len(ranges)] if m[0] < ranges[-1][1]]
        words = [text[a:b] for a, b in ranges]
        if not _shouted(words):
            sentences.append(_sentence(words, ranges, inside))
    return Document("silver", tuple(sentences), _KNOWN)


def _shouted(words: list[str]) -> bool:
    letters = [w for w in words if w.isalpha() and len(w) > 1]
    return len(letters) > 2 and sum(w.isupper() for w in letters) > 0.6 * len(letters)


def _sentence(words: list[str], ranges: list[tuple[int, int]], marks: list[Mark]) -> Sentence:
    mentions = []
    for start, end, label in marks:
        inside = [i for i, (a, b) in enumerate(ranges) if a < end and start < b]
        if inside:
            mentions.append(Mention(inside[0], inside[-1] + 1, (label,) if label else ()))
    return sentence(words, mentions)


def _clean(text: str, entity: list[Any]) -> Mark | None:
    """(start, end, our label); label "" leaves the place open; None drops the mark."""
    start, end, kind = entity[:3]
    name = text[start:end]
    stripped = name.strip(" ,.;:")
    if not stripped or "\n" in stripped:
        return start, end, ""
    label = _label(name, stripped, kind)
    return None if label is None else (start, end, label)


def _label(name: str, stripped: str, kind: str) -> str | None:  # noqa: PLR0911
    low = stripped.lower()
    if kind in ("CAUSE_OF_DEATH", "PERCENT"):
        return None
    if kind == "TITLE":
        return None if low in _NOT_TITLES else "TITLE"
    if kind == "CRIMINAL_CHARGE":
        return (
            None if low in _NOT_CHARGES else "" if low.startswith(("degree", "counts")) else "CRIMINAL_CHARGE"
        )
    if kind in ("DATE", "TIME", "DURATION"):
        return _time(name, low, kind)
    if kind == "MONEY":
        return "MONEY" if _CURRENCY.search(name) and re.search(r"\d|million|thousand|hundred", name) else ""
    if kind == "LOCATION":
        return _location(low)
    if kind in _DIRECT:
        return _DIRECT[kind] if stripped[:1].isupper() else None
    return ""


def _time(name: str, low: str, kind: str) -> str | None:
    if low in _NOT_DATES or _AGE.search(name):
        return None
    if name != name.strip(" ,;:") or (low.isdigit() and not _YEAR.match(low)):
        return ""
    return "" if low in ("a second", "second") else kind


def _location(low: str) -> str:
    words = low.split()
    last = words[-1]
    if len(words) == 1 and last in _FACILITIES | _UNITS | _AREAS:
        return ""
    if last in _FACILITIES:
        return "FAC"
    if last in _UNITS:
        return "GPE"
    return "LOC" if last in _AREAS or last in _WORDS["continents"] else ""


def _agree(text: str, marks: list[Mark]) -> list[Mark]:
    """One label for one spelling within the document: the majority, or open where there is none.

    Surnames of people named in full that stand unmarked become persons."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in marks:
        votes[text[start:end]][label] += 1
    agreed = [(s, e, _vote(votes[text[s:e]], label)) for s, e, label in marks]
    return sorted(agreed + _missed(text, agreed))


def _vote(counts: Counter[str], label: str) -> str:
    top, count = counts.most_common(1)[0]
    if top == label:
        return label if 2 * count > sum(counts.values()) else ""
    return top if count >= 3 and count >= 0.75 * sum(counts.values()) else ""


def _missed(text: str, marks: list[Mark]) -> list[Mark]:
    full = {text[s:e] for s, e, label in marks if label == "PERSON" and " " in text[s:e]}
    surnames = {name.split()[-1] for name in full} - {"Jr.", "Jr", "Sr.", "II", "III"}
    surnames = {n for n in surnames if len(n) > 3 and n[0].isupper() and n[1:].islower()}
    if not surnames:
        return []
    taken = {i for s, e, _ in marks for i in range(s, e)}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(surnames))) + r")\b(?! [A-Z])")
    return [(m.start(), m.end(), "PERSON") for m in pattern.finditer(text) if m.start() not in taken]
