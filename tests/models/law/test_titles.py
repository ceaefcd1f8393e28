"""Titles of the codes as patterns: every inflection of a title is known, everyday words are not."""

from __future__ import annotations

import re

import pytest

from models.law.titles import title_forms
from models.vocabulary import either


def known(lang: str, words: str) -> bool:
    return bool(re.fullmatch(either(title_forms(lang)), words, re.IGNORECASE))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "unlawful deprivation of liberty"),
        ("en", "violence against a police officer"),
        ("ru", "незаконном вооружённом формировании"),
        ("ru", "посягательстве на жизнь сотрудника правоохранительного органа"),
        ("uk", "пособництві державі-агресору"),
        ("uk", "незаконне позбавлення волі"),
    ],
)
def test_a_title_is_known_in_any_inflection(lang: str, words: str):
    assert known(lang, words)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "insult"), ("en", "a new law"), ("ru", "побои"), ("uk", "образа")]
)
def test_words_of_everyday_language_are_not(lang: str, words: str):
    assert not known(lang, words)
