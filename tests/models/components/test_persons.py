"""One person an article, however often and however differently named."""

from __future__ import annotations

import pytest

from models.components.folding import fold_token
from models.components.persons import clean_name, group, same_token

NAMES_OF_ONE = [
    ["Refat Abdurakhmanovich Selimov", "Refat Selimov", "Selimov"],
    ["Emil Kurtbedinov", "Kurtbedinov", "Kurtbedinov's"],
    ["Aider Dzhelialov", "Ayder Dzhelyalov", "Dzhelyalov"],
    ["Asanov B.", "Bekir Asanov"],
]


@pytest.mark.parametrize("names", NAMES_OF_ONE, ids=lambda names: names[0])
def test_variants_of_one_name_are_one_person(names):
    people = group([(name, (10 * i, 10 * i + 5)) for i, name in enumerate(names)], "en")
    assert [len(person.mentions) for person in people] == [len(names)]


def test_namesakes_with_other_given_names_are_two():
    people = group([("Zarema Kulova", (0, 13)), ("Lilia Kulova", (20, 32))], "en")
    assert [person.name for person in people] == ["Zarema Kulova", "Lilia Kulova"]


def test_a_bare_surname_joins_the_namesake_named_last():
    mentions = [("Zarema Kulova", (0, 13)), ("Lilia Kulova", (20, 32)), ("Kulova", (40, 46))]
    people = group(mentions, "en")
    assert [(p.name, len(p.mentions)) for p in people] == [("Zarema Kulova", 1), ("Lilia Kulova", 2)]


def test_case_endings_are_one_person_in_the_nominative():
    people = group([("Айдера Кадырова", (0, 15)), ("Айдер Кадыров", (20, 33))], "ru")
    assert [person.name for person in people] == ["Айдер Кадыров"]


@pytest.mark.parametrize(
    ("written", "clean"),
    [("Selimov's", "Selimov"), ("“Ilmi  Umarov”", "Ilmi Umarov"), ("MARIA RASULOVA", "Maria Rasulova")],
)
def test_names_are_cleaned(written, clean):
    assert clean_name(written) == clean


def test_spellings_share_a_key():
    assert fold_token("Джелялов") == fold_token("Dzhelyalov")
    assert same_token(fold_token("Semedliaev"), fold_token("Semedlyaev"))
    assert not same_token(fold_token("Aliev"), fold_token("Aliyeva"))
