"""The law tables, their numbering and the articles that an offence in words may fall under."""

from __future__ import annotations

import re

import pytest

from models.components.charges import find_charges
from models.law.candidates import candidate_articles
from models.law.codes import code_of, country_of_code, kind_by_number, provision, provisions


def test_every_provision_has_three_titles_and_a_known_code():
    for (code, article), found in provisions().items():
        assert re.fullmatch(r"\d+(?:[.-]\d+)*(?:/[A-Z])?", article), article
        assert found.titles.keys() == {"en", "ru", "uk"}
        assert all(found.titles.values()), (code, article)
        assert len(country_of_code(code)) == 2


@pytest.mark.parametrize(
    ("country", "article", "kind"),
    [("RU", "20.3.3", "KoAP"), ("RU", "205.5", "UK"), ("BY", "24.23", "KoAP"), ("BY", "342", "UK")],
)
def test_the_numbering_tells_the_kind(country: str, article: str, kind: str):
    assert kind_by_number(country, article) == kind


def test_codes_of_countries():
    assert code_of("TR", "TMK") == "TR-TMK"
    assert code_of("XX", "UK") is None
    assert provision("RU-UK", "999") is None


@pytest.mark.parametrize(
    ("label", "lang", "country", "expected"),
    [
        ("fomenting ethnic hatred", "en", "RU", ()),
        ("discrediting the army", "en", "RU", ("RU-KoAP 20.3.3", "RU-UK 280.3")),
        ("государственной измене", "ru", "RU", ("RU-UK 275",)),
        ("державну зраду", "uk", "UA", ("UA-KK 111",)),
        ("", "en", "RU", ()),
        ("treason", "tr", "RU", ()),
    ],
)
def test_candidates(label: str, lang: str, country: str, expected: tuple[str, ...]):
    assert set(expected) <= set(candidate_articles(label, lang, country))


def test_press_errors_are_noted():
    (found,) = find_charges("He was tried under Article 205.15 of the Russian Criminal Code.", "en")
    assert found.charge.note is not None
    (found,) = find_charges("She was fined under Article 20.3.3 of the Criminal Code of Russia.", "en")
    assert found.charge.code == "RU-KoAP"
    assert found.charge.note is not None


def test_a_later_mention_points_at_the_first():
    text = "Article 275 of the Russian Criminal Code is old. He was tried under Article 275."
    first, second = find_charges(text, "en")
    assert first.repeat_of is None
    assert second.repeat_of == 0
