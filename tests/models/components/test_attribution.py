"""Who says so: marked sentences in three languages."""

from __future__ import annotations

import pytest

from models.components.attribution import attribution_of
from models.reader import reader
from tests.models.marked.trigger_cases import TriggerCase, load, triggers


@pytest.mark.parametrize("case", load("attribution"), ids=str)
def test_attribution(case: TriggerCase):
    for trigger, doc, expected in triggers(case):
        found = attribution_of(trigger, doc)
        assert (found.text if found is not None else "") == expected


def test_there_are_cases_in_every_language():
    cases = load("attribution")
    assert {case.lang for case in cases} == {"en", "ru", "uk"}
    assert sum(not value for case in cases for _, value in case.expected) >= 10


@pytest.mark.parametrize("text", ["\"“«' said", "says " * 300, '\n\n"\n\n', "According to"])
def test_hostile_text_has_no_source(text: str):
    doc = reader("en")(text)
    assert all(attribution_of(trigger, doc) is None for trigger in doc.user_data.get("triggers", ()))
