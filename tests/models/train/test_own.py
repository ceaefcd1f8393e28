from __future__ import annotations

import pytest

from models.train.own import HELD_OUT, TRAINING, passages, plain, read_own


def test_marks_become_offsets():
    text, marks = plain("[Refat Emirov|PERSON] left [Sudak|GPE].")
    assert text == "Refat Emirov left Sudak."
    assert [(text[a:b], label) for a, b, label in marks] == [("Refat Emirov", "PERSON"), ("Sudak", "GPE")]


def test_unknown_label_is_refused():
    with pytest.raises(ValueError, match="CITY"):
        plain("[Sudak|CITY]")


def test_files_are_well_formed_and_large_enough():
    lines = [x for x in TRAINING.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    assert len(lines) >= 600
    assert len(list(passages(HELD_OUT))) >= 20
    assert all("[" not in text for path in (TRAINING, HELD_OUT) for text, _ in passages(path))


def test_held_out_people_are_not_trained_on():
    def people(path):
        return {
            text[a:b]
            for text, marks in passages(path)
            for a, b, label in marks
            if label == "PERSON" and " " in text[a:b]
        }

    assert people(TRAINING).isdisjoint(people(HELD_OUT))


def test_documents_keep_marks():
    first = next(iter(read_own())).sentences[0]
    assert first.mentions
    assert first.mentions[0].labels == ("PERSON",)
