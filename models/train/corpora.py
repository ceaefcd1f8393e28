"""Reads the hand-made corpora; each function yields documents in our labels.

Labels that a corpus does not mark, or marks by other rules, stay open (see tags.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from models.train.document import Document, Mention, Sentence, sentence
from models.train.tokens import split_sentences, split_words
from models.vocabulary import vocabulary

_PLACES: Final = ("GPE", "LOC", "FAC")
_UNER: Final = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": _PLACES}
_CROSSNER: Final = {
    "politician": ("PERSON",), "person": ("PERSON",), "politicalparty": ("ORG",), "organisation": ("ORG",),
    "country": ("GPE",), "location": _PLACES,
}  # fmt: skip
_RE3D: Final = {
    "Person": ("PERSON",), "Organisation": ("ORG",), "Location": _PLACES, "Nationality": ("NORP",),
    "Temporal": ("DATE", "TIME", "DURATION"), "Money": ("MONEY",),
}  # fmt: skip
NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
TITLES: Final = frozenset(vocabulary("en", "silver")["titles"])
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
    for line_group in _blocks(path):
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


def _blocks(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for filled, block in groupby(lines, key=lambda line: bool(line.strip())):
            if filled:
                yield [line.rstrip("\n") for line in block]


def read_crossner(path: Path) -> Iterator[Document]:
    """CrossNER politics: sentences without documents; elections, events and misc are no names of ours."""
    for block in _blocks(path):
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


def read_gum(path: Path) -> Iterator[Document]:
    """GUM: persons, organisations and places whose head is a proper noun; descriptions are no names."""
    sentences = [_gum_sentence(block) for block in _blocks(path)]
    yield Document("gum", tuple(sentences), NAMES)


_OPEN: Final = re.compile(r"\((\d+)-(\w+)[^()]*\)?|(\d+)\)")


def _gum_sentence(block: list[str]) -> Sentence:
    rows = [r for r in (line.split("\t") for line in block if not line.startswith("#")) if r[0].isdigit()]
    words, proper = [r[1] for r in rows], [r[4] in ("NNP", "NNPS") for r in rows]
    mentions, runs_left = [], []
    for start, end, kind, _ in _gum_entities(rows):
        if kind in ("organization", "place"):
            whole = _gum_whole(words, rows, (start, end), ("ORG",) if kind == "organization" else _PLACES)
            if whole:
                mentions.append(whole)
                continue
        if kind in ("person", "organization", "place"):
            runs_left += [(run, (start, end), kind) for run in _runs(proper, start, end)]
    for run, within, kind in runs_left:
        if kind == "person":
            mentions.append(_gum_name(rows, words, run, within))
        elif not any(m.start < run[1] and run[0] < m.end for m in mentions):
            mentions.append(Mention(*run, ()))
    return sentence(words, mentions)


def _runs(proper: list[bool], start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for is_name, group in groupby(proper[start:end]):
        length = len(list(group))
        if is_name:
            yield position, position + length
        position += length


def _gum_whole(
    words: list[str], rows: list[list[str]], whole: tuple[int, int], labels: tuple[str, ...]
) -> Mention | None:
    """The mention without its article, where its head is a proper noun and no common word is in it."""
    start, end = whole
    while start < end and rows[start][4] in ("DT", "PRP$", "``", "("):
        start += 1
    while end > start and rows[end - 1][4] in ("POS", ".", ",", "''", ")"):
        end -= 1
    inside = range(start, end)
    heads = [i for i in inside if not whole[0] <= int(rows[i][6]) - 1 < whole[1]]
    named = all(not words[i][:1].islower() or rows[i][4] in ("IN", "CC", "DT", "POS", "HYPH") for i in inside)
    proper = bool(heads) and all(rows[i][4] in ("NNP", "NNPS") for i in heads)
    if not (proper and named and words[start][:1].isupper() and not words[end - 1][:1].islower()):
        return None
    return None if "," in words[start:end] else Mention(start, end, labels)


def _gum_name(
    rows: list[list[str]], words: list[str], run: tuple[int, int], whole: tuple[int, int]
) -> Mention:
    """A run of proper nouns in a person's mention is the name if the mention's head is in it."""
    heads = [i for i in range(*whole) if not whole[0] <= int(rows[i][6]) - 1 < whole[1]]
    titled = any(words[i].lower().rstrip(".") in TITLES for i in range(*run))
    is_name = any(run[0] <= head < run[1] for head in heads) and not titled
    return Mention(*run, ("PERSON",) if is_name else ())


def _gum_entities(rows: list[list[str]]) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, entity) of the mentions of a sentence, from the Entity= brackets."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    found = []
    for position, row in enumerate(rows):
        field = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        for match in _OPEN.finditer(field):
            if match.group(1) and match.group().endswith(")"):
                found.append((position, position + 1, match.group(2), match.group(1)))
            elif match.group(1):
                open_at.setdefault(match.group(1), []).append((position, match.group(2)))
            elif open_at.get(match.group(3)):
                start, kind = open_at[match.group(3)].pop()
                found.append((start, position + 1, kind, match.group(3)))
    return found


def gum_mentions(path: Path) -> tuple[str, list[tuple[int, int, str, bool]]]:
    """Words parted by spaces, and the person mentions: (start, end, entity, whether its head is a name)."""
    text, found = "", []
    for block in _blocks(path):
        rows = [r for r in (line.split("\t") for line in block if not line.startswith("#")) if r[0].isdigit()]
        starts, at = [], len(text)
        for row in rows:
            starts.append(at)
            at += len(row[1]) + 1
        for start, end, kind, entity in _gum_entities(rows):
            if kind == "person":
                last = starts[end - 1] + len(rows[end - 1][1])
                found.append((starts[start], last, entity, _proper_head(rows, start, end)))
        text += " ".join(row[1] for row in rows) + "\n"
    return text, found


def _proper_head(rows: list[list[str]], start: int, end: int) -> bool:
    heads = [i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end]
    return any(rows[i][4] in ("NNP", "NNPS") for i in heads)


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


def gum_held_out(path: Path) -> set[str]:
    """GUM documents of every split but train."""
    text = path.read_text(encoding="utf-8")
    train = re.search(r"## train\n(.*?)(?=\n## |\Z)", text, re.DOTALL)
    everything = set(re.findall(r"GUM_\w+", text))
    return everything - set(re.findall(r"GUM_\w+", train.group(1) if train else ""))
