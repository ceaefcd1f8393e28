from __future__ import annotations

import pytest

from models.components.ner_features import CHARS, letters, loudness, shape, windows

SHAPES = [
    ("2018", 1),
    ("5,000", 2),
    ("!", 3),
    ("court", 4),
    ("A", 5),
    ("A.", 6),
    ("FSB", 7),
    ("Refat", 8),
    ("McAdam", 9),
    ("iPhone", 10),
]


@pytest.mark.parametrize(("word", "kind"), SHAPES)
def test_shape(word, kind):
    assert shape(word) == kind


@pytest.mark.parametrize("word", ["", "a", "Islyamova", "x" * 300, "Ғалым", "漢字", "\x00", "🙂"])
def test_letters_have_a_fixed_length(word):
    assert len(letters(word)) == CHARS


def test_loudness():
    assert loudness(["COURT", "FINES", "ACTIVIST", "AGAIN"]) == 2
    assert loudness(["Court", "Fines", "Activist", "Again"]) == 1
    assert loudness(["The", "court", "fined", "the", "activist", "again"]) == 0


def test_windows_keep_sentences_whole_and_in_order():
    assert list(windows([50, 60, 70, 200, 10], limit=120)) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert list(windows([], limit=120)) == []
