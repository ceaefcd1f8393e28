"""The marked sentences are well formed: known types and keys, names and values that the line contains."""

from __future__ import annotations

from collections import Counter

from pipeline.taxonomy import TAXONOMY
from tests.models.marked.cases import load

KEYS = {"count", "date", "place", "agency", "charge", "amount", "sentence", "subject"}
IN_THE_TEXT = ("place", "agency", "charge", "sentence", "subject")
CASES = load("incidents_en.txt")


def test_at_least_two_hundred_different_cases():
    assert len({case.text for case in CASES}) == len(CASES) >= 200


def test_every_type_is_covered():
    covered = Counter(marked.type for case in CASES for marked in case.incidents)
    assert covered.keys() == set(TAXONOMY)
    assert min(covered.values()) >= 3


def test_every_status_is_covered():
    covered = Counter(marked.status for case in CASES for marked in case.incidents)
    assert min(covered[status] for status in ("actual", "planned", "hypothetical", "denied")) >= 10
    assert sum(1 for case in CASES if not case.incidents) >= 25


def test_names_and_values_stand_in_the_text():
    for case in CASES:
        for marked in case.incidents:
            assert marked.values.keys() <= KEYS, case
            assert all(word in case.text for name in marked.persons for word in name.split()), case
            assert all(marked.values[key] in case.text for key in IN_THE_TEXT if key in marked.values), case
