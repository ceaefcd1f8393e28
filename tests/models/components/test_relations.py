"""Paths from a trigger to a name; invented people only."""

from __future__ import annotations

import pytest

from models.components.relations import relation
from models.reader import reader


def path(text: str, trigger: str, name: str) -> str:
    doc = reader("en")(text)
    places = {token.text: token.i for token in doc}
    return relation(doc, places[trigger], places[name])


@pytest.mark.parametrize(
    ("text", "trigger", "name", "expected"),
    [
        ("Police detained Sadykov in Kerch.", "detained", "Sadykov", "dobj"),
        ("Sadykov was detained in Kerch.", "detained", "Sadykov", "nsubjpass"),
        ("The court imposed a fine on Sadykov.", "fine", "Sadykov", "prep:on"),
        ("Sadykov was detained and fined.", "fined", "Sadykov", "conj<nsubjpass"),
        ("Police detained Sadykov and Bakyrov.", "detained", "Bakyrov", "dobj"),
    ],
)
def test_paths(text: str, trigger: str, name: str, expected: str):
    assert path(text, trigger, name) == expected


def test_another_sentence_has_no_path():
    assert path("Police detained Sadykov. Bakyrov was at home.", "detained", "Bakyrov") == "none"
