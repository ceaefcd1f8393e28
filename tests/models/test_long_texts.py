"""Long texts are parsed in parts; what comes out is one document."""

from __future__ import annotations

import pytest

from models import long_texts
from models.load import load_language

LINE = "Refat Emirov was fined in Sudak on Monday. His wife Elzara wrote to Kyiv.\n"


@pytest.fixture(scope="module")
def nlp():
    return load_language("en")


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(long_texts, "PART", 40)
    monkeypatch.setattr(long_texts.parts, "__defaults__", (40,))


def test_parts_end_at_line_breaks_and_cover_everything(nlp):
    doc = nlp.make_doc(LINE * 10)
    ranges = list(long_texts.parts(doc, 40))
    assert len(ranges) > 3
    assert [start for start, _ in ranges] == [0, *(end for _, end in ranges[:-1])]
    assert ranges[-1][1] == len(doc)
    assert all(doc[end - 1].text == "\n" for _, end in ranges)


def test_without_line_breaks_parts_end_with_sentences_or_else_anywhere(nlp):
    doc = nlp.make_doc("One two three. " * 20)
    assert all(doc[end - 1].text == "." for _, end in long_texts.parts(doc, 30))
    doc = nlp.make_doc("word " * 100)
    assert [end - start for start, end in long_texts.parts(doc, 30)] == [30, 30, 30, 10]


def test_in_parts_as_in_one(nlp, small_parts):
    text = LINE * 6
    doc = nlp.make_doc(text)
    doc.user_data["published_at"] = "2024-05-10"
    read = nlp(doc)
    assert read.text == text
    assert read.user_data["published_at"] == "2024-05-10"
    assert [e.text for e in read.ents] == ["Refat Emirov", "Sudak", "Monday", "Elzara", "Kyiv"] * 6
    assert [s.text.strip() for s in read.sents if s.text.strip()] == LINE.strip().replace(
        "Monday. ", "Monday.\n"
    ).split("\n") * 6
    assert all(token.head.sent == token.sent for token in read)


def test_order_is_kept_among_short_texts(nlp, small_parts):
    texts = ["Elzara wrote.", LINE * 4, "", LINE * 5, "Kyiv answered."]
    assert [doc.text for doc in nlp.pipe(texts)] == texts
    pairs = list(nlp.pipe([(text, number) for number, text in enumerate(texts)], as_tuples=True))
    assert [(doc.text, number) for doc, number in pairs] == [(t, n) for n, t in enumerate(texts)]


@pytest.mark.parametrize("text", ["x" * 2_000_000, "\n" * 2_000_000, " \t" * 1_000_000])
def test_two_megabytes_without_a_sentence(nlp, text):
    assert len(nlp(text).text) == len(text)


def test_another_language_class_is_left_alone():
    import spacy

    with pytest.raises(TypeError):
        long_texts.long_texts()(spacy.blank("ru"))
