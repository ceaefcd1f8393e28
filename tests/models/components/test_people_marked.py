"""What texts say of people: marked sentences in tests/models/marked/people_<lang>.txt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.tokens import Doc

from models.components.attributes import subject_phrase, traits_of, traits_of_subject
from models.components.context import build_context
from models.reader import reader
from models.values import Traits
from pipeline.store.trait_rows import TRAITS

MARKED = Path(__file__).parents[1] / "marked"
CASES = [
    (lang, line)
    for lang in ("en", "ru", "uk")
    for line in (MARKED / f"people_{lang}.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(lang: str, text: str, published: str | None = None) -> Doc:
    nlp = reader(lang)
    doc = nlp.make_doc(text)
    doc.user_data["published_at"] = published
    return nlp(doc)


def people(doc: Doc) -> dict[str, Traits]:
    context = build_context(doc)
    return {person.name: traits_of(context, i) for i, person in enumerate(context.people)}


@pytest.mark.parametrize(("lang", "line"), CASES)
def test_marked_sentence(lang, line):
    sentence, expected = line.split(" => ")
    day = re.match(r"@(\S+) ", sentence)
    text = sentence[day.end() :] if day else sentence
    found = people(read(lang, text, day[1] if day else None))
    for entry in expected.split(" | "):
        name, told = entry.split(": ", 1)
        assert name in found
        for pair in told.split("; "):
            trait, value = pair.split("=")
            stated = getattr(found[name], trait)
            assert (stated.value if stated else "-") == value, (trait, stated)


@pytest.mark.parametrize(("lang", "line"), CASES)
def test_every_value_points_at_its_words(lang, line):
    text = line.split(" => ", maxsplit=1)[0]
    for traits in people(read(lang, text)).values():
        for trait in TRAITS:
            stated = getattr(traits, trait)
            if stated is not None:
                words = text[stated.start : stated.end]
                assert words.strip() == words != ""
                assert trait != "age" or stated.value in words or "born" in text or "." in words


def test_unnamed_subject():
    doc = read("en", "A 20-year-old student from Sudak was detained on Friday.")
    words = subject_phrase(doc, 0, next(t.i for t in doc if t.text == "student") + 1)
    told = traits_of_subject(words)
    assert words.text == "A 20-year-old student from Sudak"
    assert told.age is not None
    assert told.age.value == "20"
    assert told.occupation is not None
    assert told.occupation.value == "student"


def test_unnamed_woman():
    doc = read("en", "A Crimean Tatar woman was fined.")
    told = traits_of_subject(subject_phrase(doc, 0, 4))
    assert told.sex is not None
    assert told.sex.value == "female"
    assert told.community is not None
    assert told.community.value == "Crimean Tatar"
