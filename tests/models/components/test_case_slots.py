"""Whom an event happened to, read by case, voice and order."""

from __future__ import annotations

import pytest

from models.components.case_slots import slot_by_case
from models.components.context import build_context
from models.components.name_cases import mention_cases
from models.components.phrases import NOBODY
from models.components.triggers import find_triggers
from models.reader import reader

# type, sentence, who bears it
MARKED = """
ru detention | Сотрудники ФСБ задержали Айдера Велиева. | Айдер Велиев
ru detention | Активистку Махинур Рахимову 9 марта задержали возле школы. | Махинур Рахимова
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
    assert sorted(context.people[p].name for p in slot_by_case(trigger, context).persons) == sorted(
        filter(None, wanted.split(", "))
    )


# type, sentence, what stands for the bearer: kind, words, number
UNNAMED = """
ru fine | Рефат Османов пришёл с Иваном Орловым. Активисту назначили штраф. | definite_sg | Активисту | 1
ru detention | В Керчи задержали двенадцать моряков. | unnamed | двенадцать моряков | 12
ru detention | Задержали 26-летнего жителя Ялты. | unnamed | 26-летнего жителя | 1
ru detention | Рефат Османов и Иван Орлов вышли к суду. Их задержали. | pronoun_pl | Их |
ru fine | Суд оштрафовал обоих. | definite_pl | обоих | 2
ru detention | Ещё одного активиста задержали утром. | unnamed | одного активиста | 1
ru charge | Восьмерым предъявили обвинение. | definite_pl | Восьмерым | 8
uk detention | У Керчі затримали дев’ятьох моряків. | unnamed | дев’ятьох моряків | 9
uk fine | Рефат Османов і Роман Гайдай прийшли разом. Активістові призначили штраф. | definite_sg | Активістові | 1
uk detention | Затримали мешканця Ялти. | unnamed | мешканця | 1
uk detention | Рефат Османов та Іван Орел вийшли до суду. Їх затримали. | pronoun_pl | Їх |
"""


@pytest.mark.parametrize("line", UNNAMED.strip().splitlines())
def test_bearers_without_a_name(line):
    head, text, anchor, words, number = (part.strip() for part in line.split("|"))
    lang, kind = head.split()
    doc = reader(lang)(text)
    trigger = [t for t in find_triggers(doc) if t.type == kind][-1]
    slot = slot_by_case(trigger, build_context(doc))
    assert slot.subject is not None
    found = slot.anchor, doc[slot.subject[0] : slot.subject[1]].text, slot.count
    assert found == (anchor, words, int(number) if number else None)


def test_a_president_dismisses_somebody_else():
    doc = reader("uk")("Роман Гайдай чекав на рішення. Президент Олег Шум звільнив його з посади.")
    context = build_context(doc)
    trigger = [t for t in find_triggers(doc) if "звільни" in doc[t.start : t.end].text][-1]
    assert [context.people[p].name for p in slot_by_case(trigger, context).persons] == ["Роман Гайдай"]


def test_english_is_left_to_its_trees():
    doc = reader("en")("Refat Osmanov was detained.")
    assert slot_by_case(find_triggers(doc)[0], build_context(doc)) == NOBODY


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
