"""Reads GUM: names for the recogniser, mentions of persons for coreference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from models.train.document import NAMES, PLACES, Document, Mention, Sentence, sentence
from models.vocabulary import vocabulary

TITLES: Final = frozenset(vocabulary("en", "silver")["titles"])


def blocks(path: Path) -> Iterator[list[str]]:
    """The groups of lines that empty lines part."""
    with path.open(encoding="utf-8") as lines:
        for filled, block in groupby(lines, key=lambda line: bool(line.strip())):
            if filled:
                yield [line.rstrip("\n") for line in block]


def read_gum(path: Path) -> Iterator[Document]:
    """GUM: persons, organisations and places whose head is a proper noun; descriptions are no names."""
    sentences = [_gum_sentence(block) for block in blocks(path)]
    yield Document("gum", tuple(sentences), NAMES)


_OPEN: Final = re.compile(r"\((\d+)-(\w+)[^()]*\)?|(\d+)\)")


def _gum_sentence(block: list[str]) -> Sentence:
    rows = [r for r in (line.split("\t") for line in block if not line.startswith("#")) if r[0].isdigit()]
    words, proper = [r[1] for r in rows], [r[4] in ("NNP", "NNPS") for r in rows]
    mentions, runs_left = [], []
    for start, end, kind, _ in _gum_entities(rows):
        if kind in ("organization", "place"):
            whole = _gum_whole(words, rows, (start, end), ("ORG",) if kind == "organization" else PLACES)
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
    for block in blocks(path):
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


def gum_held_out(path: Path) -> set[str]:
    """GUM documents of every split but train."""
    text = path.read_text(encoding="utf-8")
    train = re.search(r"## train\n(.*?)(?=\n## |\Z)", text, re.DOTALL)
    everything = set(re.findall(r"GUM_\w+", text))
    return everything - set(re.findall(r"GUM_\w+", train.group(1) if train else ""))
