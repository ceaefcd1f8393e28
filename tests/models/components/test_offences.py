"""Offences named without an article: how many of the marked news sentences are read, and how rightly."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from models.components.charge_labels import find_labels
from models.components.charges import find_charges
from tests.models.marked.normaliser_cases import FOLDER, MARKED

FLOOR = 0.85  # F1; a measure of the rules on sentences that they were not written for
ENOUGH = 0.5  # of the words of two phrases, for them to be one offence


def words(phrase: str) -> set[str]:
    return set(re.findall(r"\w+", phrase.casefold()))


def same(one: str, other: str) -> bool:
    a, b = words(one), words(other)
    return len(a & b) >= ENOUGH * len(a | b)


def sentences(lang: str) -> list[tuple[str, list[str]]]:
    lines = (FOLDER / f"offences_{lang}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [(MARKED.sub(r"\1", line), MARKED.findall(line)) for line in kept]


def offences(text: str, lang: str) -> list[str]:
    return [text[f.start : f.end] for f in find_charges(text, lang) if f.charge.article is None]


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_offences_of_news_sentences(lang: str):
    right = found = expected = 0
    for text, marked in sentences(lang):
        read = offences(text, lang)
        right += sum(any(same(one, other) for other in read) for one in marked)
        found, expected = found + len(read), expected + len(marked)
    assert 2 * right / (found + expected) >= FLOOR


def test_conduct_is_an_offence_after_a_penalty_only_where_a_word_says_wrong():
    assert offences("He was fined for a poster.", "en") == []
    assert offences("He was fined for an unlawful poster.", "en") == ["unlawful poster"]
    assert offences("He was convicted of a poster.", "en") == ["poster"]


def test_the_rally_is_the_offence_not_taking_part():
    assert offences("She is accused of taking part in an unauthorised rally.", "en") == [
        "an unauthorised rally"
    ]


def test_a_verb_in_the_past_after_what_the_court_held():
    text = "The court held that he had organised mass riots in 2014 and had called for violating the border."
    assert offences(text, "en") == ["organised mass riots", "called for violating the border"]


def test_sport_and_history_accuse_of_no_offence():
    assert offences("The goalkeeper was accused of wasting time in the match.", "en") == []
    assert offences("The goalkeeper was convicted of fraud after the match.", "en") == ["fraud"]


def test_an_accusation_by_anybody_needs_an_authority_or_a_wrong():
    assert offences("Горожане подозревают мэрию в нежелании чинить дороги.", "ru") == []
    assert offences("Следователи подозревают её в передаче записей.", "ru") == ["передаче записей"]


def test_an_offence_beside_its_article_in_brackets_is_a_charge_too():
    assert offences("He was convicted of treason (Article 275 of the Russian Criminal Code).", "en") == [
        "treason"
    ]
    assert offences("He was convicted under Article 275 (treason) of the Russian Criminal Code.", "en") == []


def test_labels_do_not_overlap():
    labels = find_labels("Fined for insulting a judge and charged with insulting a judge for a bribe.", "en")
    assert all(one.end <= other.start for one, other in pairwise(labels))
