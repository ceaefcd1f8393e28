"""Stated totals: which numbers are candidates, which the model takes, and what else a total says."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc

from models.components.claim_numbers import numbers
from models.components.claims import FoundClaim, find_claims, settled
from models.reader import reader
from models.train.totals import passage, read_totals

MARKED = Path(__file__).parents[1] / "marked"
ON_TOPIC = 3.0


def read(text: str, lang: str = "en", published: str | None = None) -> Doc:
    nlp = reader(lang)
    doc = nlp.make_doc(text)
    doc.user_data["published_at"] = published
    return nlp(doc)


def only(text: str, **more: str) -> FoundClaim:
    (claim,) = find_claims(read(text, **more), ON_TOPIC)
    return claim


def values(text: str, lang: str = "en") -> list[int]:
    return [number.value for number in numbers(read(text, lang))]


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_marked_totals(lang: str):
    """Every line but one in ten has to be right: the model is learned, not a rule."""
    cases = [({mark["text"] for mark in case["aggregates"]}, case["text"]) for case in read_lines(lang)]
    wrong = []
    for marked, text in cases:
        doc = read(text, lang)
        found = {claim.count for claim in find_claims(doc, ON_TOPIC)}
        expected = {n.value for n in numbers(doc) if text[n.start : n.end] in marked}
        if found != expected:
            wrong.append((text, found, expected))
    assert len(wrong) <= len(cases) // 10, wrong


def read_lines(lang: str) -> list[dict]:
    lines = (MARKED / f"totals_{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [passage(str(k), line, lang) for k, line in enumerate(lines) if line and line[0] != "#"]


def test_words_digits_and_collectives_are_numbers():
    assert values("Thirty-five people, 1,249 rulings and 4 thousand protocols.") == [35, 1249, 4000]
    assert values("Задержаны шестеро, ещё 10 000 дел и двадцать два обыска.", "ru") == [6, 10000, 22]
    assert values("Затримано чотирьох, ще 12 тисяч рішень.", "uk") == [4, 12000]


def test_units_labels_years_and_sums_count_nobody():
    assert values("In 2014 he got 12 years, paid 5,000 rubles and sat in cell 14 of SIZO-1.") == []


def test_places_in_an_order_ages_and_parts_of_words_count_nobody():
    assert (
        values("The 75th journalist, the 35-year-old driver and a 12-strong choir of three-quarters.") == []
    )
    assert values("48-летний водитель из 312-го полка, осень 2022-го.", "ru") == []
    assert values("22-річний діджей і 19-й день.", "uk") == []


def test_a_unit_or_a_label_is_shared():
    assert values("Articles 6, 10 and 13 of the convention; from 12 to 20 years; aged 22 and 34.") == []
    assert values("Police arrested 150 in three days.") == [150]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Convicted (70, including 45 women and 3 boys); held (51, of them 44 believers).", [70, 51]),
        ("en", "In prison: 370 (228 of them Tatars). Under way: 15, including 4 in Kerch.", [370, 15, 4]),
        ("ru", "Осуждены (70, в том числе 45 женщин), ждут суда (51, из них 44 верующих).", [70, 51]),
        ("uk", "Засуджені (70, зокрема 45 жінок), чекають суду (51, із них 44 вірян).", [70, 51]),
    ],
)
def test_a_number_that_breaks_down_another_in_brackets_is_none_of_its_own(
    lang: str, text: str, expected: list[int]
):
    assert values(text, lang) == expected


def judged(text: str, *probabilities: float) -> list[tuple[int, float]]:
    doc = read(text)
    pairs = zip(numbers(doc), probabilities, strict=True)
    return [(number.value, round(probability, 2)) for number, probability in settled(pairs, doc)]


def test_a_total_told_twice_is_one_claim():
    text = "The occupiers hold 67 people. They took nine brothers. To date 67 people are in custody."
    assert judged(text, 0.5, 0.1, 0.9) == [(67, 0.75), (9, 0.1)]


def test_the_size_of_a_group_does_not_become_a_total_by_being_repeated():
    text = "Police detained 31 activists. In all there are 31 of them."
    ((value, probability),) = judged(text, 0.05, 0.75)
    assert value == 31
    assert probability < 0.35


def test_the_same_number_of_two_things_is_two_claims():
    assert len(judged("They fined 59 people and opened 59 cases.", 0.8, 0.8)) == 2
    assert len(judged("Two people are missing, two people were found.", 0.8, 0.8)) == 2


def test_a_year_with_its_noun_counts():
    assert values("The list names 2014 people.") == [2014]


def test_the_fields_of_a_total():
    claim = only("As of 1 March 2024, 143 journalists were in prison in Belarus, the union said.")
    assert claim.count == 143
    assert claim.fields.group is not None
    assert claim.fields.group.text == "journalists"
    assert claim.fields.as_of == "2024-03-01"
    assert claim.fields.place is None or "Belarus" in claim.fields.place


def test_now_is_the_day_of_publication():
    claim = only("At least 67 people are currently in custody.", published="2021-05-06T10:00:00Z")
    assert claim.fields.as_of == "2021-05-06"
    assert claim.fields.as_of_span is not None
    assert claim.fields.as_of_span.text == "currently"


def test_the_training_passages_mark_only_numbers():
    nlp = {lang: reader(lang) for lang in ("en", "ru", "uk")}
    passages = [p for lang in nlp for p in read_totals(lang)]
    assert len(passages) >= 240
    for own in passages[::12]:
        found = list(numbers(nlp[own["lang"]](own["text"])))
        for mark in own["aggregates"]:
            assert any(mark["start"] <= n.start < mark["end"] for n in found), (own["text"], mark)
