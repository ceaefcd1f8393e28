"""Reads the hand-made corpora; each function yields documents in our labels.

Labels that a corpus does not mark, or marks by other rules, stay open (see tags.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from models.train.document import NAMES, PLACES, Document, Mention, Sentence, sentence
from models.train.gum import TITLES, blocks, gum_held_out, read_gum
from models.train.tokens import split_sentences, split_words
from models.vocabulary import vocabulary

_UNER: Final = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": PLACES}
_CROSSNER: Final = {
    "politician": ("PERSON",), "person": ("PERSON",), "politicalparty": ("ORG",), "organisation": ("ORG",),
    "country": ("GPE",), "location": PLACES,
}  # fmt: skip
_RE3D: Final = {
    "Person": ("PERSON",), "Organisation": ("ORG",), "Location": PLACES, "Nationality": ("NORP",),
    "Temporal": ("DATE", "TIME", "DURATION"), "Money": ("MONEY",),
}  # fmt: skip
_PRONOUNS: Final = frozenset(vocabulary("en", "silver")["pronouns"])


def _spans(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of the runs of B-x I-x tags; an I- that follows nothing begins a run."""
    start, label, position = 0, "", 0
    for position, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            yield start, position, label
            label = ""
        if tag != "O" and not label:
            start, label = position, tag[2:]


def read_uner(path: Path) -> Iterator[Document]:
    """Universal NER in IOB2. OTH and O- marks are dropped, as its authors advise.

    Words are cut again from the running text as they are in use, since the treebank's differ."""
    sentences: list[Sentence] = []
    for line_group in blocks(path):
        if sentences and any(line.startswith("# newdoc") for line in line_group):
            yield Document("uner", tuple(sentences), NAMES)
            sentences = []
        sentences.append(_uner_sentence(line_group))
    yield Document("uner", tuple(sentences), NAMES)


def _uner_sentence(block: list[str]) -> Sentence:
    text = next(line.removeprefix("# text = ") for line in block if line.startswith("# text = "))
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    ranges, at = [], 0
    for row in rows:
        start = text.index(row[1], at)
        at = start + len(row[1])
        ranges.append((start, at))
    spans = [s for s in _spans(row[2] for row in rows) if s[2] in _UNER]
    marks = [(ranges[a][0], ranges[b - 1][1], label) for a, b, label in spans]
    return _marked(text, (0, len(text)), marks, lambda _, mark: _UNER[mark])


def read_crossner(path: Path) -> Iterator[Document]:
    """CrossNER politics: sentences without documents; elections, events and misc are no names of ours."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block]
        spans = [s for s in _spans(r[1] for r in rows) if s[2] in _CROSSNER]
        mentions = (Mention(a, b, _CROSSNER[label]) for a, b, label in spans)
        yield Document("crossner", (sentence((r[0] for r in rows), mentions),), NAMES)


def read_re3d(folder: Path) -> Iterator[Document]:
    """One part of re3d. Its marks include descriptions ("the group"); only capitalised ones are names."""
    marks: dict[str, list[tuple[int, int, str]]] = {}
    for row in _json_lines(folder / "entities.json"):
        marks.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
    for row in _json_lines(folder / "documents.json"):
        yield from_offsets("re3d", row["text"], marks.get(row["_id"], []), _RE3D, NAMES)


def _json_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def from_offsets(
    source: str,
    text: str,
    marks: list[tuple[int, int, str]],
    labels: Mapping[str, tuple[str, ...]],
    known: frozenset[str],
) -> Document:
    """A document from running text and (start, end, mark); marks without label are left open."""

    def named(words: list[str], mark: str) -> tuple[str, ...]:
        return _named(words, labels.get(mark, ()))

    sentences = (_marked(text, part, marks, named) for part in split_sentences(text))
    return Document(source, tuple(s for s in sentences if s.words), known)


def _marked(
    text: str,
    part: tuple[int, int],
    marks: Iterable[tuple[int, int, str]],
    labels: Callable[[list[str], str], tuple[str, ...]],
) -> Sentence:
    """The sentence between the characters `part`, with the marks that lie in it; labels by words and mark."""
    ranges = [(part[0] + x, part[0] + y) for x, y in split_words(text[part[0] : part[1]])]
    words = [text[x:y] for x, y in ranges]
    found = []
    for start, end, mark in marks:
        inside = [i for i, (x, y) in enumerate(ranges) if x < end and start < y]
        if inside:
            name = words[inside[0] : inside[-1] + 1]
            found.append(Mention(inside[0], inside[-1] + 1, labels(name, mark)))
    return sentence(words, found)


def _named(words: list[str], labels: tuple[str, ...]) -> tuple[str, ...]:
    """`labels` where the words are a name; nothing where they are a description or begin with a title."""
    low = {w.lower().rstrip(".") for w in words}
    if labels == ("PERSON",):
        named = all(w[:1].isupper() or len(w) < 3 for w in words) and not low & (TITLES | _PRONOUNS)
        return labels if named else ()
    if labels and labels[0] in NAMES:
        named = words[0][:1].isupper() and words[-1][:1].isupper() and not low & ({","} | _PRONOUNS)
        return labels if named else ()
    return labels


def read_people(path: Path) -> Iterator[Document]:
    """Articles annotated with the names of their people (our JSONL): persons only, in English articles."""
    for row in _json_lines(path):
        if row["lang"] == "en":
            yield from_offsets(
                "people", row["text"], _people_marks(row), {"P": ("PERSON",)}, frozenset({"PERSON"})
            )


def _people_marks(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    text, marks = row["text"], []
    parts: set[str] = set()
    for name in row["people"]:
        marks += [(m.start(), m.end(), "P") for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
        parts.update(part for part in name.split() if len(part) > 2)
    ordered = "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
    if ordered:
        marks += [
            (m.start(), m.end(), "P") for m in re.finditer(rf"\b(?:{ordered})(?: (?:{ordered}))*\b", text)
        ]
    return marks


def hand_made(data: Path) -> list[Document]:
    """All hand-made training documents under the data folder."""
    documents = [*read_uner(data / "uner_en_ewt" / "train.iob2")]
    for name in ("train.txt", "dev.txt"):
        documents += read_crossner(data / "crossner_politics" / name)
    for folder in sorted((data / "re3d").iterdir()):
        documents += read_re3d(folder)
    for path in sorted((data / "gum").glob("*.conllu")):
        if path.stem not in gum_held_out(data / "gum" / "splits.md"):
            documents += read_gum(path)
    return [*documents, *read_people(data / "gold" / "train.jsonl")]
