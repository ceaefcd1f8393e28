"""Clusters with hand-made vectors: the shipped pair model, no encoder."""

import numpy as np

from pipeline.records import Article
from pipeline.resolve.cluster import Vectors, cluster
from pipeline.resolve.copies import find_copies
from pipeline.resolve.pair_model import load_pair_model

FIRE = (
    "Firefighter Bohdan Halaburda and nurse Inga Tverdokhlib were honoured in Kremenets on Friday, after the "
    "bakery fire of 14 October in which 23 bakers were saved. Mayor Orest Chubatenko spoke."
)
RETOLD = (
    "In Kremenets, Mayor Orest Chubatenko gave medals to Bohdan Halaburda and Inga Tverdokhlib for the 23 "
    "bakers whom they saved on 14 October."
)
RUSSIAN = (
    "В Кременце мэр Орест Чубатенко наградил Богдана Галабурду и Ингу Твердохлиб: 14 октября они спасли 23 "
    "пекарей. Богдан Галабурда — пожарный, Инга Твердохлиб — медсестра."
)
OTHER = "The regatta of Lake Sontse was won by Marko Vitrylo in 41 minutes, said referee Yustyna Kolomyets."


def embed(texts: list[str]) -> Vectors:
    """English texts on one subject point one way; everything else to the side."""
    rows = np.zeros((len(texts), 4), dtype=np.float32)
    for place, text in enumerate(texts):
        rows[place] = (
            (0.9, 0.1, 0, 0) if "Kremenets" in text else (0, 0, 1, 0) if "Lake" in text else (0, 0, 0, 1)
        )
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def news(key: str, text: str, day: str | None, lang: str = "en") -> Article:
    return Article(id=key, text=text, title=text.split(",", maxsplit=1)[0][:60], published_at=day, lang=lang)


def test_reports_of_one_event_in_two_languages() -> None:
    articles = [
        news("a", FIRE, "2024-10-18"),
        news("b", RETOLD, "2024-10-19"),
        news("c", RUSSIAN, "2024-10-19", "ru"),
        news("d", OTHER, "2024-10-18"),
    ]
    assert cluster(articles, (), embed) == {"a": "e-a", "b": "e-a", "c": "e-a", "d": "e-d"}


def test_order_does_not_matter() -> None:
    articles = [news("a", FIRE, "2024-10-18"), news("b", RETOLD, "2024-10-19"), news("d", OTHER, None)]
    assert cluster(articles, (), embed) == cluster(articles[::-1], (), embed)


def test_the_same_words_a_year_later_are_another_event() -> None:
    found = cluster([news("a", FIRE, "2023-10-18"), news("b", RETOLD, "2024-10-19")], (), embed)
    assert found == {"a": "e-a", "b": "e-b"}


def test_few_articles() -> None:
    assert cluster([], (), embed) == {}
    assert cluster([news("a", FIRE, None)], (), embed) == {"a": "e-a"}
    assert cluster([news("a", "", None), news("b", "", None)], (), embed) == {"a": "e-a", "b": "e-b"}


def test_the_shipped_model_names_its_data() -> None:
    assert "split train" in load_pair_model().trained_on


def test_mirrors_and_reprints_are_copies() -> None:
    original = Article(id="a", text=FIRE, canonical_url="https://news.example/1", published_at="2024-10-18")
    mirror = Article(
        id="b", text="Menu. " + FIRE, canonical_url="https://news.example/1", published_at="2024-10-19"
    )
    reprint = Article(id="c", text=FIRE.replace(" ", "  "), published_at="2024-10-20")
    retold = Article(id="d", text=RETOLD, published_at="2024-10-20")
    assert find_copies([retold, reprint, mirror, original]) == {"b": "a", "c": "a"}
