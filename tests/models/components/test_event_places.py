"""The places that an event may have, and how they are ranked."""

from __future__ import annotations

import pytest

from models.components.event_places import choose_place, place_weights
from models.components.place_features import place_features
from models.components.place_options import NOWHERE, Placed, PlaceOption, Scene, place_options
from models.components.places import told_places
from tests.models.marked.trigger_cases import TriggerCase, triggers


def scenes(lang: str, text: str, *words: str) -> list[Scene]:
    """One scene a trigger word, without anything settled before it."""
    case = TriggerCase(lang, text, None, tuple((word, "") for word in words))
    return [Scene(doc, trigger, "actual", (), ()) for trigger, doc, _ in triggers(case)]


def named(options: list[PlaceOption]) -> list[tuple[str | None, str]]:
    return [(option.place.name if option.place else None, option.source) for option in options]


def test_a_place_is_offered_once_under_its_nearest_source():
    text = (
        "Emir Sadykov lives in Sudak. Police detained him in Kerch. The Yalta City Court fined him in Kerch."
    )
    (fined,) = scenes("en", text, "fined")
    options = place_options(fined)
    assert named(options) == [
        ("Kerch", "sentence"),
        ("Yalta", "sentence"),
        ("Sudak", "paragraph"),
        (None, "none"),
    ]
    assert "court" in options[1].sources
    assert "paragraph" in options[0].sources


def test_places_of_events_before_are_offered():
    text = "Police detained Emir Sadykov in Kerch.\n\nHe was beaten."
    detained, beaten = scenes("en", text, "detained", "beaten")
    kerch = place_options(detained)[0]
    scene = Scene(beaten.doc, beaten.trigger, "actual", (0,), (Placed(detained.trigger, (0,), kerch),))
    first = place_options(scene)[0]
    assert first.place == kerch.place
    assert first.sources[:2] == ("previous", "person")


def test_none_is_always_offered():
    (scene,) = scenes("en", "Emir Sadykov was beaten.", "beaten")
    assert place_options(scene) == [NOWHERE]
    assert choose_place(scene, {}) == (NOWHERE, 1.0)


def test_countries_and_adjectives_are_places_too():
    (scene,) = scenes("ru", "Гатчинский суд оштрафовал его перед отъездом в Турцию.", "оштрафовал")
    assert [place.name for place in told_places(scene.doc)] == ["Гатчина", "Турция"]
    assert [place.kind for place in told_places(scene.doc)] == ["city", "country"]


def test_a_town_in_its_region_is_held_by_it():
    (scene,) = scenes("en", "Emir Sadykov was detained in Kerch, Crimea.", "detained")
    options = place_options(scene)
    values = {o.place.name: place_features(o, scene, options) for o in options if o.place}
    assert values["Kerch"]["held"] == values["Crimea"]["holds"] == 1
    assert values["Kerch"]["mark=inside"] == 1


@pytest.mark.parametrize(
    ("lang", "text", "word", "expected"),
    [
        ("en", "Police detained Emir Sadykov in Kerch.", "detained", "Kerch"),
        ("ru", "Полиция задержала Эмира Садыкова в Керчи.", "задержала", "Керчь"),
        ("uk", "Поліція затримала Еміра Садикова в Керчі.", "затримала", "Керч"),
    ],
)
def test_the_shipped_ranking_takes_the_place_of_the_sentence(lang: str, text: str, word: str, expected: str):
    (scene,) = scenes(lang, text, word)
    option, chance = choose_place(scene)
    assert option.place is not None
    assert option.place.name == expected
    assert 0.5 < chance <= 1


def test_the_place_that_the_weights_prefer_is_chosen():
    (scene,) = scenes("en", "Police detained Emir Sadykov in Kerch.", "detained")
    assert choose_place(scene, {"source=none": 3.0})[0] == NOWHERE
    assert place_weights()
