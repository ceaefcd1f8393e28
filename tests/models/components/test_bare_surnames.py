"""Surnames alone that the recogniser saw nobody in."""

from __future__ import annotations

import pytest
import spacy

from models.components.bare_surnames import bare_surnames


@pytest.mark.parametrize(
    ("lang", "text", "names", "wanted"),
    [
        ("ru", "Лузина в августе поймали.", ["Сергей Лузин"], ["Лузина"]),
        ("ru", "Гринкевич: два года колонии.", ["Мария Гринкевич"], ["Гринкевич"]),
        ("uk", "Гершману призначили 15 років.", ["Владислав Гершман"], ["Гершману"]),
        ("uk", "Стаховського взяли під варту.", ["Віктор Стаховський"], ["Стаховського"]),
        ("ru", "В Орловской области задержали двоих.", ["Игорь Орлов"], []),
        ("ru", "Османова нашли.", ["Рефат Османов", "Эдем Османов"], []),  # two share it
        ("ru", "Османова нашли.", ["Османов"], []),  # nobody's fuller name
        ("en", "Osmanov was found.", ["Refat Osmanov"], []),
    ],
)
def test_surnames(lang, text, names, wanted):
    doc = spacy.blank(lang)(text)
    assert [text[start:end] for _, start, end in bare_surnames(doc, names, [])] == wanted


def test_taken_places_are_left_alone():
    doc = spacy.blank("ru")("Лузина поймали.")
    assert list(bare_surnames(doc, ["Сергей Лузин"], [(0, 6)])) == []
