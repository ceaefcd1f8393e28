"""The teacher's faults, one marked case a line: kind, words -> our label ("" is left open, - is dropped)."""

from __future__ import annotations

import gzip
import json

import pytest

from models.components.ner_decode import TAGS
from models.train.document import Mention, Sentence
from models.train.silver import read_silver
from models.train.tags import OUTSIDE, begins, continues, unmarked

CASES = """
PERSON Refat Emirov -> PERSON
CITY Sudak -> GPE
LOCATION Harris County -> GPE
LOCATION County -> open
LOCATION Mercy Hospital -> FAC
LOCATION West Side -> LOC
TITLE judge -> TITLE
TITLE count -> -
CRIMINAL_CHARGE murder -> CRIMINAL_CHARGE
CRIMINAL_CHARGE two -> -
CAUSE_OF_DEATH shooting -> -
DURATION 17-year-old -> -
DURATION three years -> DURATION
DATE 2017 -> DATE
DATE 1300 -> open
DATE now -> -
MONEY $5,000 -> MONEY
MONEY 170 pounds -> open
NATIONALITY pole -> -
NATIONALITY Russian -> NORP
PERCENT 5 percent -> -
"""


def _case(line: str) -> tuple[str, str, str]:
    left, label = line.split(" -> ")
    kind, name = left.split(" ", 1)
    return kind, name, label


@pytest.mark.parametrize(("kind", "name", "label"), [_case(x) for x in CASES.strip().splitlines()])
def test_cleaning(tmp_path, kind, name, label):
    (mentions,) = [s.mentions for s in _read(tmp_path, name + " was named here", [(0, len(name), kind)])]
    wanted = {"-": (), "open": ((),)}.get(label, ((label,),))
    assert tuple(m.labels for m in mentions) == wanted


def test_sentences_in_capitals_are_left_out(tmp_path):
    assert _read(tmp_path, "POLICE SEEK JOHN BROWN AFTER ATTACK", []) == []


def test_mentions_agree_within_a_document(tmp_path):
    text = "Sorrel said . Sorrel went . Sorrel slept . Sorrel rose"
    marks = [(i, i + 6, "PERSON") for i in (0, 14, 28)] + [(43, 49, "CITY")]
    labels = [m.labels for s in _read(tmp_path, text, marks) for m in s.mentions]
    assert labels == [("PERSON",)] * 4


def test_unmarked_surnames_of_named_people_become_persons(tmp_path):
    text = "Anna Quimble spoke . Then Quimble left"
    found = [m for s in _read(tmp_path, text, [(0, 12, "PERSON")]) for m in s.mentions]
    assert [m.labels for m in found] == [("PERSON",), ("PERSON",)]


def test_targets_leave_open_what_a_corpus_does_not_mark():
    sentence = Sentence(("Emirov", "left", "Sudak"), (Mention(0, 1, ("PERSON",)), Mention(2, 3, ())))
    first, second, third = sentence.targets({"PERSON"})
    assert first == begins(["PERSON"])
    assert second == unmarked({"PERSON"})
    assert second & OUTSIDE
    assert not second & (begins(["PERSON"]) | continues(["PERSON"]))
    assert third == (1 << len(TAGS)) - 1


def _read(tmp_path, text, marks):
    tokens, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        tokens.append([start, len(word), "NN", 0, "dep"])
        at = start + len(word)
    row = {
        "id": "1",
        "source": "test",
        "title": "",
        "text": text,
        "sents": [tokens],
        "ents": [list(m) for m in marks],
    }
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
    return [s for document in read_silver(path) for s in document.sentences]
