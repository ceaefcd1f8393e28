"""Events of small texts: bearers, habits, events named again, other news, totals; invented people only."""

from __future__ import annotations

import pytest

from models.components.events import weights
from models.reader import reader
from pipeline.extract import Failure, extract, extraction_of
from pipeline.records import Article, Extraction
from tests.models.marked.cases import load

CONTEXT = "A court in Simferopol and the FSB are at work again, the Crimean rights group Lighthouse says. "


def read(text: str, published_at: str | None = None) -> Extraction:
    nlp = reader("en")
    doc = nlp.make_doc(text)
    doc.user_data["published_at"] = published_at
    return extraction_of("t", nlp(doc), weights("en"))


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(d.type, d.status, d.persons) for d in read(text).incidents]


def test_the_affected_person_is_the_object_of_an_active_verb():
    assert told(CONTEXT + "FSB officers detained Emir Sadykov in Kerch on 4 May 2022.") == [
        ("detention", "actual", ("Emir Sadykov",))
    ]


def test_owners_of_searched_homes_bear_the_search():
    text = CONTEXT + "On Tuesday the FSB searched the homes of Emir Sadykov and Lenur Bakyrov."
    assert told(text) == [("search", "actual", ("Emir Sadykov", "Lenur Bakyrov"))]


def test_terms_are_shared_out_in_order():
    text = (
        CONTEXT
        + "The court sentenced Emir Sadykov to 12 years, Lenur Bakyrov to 8 years and Server Kulov to 7 years."
    )
    drafts = [d for d in read(text).incidents if d.type == "sentence"]
    assert [(d.persons, d.sentence) for d in drafts] == [
        (("Emir Sadykov",), "12 years"),
        (("Lenur Bakyrov",), "8 years"),
        (("Server Kulov",), "7 years"),
    ]


def test_a_habit_is_a_claim_and_no_incident():
    extraction = read(CONTEXT + "People are fined 10,000 rubles for one-person pickets.")
    assert extraction.incidents == ()
    assert [
        (c.kind, c.amount.value_max if c.amount else None) for c in extraction.claims if c.kind == "practice"
    ] == [("practice", 10_000)]


def test_the_fine_named_again_is_one_fine():
    text = CONTEXT + "On 3 March 2021 the court fined Emir Sadykov 10,000 rubles. Friends have paid the fine."
    assert [d.type for d in read(text).incidents] == ["fine"]


def test_a_fine_in_sport_is_no_incident():
    text = (
        "Striker Davit Gurchiani was fined 2,000 euros by the league after the match, and the club released him. "
        "He had scored twice in the first half, missed a penalty after the break and argued with the coach about "
        "the goal. The season ends in May; tickets for the final cost 30 euros, and the stadium is sold out. "
        "Supporters sang until the lights went out, and the goalkeeper gave his gloves to a boy."
    )
    assert told(text) == []


def test_every_value_lies_in_the_text():
    text = (
        CONTEXT + "On 3 March 2021 the Central District Court fined Emir Sadykov 10,000 rubles (about $135)."
    )
    draft = read(text).incidents[0]
    assert text[draft.trigger.start : draft.trigger.end] == "fined"
    assert draft.amount_span and text[draft.amount_span.start : draft.amount_span.end] == "10,000 rubles"
    assert draft.date == "2021-03-03"
    assert draft.date_span and text[draft.date_span.start : draft.date_span.end] == draft.date_text
    assert draft.evidence.start <= draft.trigger.start < draft.trigger.end <= draft.evidence.end


def test_an_unresolved_date_keeps_its_words():
    text = CONTEXT + "Last year in August Emir Sadykov was fined 10,000 rubles by the court."
    assert [(d.date, d.date_text) for d in read(text).incidents] == [(None, "Last year in August")]
    assert [d.date for d in read(text, "2018-03-21").incidents] == ["2017-08"]


def test_results_keep_the_order_and_failures_their_id():
    articles = [
        Article(id="a", text="Police detained Emir Sadykov in Kerch.", lang="en"),
        Article(id="b", text="   ", lang="en"),
        Article(id="c", text="Jó reggelt kívánok mindenkinek ebben a szép városban.", lang="hu"),
        Article(id="d", text="Суд в Симферополе арестовал Айдера Кадырова на два месяца.", lang="ru"),
    ]
    results = list(extract(articles))
    assert [r.id for r in results] == ["a", "b", "c", "d"]
    assert [r.kind for r in results if isinstance(r, Failure)] == ["empty_article", "unknown_language"]


@pytest.mark.parametrize(
    "text", ["\x00\x01", "a" * 20_000, "“" * 500, "Ж" * 300 + "\n" * 50, "1 2 3 years days " * 200]
)
def test_hostile_text_is_read_without_harm(text):
    (result,) = extract([Article(id="x", text=text, lang="en")])
    assert isinstance(result, Extraction)
    assert result.incidents == ()


def test_marked_sentences_written_blind():
    """The 251 lines were written without sight of the vocabularies; the bound is just under what is measured."""
    cases = load("incidents_en.txt")
    articles = [Article(id=str(c.number), text=c.text, lang="en", published_at=c.published_at) for c in cases]
    hits = found = expected = 0
    for case, result in zip(cases, extract(articles), strict=True):
        assert isinstance(result, Extraction)
        left = [(d.type, d.status, frozenset(d.persons)) for d in result.incidents]
        found, expected = found + len(left), expected + len(case.incidents)
        for marked in case.incidents:
            key = (marked.type, marked.status, frozenset(marked.persons))
            if key in left:
                left.remove(key)
                hits += 1
    precision, recall = hits / found, hits / expected
    assert precision >= 0.75, f"precision {precision:.2f}"
    assert recall >= 0.6, f"recall {recall:.2f}"


def test_nothing_else_happened_on_a_day_of_birth():
    text = CONTEXT + "On 4 May 2022 FSB officers detained Emir Sadykov, born in 1989, in Kerch."
    assert [(d.type, d.date) for d in read(text).incidents] == [("detention", "2022-05-04")]
    text = CONTEXT + "FSB officers detained Emir Sadykov, born in 1989, in Kerch."
    assert [d.date for d in read(text).incidents] == [None]


def test_a_ban_on_a_movement_is_no_habit():
    text = CONTEXT + "Emir Sadykov is said to belong to a movement, which is banned in Russia."
    assert [c for c in read(text).claims if c.kind == "practice"] == []


@pytest.mark.parametrize(
    "text",
    [
        "At least 80 people were injured at the rally and the police have counted 300 broken windows.",
        "The war has killed some 13,000 people since April 2014, the United Nations said.",
    ],
)
def test_casualties_of_a_crowd_are_a_total(text: str):
    extraction = read(CONTEXT + text)
    assert extraction.incidents == ()
    assert extraction.claims


def test_a_ban_alone_is_no_term():
    assert "sentence" not in [
        kind for kind, _, _ in told(CONTEXT + "For one year he may not hold public office.")
    ]
