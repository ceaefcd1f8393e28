"""Whom an event happened to, read by case, voice and order."""

from __future__ import annotations

import pytest

from models.components.case_slots import persons_by_case
from models.components.context import build_context
from models.components.name_cases import mention_cases
from models.components.triggers import find_triggers
from models.reader import reader

# type, sentence, who bears it
MARKED = """
ru detention | Сотрудники ФСБ задержали Айдера Велиева. | Айдер Велиев
ru detention | Руслан Чижов задержан в Ялте. | Руслан Чижов
ru fine | Судья Ольга Мартынова оштрафовала Нину Кравец на 30 тысяч рублей. | Нина Кравец
ru charge | На жителя Керчи Игоря Сокольского завели уголовное дело. | Игорь Сокольский
ru search | У Рефата Османова прошёл обыск. | Рефат Османов
ru detention | Там задержали 26-летнего Максима Гуляева и Марию Гринкевич. | Максим Гуляев, Мария Гринкевич
ru release | Из изолятора вышел активист Алексей Беспалов. | Алексей Беспалов
ru fine | Рефат Османов вышел на площадь. Суд оштрафовал его на 10 тысяч рублей. | Рефат Османов
ru fine | Рефат Османов вышел на площадь. Активисту назначили штраф. | Рефат Османов
uk detention | Силовики затримали Лілію Бондар. | Лілія Бондар
uk charge | СБУ оголосила підозру Роману Гайдаю. | Роман Гайдай
uk trial | Там утримують Павла Грищенка, якого судять за тероризм. | Павло Грищенко
uk arrest | Просто в залі Сташевського взяли під варту. | Сташевський
ru search | Силовики обыскали девять домов. Ранее Рефат Османов говорил об этом. |
"""


@pytest.mark.parametrize("line", MARKED.strip().splitlines())
def test_bearers(line):
    head, text, wanted = (part.strip() for part in line.split("|"))
    lang, kind = head.split()
    doc = reader(lang)(text)
    context = build_context(doc)
    trigger = [t for t in find_triggers(doc) if t.type == kind][-1]
    assert sorted(context.people[p].name for p in persons_by_case(trigger, context)) == sorted(
        filter(None, wanted.split(", "))
    )


def test_english_is_left_to_its_trees():
    doc = reader("en")("Refat Osmanov was detained.")
    assert persons_by_case(find_triggers(doc)[0], build_context(doc)) == []


@pytest.mark.parametrize(
    ("words", "nominative", "lang", "wanted"),
    [
        ("Айдера Велиева", "Айдер Велиев", "ru", {"gent", "accs"}),
        ("Нину Кравец", "Нина Кравец", "ru", {"accs"}),
        ("Махинур Рахимову", "Махинур Рахимова", "ru", {"accs"}),
        ("Роману Гайдаю", "Роман Гайдай", "uk", {"datv"}),
        ("Руслан Чижов", "Руслан Чижов", "ru", {"nomn"}),
    ],
)
def test_cases_of_names(words, nominative, lang, wanted):
    assert mention_cases(words.split(), nominative, lang) - {"loct"} == wanted
