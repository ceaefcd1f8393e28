"""Whom a noun phrase names, and how many it counts; invented people only."""

from __future__ import annotations

import pytest

from models.components.context import build_context
from models.components.phrases import Participants, resolve
from models.reader import reader
from models.vocabulary import vocabulary


def object_of(text: str) -> Participants:
    """The reading of the object of the first verb that has one."""
    doc = reader("en")(text)
    head = next(t for t in doc if t.dep_ in ("dobj", "nsubjpass"))
    return resolve(head, build_context(doc), vocabulary("en", "participants"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Police detained Emir Sadykov, Lenur Bakyrov and Server Kulov in Kerch.", 3),
        ("Police detained Emir Sadykov and Lenur Bakyrov in Kerch.", 2),
        ("Police detained Emir Sadykov in Kerch.", 1),
    ],
)
def test_every_person_of_a_list_counts_once(text: str, count: int):
    found = object_of(text)
    assert found.count == count
    assert len(found.persons) == count


def test_people_named_by_their_nation_are_counted():
    found = object_of("Police detained three Crimean Tatars in Kerch.")
    assert (found.anchor, found.count, found.persons) == ("unnamed", 3, ())
