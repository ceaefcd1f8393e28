from __future__ import annotations

import numpy as np
import pytest

from models.components.ner_agree import agree
from models.components.ner_decode import TAGS, Named, best_tags, runs, whole_people

CASES = """
O O O -> O O O
B-PERSON I-PERSON O -> B-PERSON I-PERSON O
O I-PERSON O -> O B-PERSON O
B-ORG I-PERSON O -> B-ORG I-ORG O
"""


def _scores(tags: list[str]) -> np.ndarray:
    """The named tag is likeliest; B- and I- of its label and of the others follow."""
    scores = np.full((len(tags), len(TAGS)), -6.0, np.float32)
    for i, tag in enumerate(tags):
        scores[i, TAGS.index(tag)] = -0.1
        if tag != "O":
            scores[i, TAGS.index("B-" + tag[2:])] = max(scores[i, TAGS.index("B-" + tag[2:])], -2.0)
            scores[i, TAGS.index("I-ORG")] = max(scores[i, TAGS.index("I-ORG")], -1.0)
    return scores


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_best_tags_follow_each_other(line):
    given, wanted = line.split(" -> ")
    assert [TAGS[i] for i in best_tags(_scores(given.split()))] == wanted.split()


def test_nothing_in_nothing_out():
    assert best_tags(np.zeros((0, len(TAGS)), np.float32)) == []


def test_runs():
    tags = [TAGS.index(t) for t in ("B-PERSON", "I-PERSON", "B-PERSON", "O", "B-GPE")]
    assert list(runs(tags)) == [(0, 2, "PERSON"), (2, 3, "PERSON"), (4, 5, "GPE")]


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        ([(0, 1, "PERSON"), (1, 2, "PERSON")], [(0, 2, "PERSON")]),
        ([(0, 2, "PERSON"), (2, 3, "PERSON"), (3, 4, "PERSON")], [(0, 4, "PERSON")]),
        ([(0, 2, "PERSON"), (2, 4, "PERSON")], [(0, 2, "PERSON"), (2, 4, "PERSON")]),
        ([(0, 1, "PERSON"), (2, 3, "PERSON")], [(0, 1, "PERSON"), (2, 3, "PERSON")]),
        ([(0, 1, "GPE"), (1, 2, "GPE")], [(0, 1, "GPE"), (1, 2, "GPE")]),
        ([], []),
    ],
)
def test_given_name_and_surname_are_one_person(found, whole):
    assert list(whole_people(found)) == whole


def test_one_spelling_one_label():
    text = "Sudak Sudak Sudak"
    found = [
        Named(i, i + 1, label, sure, 6 * i, 6 * i + 5)
        for i, (label, sure) in enumerate([("GPE", 0.9), ("PERSON", 0.6), ("GPE", 0.8)])
    ]
    assert [n.label for n in agree(found, text)] == ["GPE"] * 3


def _one(text: str, label: str) -> str:
    return agree([Named(0, 1, label, 0.9, 0, len(text))], text)[0].label


def test_known_organisations_and_towns_are_no_people():
    assert _one("Mejlis", "PERSON") == "ORG"
    assert _one("Sudak", "PERSON") == "GPE"
    assert _one("Vladimir", "PERSON") == "PERSON"  # a town as well, but more often a man


def test_a_person_named_in_full_keeps_a_surname_that_is_a_town():
    text = "Ivan Sudak Sudak"
    found = [Named(0, 2, "PERSON", 0.9, 0, 10), Named(2, 3, "PERSON", 0.9, 11, 16)]
    assert [n.label for n in agree(found, text)] == ["PERSON", "PERSON"]
