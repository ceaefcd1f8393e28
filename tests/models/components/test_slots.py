"""Who stands in the slot of an event, and who can bear it: read from small texts with invented people."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from models.components.context import Context, build_context
from models.components.credits import credited
from models.components.events import proposals
from models.components.groups import accompanied
from models.components.phrases import Participants
from models.components.referents import candidates
from models.components.slots import open_history, slot_of
from models.components.triggers import Trigger
from models.reader import reader


def named(context: Context, persons: tuple[int, ...] | frozenset[int]) -> list[str]:
    return [context.people[p].name for p in sorted(persons)]


def slot(text: str, kind: str) -> tuple[Doc, Context, Trigger, Participants]:
    doc = reader("en")(text)
    context = build_context(doc)
    trigger = next(t for t in proposals(doc) if t.type == kind)
    return doc, context, trigger, slot_of(trigger, context, open_history(context))


def offered(text: str, kind: str) -> set[tuple[str, ...]]:
    """Names of every set of persons that may bear the first event of a kind."""
    _, context, trigger, found = slot(text, kind)
    options = candidates(trigger, found, context, open_history(context))
    return {tuple(named(context, option.persons)) for option in options}


@pytest.mark.parametrize(
    ("text", "kind", "anchor", "words"),
    [
        ("Ivan Petryk says that the guard beat and insulted him.", "ill_treatment", "pronoun_sg", "him"),
        ("The court called Ivan Petryk in and made him pay 40 base units.", "fine", "pronoun_sg", "him"),
        ("A feast was held in memory of those arrested by the regime.", "detention", "unnamed", "those"),
        ("The mayor was sentenced to six years and fined.", "fine", "definite_sg", "The mayor"),
    ],
)
def test_the_slot_is_filled_by_the_words_that_hold_it(text: str, kind: str, anchor: str, words: str):
    doc, _, _, found = slot(text, kind)
    assert found.anchor == anchor
    assert found.subject is not None
    assert doc[found.subject[0] : found.subject[1]].text == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Olga Kozlenko was there. The court fined her and her colleague Pavlo Kozyr 500 rubles each.", "fine"),
        ("Emin Badawi is an editor. On May 1 he was arrested together with a colleague, Pavlo Kozyr.", "detention"),
    ],
)  # fmt: skip
def test_who_stands_beside_a_pronoun_is_company(text: str, kind: str):
    _, context, _, found = slot(text, kind)
    assert found.anchor == "pronoun_sg"
    assert named(context, found.company) == ["Pavlo Kozyr"]


def test_company_is_not_the_one_pointed_to():
    text = "Olga Kozlenko was there. The court fined her and her colleague Pavlo Kozyr 500 rubles each."
    assert ("Pavlo Kozyr",) not in offered(text, "fine")
    assert ("Olga Kozlenko",) in offered(text, "fine")


def test_a_judge_bears_only_what_names_her():
    text = "Judge Maryna Skalka read it out to Ivan Petryk: 12 months in a penal colony."
    assert not any("Maryna Skalka" in persons for persons in offered(text, "sentence"))
    text = "Police detained the judge Maryna Skalka. Ivan Petryk saw it."
    assert ("Maryna Skalka",) in offered(text, "detention")


def test_a_judge_who_acts_leaves_the_slot_open():
    text = "On 23 July Vera Zatsepina, a judge of the city court, prolonged the arrest for two months."
    assert slot(text, "arrest")[3].persons == ()


def test_nobody_is_twenty_one_men():
    text = "Lutfie Zudin reported that 21 men were fined."
    assert offered(text, "fine") == {()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canan Sarik\n01 June 2021, 18:34\n\nIvan Petryk was fined on Tuesday.", ["Canan Sarik"]),
        ("Ivan Petryk was fined on Tuesday. Photo: Mumine Salyk", ["Mumine Salyk"]),
        ("By Jane Porter\n\nIvan Petryk was fined on Tuesday.", ["Jane Porter"]),
        ("Photo: Fatime Yanik, a mother of four, is led away by police.", []),
        ("Detained:\nIvan Petryk\nOlga Kozlenko\nPavlo Kozyr", []),
        ("Photo: Ivan Petryk\n\nIvan Petryk was fined on Tuesday.", []),
    ],
)
def test_authors_are_told_from_those_written_about(text: str, expected: list[str]):
    context = build_context(reader("en")(text))
    assert named(context, credited(context)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ivan Petryk and Pavlo Kozyr got 19 and 18 years, Emin Kuk and Vadim Sirko 12 years.",
            {"19": ["Ivan Petryk"], "18 years": ["Pavlo Kozyr"], "12 years": ["Emin Kuk", "Vadim Sirko"]},
        ),
        (
            "Two activists, Oleg Petrin and Ivan Sirko, got 10 and 15 days respectively.",
            {"10": ["Oleg Petrin"], "15 days": ["Ivan Sirko"]},
        ),
    ],
)
def test_terms_that_share_a_unit_are_shared_out(text: str, expected: dict[str, list[str]]):
    doc = reader("en")(text)
    context = build_context(doc)
    history = open_history(context)
    found = {
        doc[t.start : t.end].text: sorted(named(context, slot_of(t, context, history).persons))
        for t in proposals(doc)
        if t.form == "term"
    }
    assert found == {term: sorted(names) for term, names in expected.items()}


def test_a_range_of_money_is_no_dash_between_name_and_term():
    text = "Lutfie Zudin said that nine paid 10,000 rubles ($134-200), while 21 men got 14 days of arrest."
    _, _, _, found = slot(text, "administrative_arrest")
    assert (found.anchor, found.count) == ("unnamed", 21)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "On Friday Ivan Petryk and three other men stood there.", ["Ivan Petryk"]),
        ("en", "31 people, Ivan Petryk among them, were held.", ["Ivan Petryk"]),
        ("en", "Nine activists, including Ivan Petryk, were held.", ["Ivan Petryk"]),
        ("en", "Ivan Petryk and Olga Kozlenko were held for two days.", []),
        ("ru", "Задержаны Иван Петренко и ещё трое.", ["Иван Петренко"]),
        ("uk", "Затримано Івана Петренка та ще трьох.", ["Іван Петренко"]),
    ],
)
def test_members_of_groups_without_names(lang: str, text: str, expected: list[str]):
    context = build_context(reader(lang)(text))
    assert named(context, accompanied(context)) == expected
