"""The articles without persecution are as many, as long and as various as the benchmark says."""

from __future__ import annotations

import re

from benchmarks.negatives import by_hand
from benchmarks.negatives.generate import generate

TRIGGERS = re.compile(
    r"\b(fined?|charge[ds]?|released?|appeal|trial|hearing|sentenced?|searched|arrest(ed)?|held|stopped|accused|"
    r"convict(ed|ion)|custody|execut(ed?|ion)|freed|captured|seized|beaten|missing|transferred|verdict|"
    r"court|judges?|ordered|sue|suspected|warned|banned|expelled|escaped|dismissed|handed over)\b"
)


def test_sixty_short_articles_by_hand():
    articles = by_hand()
    assert len(articles) == len({article["id"] for article in articles}) == 60
    assert all(80 <= len(article["text"].split()) <= 200 for article in articles)


def test_every_article_contains_trigger_words():
    assert [one["id"] for one in by_hand() + generate(240) if len(TRIGGERS.findall(one["text"])) < 2] == []


def test_generated_articles_differ_and_are_filled():
    articles = generate(240)
    assert len({article["text"] for article in articles}) == 240
    assert [one for one in articles if re.search(r"[<>\[\]|]", one["title"] + one["text"])] == []


def test_same_seed_same_articles():
    assert generate(30, 5) == generate(30, 5)
    assert generate(30, 5) != generate(30, 6)
