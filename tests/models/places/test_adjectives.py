"""Cities told by an adjective."""

from __future__ import annotations

import pytest

from models.places.adjectives import place_of_adjective

CASES = [
    ("Гатчинский", "Gatchina"),
    ("Ялтинского", "Yalta"),
    ("евпаторийскому", "Yevpatoria"),
    ("минских", "Minsk"),
    ("Ростовский", "Rostov-on-Don"),
    ("Севастопольському", "Sevastopol"),
    ("харківська", "Kharkiv"),
    ("луцькій", "Lutsk"),
    ("русский", None),
    ("советского", None),
    ("Ялта", None),
    ("Yalta", None),
]


@pytest.mark.parametrize(("word", "expected"), CASES, ids=[word for word, _ in CASES])
def test_city_of_an_adjective(word: str, expected: str | None):
    found = place_of_adjective(word)
    assert (found.name if found else None) == expected
