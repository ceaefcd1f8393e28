"""Places by any name and case form, the traps among them, and where courts sit."""

from __future__ import annotations

import pytest

from models.places.country import country_of
from models.places.gazetteer import find_places, place, place_of_court, places

NAMED = [
    ("Searches in Aqmescit and Bağçasaray", ["Simferopol", "Bakhchysarai"]),
    ("Обыски в Симферополе, Старом Крыму и Ростове-на-Дону", ["Simferopol", "Staryi Krym", "Rostov-on-Don"]),
    ("Обшуки у Києві, Львові та Сімферополі", ["Kyiv", "Lviv", "Simferopol"]),
    ("They came to St. Petersburg from Maladziečna.", ["Saint Petersburg", "Maladziečna"]),
    ("He fled from Russia to Türkiye.", ["Russia", "Turkey"]),
    ("Vladimir lives in Yalta.", ["Yalta"]),
    ("He was moved to Vladimir.", ["Vladimir City"]),
    ("Крымский журналист молчит.", []),
    ("the kerch is a word in small letters", []),
]
COURTS = [
    ("Kievsky District Court of Simferopol", "Simferopol"),
    ("Київський районний суд Сімферополя", "Simferopol"),
    ("Киевский районный «суд»", "Simferopol"),
    ("Southern District Military Court", "Rostov-on-Don"),
    ("Южный окружной военный суд", "Rostov-on-Don"),
    ("Supreme Court of Crimea", "Simferopol"),
    ("Yalta City Court", "Yalta"),
    ("Tagansky District Court", "Moscow"),
    ("Court", None),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_places_are_found(text: str, expected: list[str]):
    assert [found.place.name for found in find_places(text)] == expected


def test_kyiv_district_is_in_simferopol_when_the_text_is_about_crimea():
    crimean = find_places("In Crimea, the Kyiv District Court fined her.")
    assert [found.place.name for found in crimean] == ["Crimea", "Simferopol"]
    assert [found.place.name for found in find_places("The Kyiv District Court sat.")] == ["Kyiv"]


@pytest.mark.parametrize(("name", "town"), COURTS, ids=[name for name, _ in COURTS])
def test_courts_have_a_town(name: str, town: str | None):
    found = place_of_court(name)
    assert (found.name if found else None) == town


def test_the_table_is_sound():
    names = [item.name for item in places()]
    assert len(names) == len(set(names)) > 500
    for item in places():
        assert len(item.country) == 2
        assert {"en", "ru", "uk"} <= item.names.keys()
        assert (item.lat is None) == (item.kind == "country")
        if item.lat is not None and item.lon is not None:
            assert -90 <= item.lat <= 90
            assert -180 <= item.lon <= 180


def test_crimean_towns_have_their_crimean_tatar_name():
    found = place("Feodosia")
    assert found is not None
    assert found.names["crh"] == "Kefe"
    assert found.parent == "Crimea"


def test_the_country_of_a_text():
    assert country_of("A court in Minsk, Belarus") == "BY"
    assert country_of("Суд в Актобе вынес решение") == "KZ"
    assert country_of("Nothing is said here") is None
