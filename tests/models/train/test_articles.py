"""Whole annotated articles for the event models: every line refers to what the article holds."""

from __future__ import annotations

import pytest

from models.train.incidents import same_date
from models.train.passages import read_passages

TYPES = {
    "abduction", "acquittal", "administrative_arrest", "appeal", "arrest", "charge", "conviction", "death",
    "deportation", "detention", "fine", "ill_treatment", "other", "release", "search", "sentence", "trial",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_articles_name_known_types_and_listed_people(lang: str) -> None:
    articles = [a for a in read_passages(lang) if a["id"].startswith(f"{lang}-art-")]
    assert len(articles) >= 50
    for article in articles:
        assert len({a["id"] for a in articles}) == len(articles)
        for incident in article["incidents"]:
            assert incident["type"] in TYPES, article["id"]
            assert set(incident["persons"]) <= set(article["people"]), (article["id"], incident)
            assert incident["status"] in {"actual", "planned", "hypothetical", "denied"}, article["id"]


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_a_person_of_an_article_stands_in_its_text(lang: str) -> None:
    for article in read_passages(lang):
        if "-art-" in article["id"]:
            for name in article["people"]:
                assert any(part[:3] in article["text"] for part in name.split()), (article["id"], name)


def test_no_date_agrees_only_with_no_date() -> None:
    assert same_date(None, None)
    assert same_date("2024-10-02", "2024-10")
    assert not same_date("2024-10-02", None)
    assert not same_date(None, "2024")
