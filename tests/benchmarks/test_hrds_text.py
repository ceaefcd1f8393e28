"""Families of words and the ways in which a text names countries, on invented articles."""

from __future__ import annotations

from benchmarks.hrds_text import SCALE, country_witnesses, families


def test_words_of_a_family_are_counted_together():
    values = families("Gunmen abducted the clerk. Her kidnappers want money.", "Clerk taken hostage")
    assert values["family=kidnap|from_2"] == SCALE
    assert values["family=kidnap|from_4"] == 0
    assert values["family=kidnap|title"] == SCALE
    assert values["family=torture|log"] == 0


def test_a_country_is_named_as_a_place_or_by_its_people():
    found = country_witnesses("A Kenyan reporter was kidnapped in northern Somalia. He is well.", "")
    assert found["SO"]["text|happened_inside"] == 1
    assert found["SO"]["text|people"] == 0
    assert found["KE"]["text|people"] == 1
    assert found["KE"]["text|inside"] == 0


def test_the_longest_name_counts():
    found = country_witnesses("She was arrested in South Sudan.", "Reporter held in South Sudan")
    assert set(found) == {"SS"}
    assert found["SS"]["text|title_inside"] == 1


def test_a_text_without_countries_has_no_witnesses():
    assert country_witnesses("Nobody was hurt.", "Quiet day") == {}
