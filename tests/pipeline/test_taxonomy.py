"""The incident types that the command contract names are all there, and the entries are consistent."""

import pytest

from pipeline.taxonomy import TAXONOMY, incident_type, may_be_same

CONTRACT = (
    "detention arrest search charge trial conviction sentence fine administrative_arrest release acquittal "
    "appeal abduction ill_treatment death deportation other"
)


def test_all_types_of_the_contract() -> None:
    assert sorted(TAXONOMY) == sorted(CONTRACT.split())


def test_types_that_may_be_one_event_say_so_on_both_sides() -> None:
    for entry in TAXONOMY.values():
        assert all(entry.key in incident_type(other).same_as for other in entry.same_as)
    assert may_be_same("detention", "arrest")
    assert not may_be_same("sentence", "appeal")


def test_an_unknown_type_is_explained() -> None:
    with pytest.raises(KeyError, match="known: search, detention"):
        incident_type("detetion")
