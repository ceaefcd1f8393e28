"""The cheap first look: nothing that matters may be lost, most of the rest should go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.relevance import Relevance

SHARED = Path(__file__).parents[3] / "shared" / "data"
OWN = Path(__file__).parents[1] / "newsroom" / "expected.jsonl"
KEPT = (
    "The court in Simferopol sentenced the activist to five years in prison.",
    "ФСБ задержала активиста в Симферополе и провела обыск в его доме.",
    "Суд у Сімферополі оштрафував активістку, раніше її затримали.",
    "Magistrates jailed two protesters who were arrested at the rally; a third awaits trial.",
)
DROPPED = (
    "Peel the apples and bake them for forty minutes.",
    "The striker was released by the club after the season.",
    "Курс рубля вырос, на рынке недвижимости затишье.",
    "Police arrested a man after a shooting in a car park; he was jailed.",  # nothing political
    "Crimea has good beaches and a warm sea in September.",  # nothing happens to anybody
    "A subcourtyard of prosecutorial architecture",  # only inside of words
)


@pytest.fixture(scope="module")
def relevant() -> Relevance:
    return Relevance()


@pytest.mark.parametrize("text", KEPT)
def test_reports_are_kept(relevant: Relevance, text: str) -> None:
    assert relevant(text)


@pytest.mark.parametrize("text", DROPPED)
def test_other_texts_are_dropped(relevant: Relevance, text: str) -> None:
    assert not relevant(text)


def test_every_incident_of_the_own_examples_is_kept(relevant: Relevance) -> None:
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    assert [
        row["id"] for row in rows if row["incidents"] and not relevant(f"{row['title']}\n{row['text']}")
    ] == []


def test_recall_on_annotated_articles(relevant: Relevance) -> None:
    gold = [SHARED / "gold" / f"{name}.jsonl" for name in ("train", "dev")]
    if not all(path.is_file() for path in gold):
        pytest.skip("../shared is not there: no annotated articles")
    rows = [json.loads(line) for path in gold for line in path.read_text(encoding="utf-8").splitlines()]
    reports = [f"{row['title'] or ''}\n{row['text']}" for row in rows if row["incidents"]]
    assert sum(map(relevant, reports)) >= 0.99 * len(reports)


def test_most_general_texts_are_dropped(relevant: Relevance) -> None:
    if not (SHARED / "gum").is_dir():
        pytest.skip("../shared is not there: no general texts")
    mark = "# text = "
    texts = [
        " ".join(line.removeprefix(mark) for line in path.read_text().splitlines() if line.startswith(mark))
        for path in sorted((SHARED / "gum").glob("*.conllu"))
    ]
    assert sum(not relevant(text) for text in texts) >= 0.8 * len(texts)
