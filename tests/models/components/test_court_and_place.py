"""Before which court and judge, and where: marked sentences."""

from __future__ import annotations

import pytest

from models.components.agencies import agency_of, court_of
from models.components.context import build_context
from models.components.judges import judge_of
from models.components.places import place_of
from tests.models.marked.trigger_cases import TriggerCase, load, triggers


@pytest.mark.parametrize("case", load("courts"), ids=str)
def test_court_and_judge(case: TriggerCase):
    for trigger, doc, expected in triggers(case):
        context = build_context(doc)
        court, judge = court_of(trigger, doc), judge_of(trigger, (), context)
        name = context.people[judge.person].name if judge else "-"
        assert f"{court.text if court is not None else '-'} / {name}" == expected


@pytest.mark.parametrize("case", load("places"), ids=str)
def test_place(case: TriggerCase):
    for trigger, doc, expected in triggers(case):
        found = place_of(trigger, doc)
        assert (found.name if found else "") == expected


def test_whoever_bears_the_event_is_not_its_judge():
    text = "A court in Yalta convicted the judge Pavel Krotov of treason."
    case = TriggerCase("en", text, None, (("convicted", ""),))
    ((trigger, doc, _),) = triggers(case)
    context = build_context(doc)
    (krotov,) = [i for i, person in enumerate(context.people) if person.name == "Pavel Krotov"]
    assert judge_of(trigger, (), context) is not None
    assert judge_of(trigger, (krotov,), context) is None


def test_the_court_is_the_named_one():
    case = next(c for c in load("courts") if "went to the Yalta City Court" in c.text)
    ((trigger, doc, _),) = triggers(case)
    agency = agency_of(trigger, doc)
    assert agency is not None
    assert agency.text == "Yalta City Court"
