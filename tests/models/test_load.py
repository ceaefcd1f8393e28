from __future__ import annotations

import pytest

from models.load import UnknownLanguage, available, load_language


def test_unknown_language_names_the_known_ones():
    with pytest.raises(UnknownLanguage, match="en, ru, uk"):
        load_language("tlh")


def test_loaded_once():
    assert load_language("ru") is load_language("ru")


def test_another_pipeline_that_is_not_there():
    with pytest.raises(OSError, match="no_such_pipeline"):
        load_language("en", "no_such_pipeline")


RUSSIAN = "Суд в Крыму оштрафовал Айдера Сеитова. Об этом сообщила адвокат Лиля Темирова."
UKRAINIAN = "Протоколів не склали. У Сімферополі затримали Володимира Чалуха та Еміне Азізову."


@pytest.mark.parametrize(
    ("lang", "text", "people"),
    [
        ("ru", RUSSIAN, ["Айдера Сеитова", "Лиля Темирова"]),
        ("uk", UKRAINIAN, ["Володимира Чалуха", "Еміне Азізову"]),
    ],
)
def test_names_in_other_languages(lang, text, people):
    assert [e.text for e in load_language(lang)(text).ents if e.label_ == "PERSON"] == people


@pytest.mark.parametrize("lang", ["ru", "uk"])
@pytest.mark.parametrize("text", ["", "\n \n", "English text about Refat Emirov.", "\x00\x01", "А" * 30_000])
def test_bad_input_in_other_languages(lang, text):
    assert load_language(lang)(text).text == text


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_a_text_of_two_megabytes_is_refused_before_it_takes_the_memory(lang):
    with pytest.raises(ValueError, match="2000000"):
        load_language(lang)("a b " * 500_000)


def test_all_available_languages_load():
    assert all(load_language(lang).lang == lang for lang in available())


def test_the_fast_pipeline_reads_names_and_trees():
    nlp = load_language("en", "fast")
    doc = nlp("Zinaida Holovko was detained in Kyiv on Monday, the United Nations said.")
    assert "khronika_ner" not in nlp.pipe_names
    assert doc.has_annotation("DEP")
    found = {(e.text.removeprefix("the "), e.label_) for e in doc.ents}
    assert {("Zinaida Holovko", "PERSON"), ("Kyiv", "GPE"), ("United Nations", "ORG")} <= found


def test_there_is_a_fast_pipeline_for_english_only():
    with pytest.raises(UnknownLanguage, match="fast"):
        load_language("ru", "fast")
