"""Marked texts: pronoun or description -> the person it stands for; the first line is the text."""

from __future__ import annotations

import pytest
from spacy.language import Language

from models.components import coref, persons
from models.load import load_language

CASES = """
Elzara Kermenova was fined on Monday. She was released an hour later. | She = Elzara Kermenova
Refat Adzhiev met Elzara Kermenova in court. He greeted her. | He = Refat Adzhiev ; her = Elzara Kermenova
"I was told to leave," Olena Hryb said. | I = Olena Hryb
Ruslan Topal was detained. His house was searched. | His = Ruslan Topal
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language("en")


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_resolved(nlp, line):
    text, _, wanted = line.partition(" | ")
    doc = persons.khronika_persons(nlp(text))
    found = {(text[s:e], doc._.people[i].name) for s, e, i in coref.resolve(doc, doc._.people)}
    for pair in wanted.split(" ; "):
        assert tuple(pair.split(" = ")) in found


def test_component_writes_spans(nlp):
    doc = coref.khronika_coref(persons.khronika_persons(nlp("Elzara Kermenova was fined. She left.")))
    assert [(s.text, s._.person) for s in doc.spans["coref"]] == [("She", 0)]


@pytest.mark.parametrize("text", ["", "She left.", "\n\n", "He, she and I."])
def test_without_named_people_nothing_is_resolved(nlp, text):
    doc = persons.khronika_persons(nlp(text))
    assert coref.resolve(doc, doc._.people) == []
