from __future__ import annotations

from models.names.lists import TRADITIONS, feminine, given_gender, sections, spellings, surnames, villages


def test_every_tradition_has_names_of_both_genders_and_surnames():
    for tradition in TRADITIONS:
        lists = sections(tradition)
        assert min(len(lists["male"]), len(lists["female"]), len(lists["surnames"])) >= 40, tradition


def test_forms_and_spellings_make_some_thousand_names():
    names = {
        spelling
        for tradition in TRADITIONS
        for section in sections(tradition).values()
        for name in section
        for form in (name, feminine(name))
        for spelling in spellings(form)
    }
    assert len(names) > 3500


def test_feminine_surnames():
    assert [feminine(n) for n in ("Alimov", "Dubrovsky", "Zelenskyi", "Kuzmin", "Kose")] == [
        "Alimova", "Dubrovskaya", "Zelenska", "Kuzmina", "Kose",
    ]  # fmt: skip


def test_given_names_tell_gender():
    assert given_gender("Elzara") == "female"
    assert given_gender("Refat") == "male"
    assert given_gender("Petrova") == "female"
    assert given_gender("Xyzzy") is None


def test_surnames_of_fathers_and_villages():
    assert "Bohdanenko" in surnames("ukrainian")
    assert all(len(surnames(t)) > len(sections(t)["surnames"]) + 50 for t in TRADITIONS)
    assert len(villages()) > 1000
