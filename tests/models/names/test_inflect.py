"""Marked names: written form -> nominative."""

from __future__ import annotations

import pytest

from models.names.inflect import nominative, nominatives

RUSSIAN = """
Айдера Сейтумерова -> Айдер Сейтумеров
Эмилем Мурадовым -> Эмиль Мурадов
Марии Вересовой -> Мария Вересова
Марию Вересову -> Мария Вересова
Ирины Данькович -> Ирина Данькович
Алексея Берёзного -> Алексей Берёзный
Ивана Гавриленко -> Иван Гавриленко
Нариману Дельялу -> Нариман Дельял
Орловскому -> Орловский
Анны Зарецкой -> Анна Зарецкая
А. Б. Иванова -> А. Б. Иванов
"""
UKRAINIAN = """
Володимира Чалуха -> Володимир Чалух
Еміне Азізову -> Еміне Азізова
Лілії Гемежі -> Лілія Гемежі
Миколи Семени -> Микола Семени
Владислава Осипенка -> Владислав Осипенко
Рустемові Бариєву -> Рустем Бариєв
Ольги Кравецької -> Ольга Кравецька
"""


def _cases(lang: str, block: str) -> list[tuple[str, str, str]]:
    return [(lang, *line.split(" -> ")) for line in block.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("lang", "written", "wanted"), _cases("ru", RUSSIAN) + _cases("uk", UKRAINIAN))
def test_nominative(lang, written, wanted):
    assert nominative(written, lang) == wanted


def test_gender_hint_settles_an_open_surname():
    assert nominative("Сейтова", "ru", "femn") == "Сейтова"
    assert nominative("Сейтова", "ru", "masc") == "Сейтов"


def test_mentions_of_one_document_agree():
    assert nominatives(["Александра Древова", "Древовым"], "ru") == ["Александр Древов", "Древов"]
    assert nominatives(["Александра Древова", "Древовой"], "ru") == ["Александра Древова", "Древова"]


@pytest.mark.parametrize("text", ["", " ", "12", "Refat Emirov", "—", "Ы" * 5000, "\x00А"])
def test_anything_else_passes_unchanged_or_quietly(text):
    assert isinstance(nominative(text, "ru"), str)
    assert nominative(text, "en") == text
