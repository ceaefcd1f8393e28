"""What the second look sees of an article; invented people only."""

from __future__ import annotations

from models.components.event_filter import Judged
from models.components.phrases import Participants
from models.components.second_look import looks
from models.components.triggers import Trigger
from models.reader import reader

TEXT = "Sadykov was detained in Kerch. Police detained Sadykov at noon. Bakyrov was detained as well."


def readings(*given: tuple[str, int, tuple[int, ...], float]) -> list[Judged]:
    return [
        Judged(
            Trigger(kind, at, at + 1, at, "object", "verb", f"{kind}:verb:detain"),
            Participants(persons, None, len(persons), "named"),
            persons,
            probability,
            {"actual": 1.0},
        )
        for kind, at, persons, probability in given
    ]


def test_the_same_event_told_better_elsewhere_is_seen():
    doc = reader("en")(TEXT)
    seen = looks(
        readings(
            ("detention", 2, (0,), 0.9),
            ("detention", 7, (0,), 0.6),
            ("detention", 14, (1,), 0.7),
        ),
        doc,
        1.0,
    )
    assert not any(name.startswith("again=same") for name in seen[0])
    assert seen[1]["again=same|article|before"] == 0.9
    assert "again=same|article" not in seen[2]
    assert seen[2]["again=other|article|before"] == 0.9


def test_two_readings_of_one_word():
    doc = reader("en")(TEXT)
    seen = looks(readings(("detention", 2, (0,), 0.9), ("arrest", 2, (0,), 0.4)), doc, 1.0)
    assert "better_reading" not in seen[0]
    assert seen[1]["better_reading"] == 1


def test_whom_the_article_is_about():
    doc = reader("en")(TEXT)
    seen = looks(
        readings(("detention", 2, (0,), 0.8), ("fine", 7, (0,), 0.8), ("detention", 14, (1,), 0.4)), doc, 1.0
    )
    assert seen[0]["concerned"] == 1.0
    assert seen[2]["concerned"] == 0.25
