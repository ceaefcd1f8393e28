from __future__ import annotations

from models.train.ordinary import read_ordinary


def test_articles_are_the_same_each_time():
    assert read_ordinary("en", 12) == read_ordinary("en", 12)
    assert read_ordinary("en", 12) != read_ordinary("en", 12, seed=8)


def test_every_slot_and_choice_is_filled():
    for article in read_ordinary("en"):
        assert not set("<>[]|") & set(article["text"])
        assert all(name in article["text"] for name in article["people"])
        assert article["incidents"] == []


def test_no_sentences_no_articles():
    assert read_ordinary("xx") == []
