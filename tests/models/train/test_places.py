"""Training of the ranking of places on a handful of invented articles."""

from __future__ import annotations

import pytest

from models.train.places import Example, Told, check, chosen, same_place, train
from tests.models.marked.trigger_cases import TriggerCase, triggers

TOWNS = ("Kerch", "Yalta", "Sudak", "Moscow", "Minsk", "Kyiv")


def example(town: str) -> Example:
    text = f"Police detained Emir Sadykov in {town}.\n\nLater he was fined."
    found = list(triggers(TriggerCase("en", text, None, (("detained", ""), ("fined", "")))))
    places = (town, None)
    events = (
        Told(trigger, "actual", (0,), place) for (trigger, _, _), place in zip(found, places, strict=True)
    )
    return Example("en", found[0][1], tuple(events))


def test_the_ranking_learns_what_the_annotation_says():
    examples = [example(town) for town in TOWNS]
    weights = train(examples)
    (first, second) = chosen(example("Lviv"), weights)
    assert first.place is not None
    assert first.place.name == "Lviv"
    assert second.place is None


def test_check_compares_rules_and_ranking():
    found = check([example(town) for town in TOWNS])
    assert found["en"]["ranking"]["accuracy"] == 100
    assert set(found["all"]) == {"rules", "ranking"}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Aqmescit", "Simferopol", True),
        ("occupied Crimea", "Crimea", True),
        ("Kerch", "Yalta", False),
        (None, "Kerch", False),
        (None, None, True),
    ],
)
def test_same_place(first: str | None, second: str | None, same: bool):
    assert same_place(first, second) is same
