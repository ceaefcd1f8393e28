"""Names of people told from towns, peoples and prizes; titles left out of names."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from models.components.person_mentions import person_mentions


def marked(lang: str, words: list[str], entities: list[tuple[int, int]]) -> Doc:
    """A document in which the recogniser took tokens `start` to `end` for persons."""
    doc = Doc(spacy.blank(lang).vocab, words=words)
    doc.ents = [Span(doc, start, end, label="PERSON") for start, end in entities]
    return doc


@pytest.mark.parametrize(
    ("lang", "words", "entities", "names"),
    [
        ("en", ["Sailor", "Matviy", "Hordienko", "left"], [(0, 3)], ["Matviy Hordienko"]),
        ("en", ["Judge", "Koval", "left"], [(0, 2)], ["Judge Koval"]),
        ("en", ["The", "Sobol", "Award", "went", "on"], [(1, 3)], []),
        ("en", ["Sudak", "was", "quiet"], [(0, 1)], []),
        (
            "en",
            ["Ivan", "Sudak", "left", ".", "Sudak", "returned"],
            [(0, 2), (4, 5)],
            ["Ivan Sudak", "Sudak"],
        ),
        ("en", ["Jehovah's", "Witness", "Petro", "Lysenko"], [(0, 1), (2, 4)], ["Petro Lysenko"]),
        ("ru", ["Судак", "молчит"], [(0, 1)], []),
        ("uk", ["Кримського", "татарина", "Решата", "Ісаєва"], [(0, 1), (2, 4)], ["Решата Ісаєва"]),
    ],
)
def test_person_mentions(lang, words, entities, names):
    assert [text for text, _ in person_mentions(marked(lang, words, entities))] == names


def test_offsets_are_those_of_the_name():
    doc = marked("en", ["Sailor", "Matviy", "Hordienko", "left"], [(0, 3)])
    ((text, (start, end)),) = person_mentions(doc)
    assert doc.text[start:end] == text == "Matviy Hordienko"
