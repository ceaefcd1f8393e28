"""What the fast recogniser learns from: the accurate one's labels, within what the annotators left open."""

from __future__ import annotations

from random import Random

import pytest
import spacy

from models.components.ner import NameRecogniser
from models.load import load_language
from models.train.document import NAMES, Document, Mention, Sentence
from models.train.fast import examples, taught

WORDS = ("Zinaida", "Holovko", "left", "Kyiv", "on", "Monday", ".")


@pytest.fixture(scope="module")
def teacher() -> NameRecogniser:
    return load_language("en").get_pipe("khronika_ner")


def labels(document: Document) -> list[tuple[str, str]]:
    return [(" ".join(s.words[m.start : m.end]), *m.labels) for s in document.sentences for m in s.mentions]


def test_silver_marks_are_replaced(teacher):
    wrong = Sentence(WORDS, (Mention(2, 3, ("ORG",)),))
    (document,) = taught([Document("silver", (wrong, wrong))], teacher)
    assert labels(document) == [("Zinaida Holovko", "PERSON"), ("Kyiv", "GPE"), ("Monday", "DATE")] * 2


def test_hand_made_marks_stay_and_open_ones_are_settled(teacher):
    by_hand = Sentence(WORDS, (Mention(1, 2, ("ORG",)), Mention(3, 4, ("GPE", "LOC", "FAC"))))
    (document,) = taught([Document("uner", (by_hand,), NAMES)], teacher)
    assert labels(document) == [("Holovko", "ORG"), ("Kyiv", "GPE"), ("Monday", "DATE")]


def test_training_texts_carry_their_names(teacher):
    documents = taught([Document("people", (Sentence(WORDS, ()),), frozenset({"PERSON"}))] * 3, teacher)
    found = examples(documents, Random(1), spacy.blank("en"))
    assert len(found) == 3
    assert all(not example.predicted.ents for example in found)
    marked = {e.label_ for example in found for e in example.reference.ents}
    assert {"GPE", "DATE"} <= marked
    assert "PERSON" not in marked  # the set marks all its people, and there are none
