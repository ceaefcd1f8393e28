"""Appearances become persons; stages become cases."""

from pipeline.resolve.cases import Stage, link_cases
from pipeline.resolve.people import Appearance, assign


def seen(article: str, name: str, **fields: object) -> Appearance:
    return Appearance(article_id=article, name=name, **fields)  # type: ignore[arg-type]


def ids(*appearances: Appearance, known: dict[tuple[str, str], str] | None = None) -> list[str]:
    given = assign(appearances, known or {}, ())
    return [given[one.article_id, one.name] for one in appearances]


def test_spellings_are_one_person() -> None:
    first, second, third = ids(
        seen("a", "Arlen Testov"), seen("b", "Арлен Тестов"), seen("c", "Bekir Testov")
    )
    assert first == second != third


def test_a_lone_surname_finds_its_owner_in_its_own_story_only() -> None:
    full, near, far = ids(
        seen("a", "Arlen Testov", event="e-1"),
        seen("b", "Testov", event="e-1"),
        seen("c", "Testov", event="e-2"),
    )
    assert full == near != far


def test_a_lone_given_name_is_a_person_of_its_own() -> None:
    assert len(set(ids(seen("a", "Zarema"), seen("b", "Zarema"), seen("c", "Zarema Umerova")))) == 3


def test_namesakes_whose_ages_disagree() -> None:
    father, son, again = ids(
        seen("a", "Arlen Testov", age=61, year=2024),
        seen("b", "Arlen Testov", age=30, year=2024),
        seen("c", "Arlen Testov", age=29, year=2023),
    )
    assert father != son == again


def test_ids_once_given_stay() -> None:
    assert ids(seen("a", "Arlen Testov"), known={("a", "Arlen Testov"): "p-old"}) == ["p-old"]
    old = seen("a", "Arlen Testov")
    given = assign([seen("b", "Арлен Тестов")], {("a", "Arlen Testov"): "p-old"}, [old])
    assert given["b", "Арлен Тестов"] == "p-old"


def stage(number: int, kind: str, date: str | None, *charges: str) -> Stage:
    return Stage(incident_id=f"i-{number}", type=kind, date=date, published=date, charges=charges)


def test_stages_of_one_case_in_order_of_time() -> None:
    (case,) = link_cases(
        "p-1",
        [
            stage(3, "appeal", "2025-02-01"),
            stage(1, "detention", "2023-09-14"),
            stage(2, "sentence", "2024-08-25", "205.5"),
        ],
    )
    assert case.stages == ("detention", "sentence", "appeal")
    assert (case.charge, case.outcome, case.opened, case.latest) == (
        "205.5",
        "sentence",
        "2023-09-14",
        "2025-02-01",
    )


def test_another_charge_or_a_long_silence_is_another_case() -> None:
    assert (
        len(
            link_cases(
                "p-1", [stage(1, "charge", "2020-01-01", "280"), stage(2, "charge", "2020-02-01", "205.5")]
            )
        )
        == 2
    )
    assert (
        len(link_cases("p-1", [stage(1, "detention", "2015-01-01"), stage(2, "detention", "2020-02-01")]))
        == 2
    )


def test_a_fine_ends_its_case() -> None:
    found = link_cases(
        "p-1",
        [stage(1, "fine", "2024-01-01"), stage(2, "appeal", "2024-02-01"), stage(3, "fine", "2024-03-01")],
    )
    assert [case.stages for case in found] == [("fine", "appeal"), ("fine",)]
