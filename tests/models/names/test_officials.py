"""Heads of states are asked, insulted and quoted; events happen to others."""

import pytest

from models.components.context import build_context
from models.components.slots import open_history
from models.names.officials import is_official
from models.reader import reader


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Vladimir Putin", True),
        ("Путин", True),
        ("Рамзан Ахматович Кадыров", True),
        ("Айдер Кадыров", False),
        ("Дмитро Медведєв", True),
        ("Ольга Медведева", False),
    ],
)
def test_all_words_of_an_entry_are_in_the_name(name, wanted):
    assert is_official(name) is wanted


def test_an_official_bears_only_what_names_him():
    doc = reader("en")("Putin visited Yalta. Refat Osmanov was detained there. He was fined.")
    context = build_context(doc)
    outside = {context.people[index].name for index in open_history(context).outside}
    assert outside == {"Putin"}
