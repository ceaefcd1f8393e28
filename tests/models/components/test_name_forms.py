"""Names of a document in the nominative: gender by given names, surnames by the case of the given name."""

from __future__ import annotations

import pytest

from models.components.name_forms import document_names, given_genders


@pytest.mark.parametrize(
    ("written", "lang", "wanted"),
    [
        ("Жанара Досымбаева", "ru", "Жанара Досымбаева"),  # not a man's genitive
        ("Айке Осмонова", "ru", "Айке Осмонова"),
        ("Лутфие Аблаевой", "ru", "Лутфие Аблаева"),
        ("Махинур Рахимову", "ru", "Махинур Рахимова"),
        ("Али Аблаева", "ru", "Али Аблаев"),
        ("Богдана Лузу", "ru", "Богдан Луза"),
        ("Дмитрию Сапожнику", "ru", "Дмитрий Сапожник"),
        ("Марию Гринкевич", "ru", "Мария Гринкевич"),
        ("Тохиром Каримовым", "ru", "Тохир Каримов"),
        ("Валерия Стриженко", "ru", "Валерий Стриженко"),
        ("Юрію Кропивці", "uk", "Юрій Кропивка"),
        ("Ірина Крутеля", "uk", "Ірина Крутеля"),
        ("Фатімі Аблаєва", "uk", "Фатімі Аблаєва"),
        ("Edem Ablaev", "en", "Edem Ablaev"),
    ],
)
def test_one_name(written, lang, wanted):
    assert document_names([written], lang) == [wanted]


def test_a_surname_alone_stands_as_in_the_fuller_name():
    assert document_names(["Богдана Лузу", "Луза", "Лузе"], "ru") == ["Богдан Луза", "Луза", "Луза"]


def test_given_names_of_the_lists_and_of_the_dictionary():
    assert given_genders("Жанара", "ru") == {"femn"}
    assert given_genders("Сервер", "ru") == {"masc"}
    assert given_genders("Ірина", "uk") == {"femn"}
    assert given_genders("Стол", "ru") == frozenset()
