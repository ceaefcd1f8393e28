"""Loads into a real DuckLake."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs

from pipeline.records import Article, Extraction, Problem
from pipeline.store import UnsupportedWarehouse, Warehouse
from pipeline.store.schema import TABLES
from tests.batches import batch, first, run, second
from tests.builders import article, draft, extraction

WHOLE = batch(first(), second(), problems=(Problem(source="example", kind="gone", message="404", url="u"),))


def contents(warehouse: Warehouse) -> dict[str, list[Any]]:
    return {table.name: sorted(map(repr, warehouse.query(f'FROM "{table.name}"'))) for table in TABLES}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """One warehouse for the tests that only look: both articles and a problem, loaded by one run."""
    folder = tmp_path_factory.mktemp("loaded")
    with Warehouse.open(f"ducklake:sqlite:{folder}/catalog.sqlite", folder / "data") as opened:
        opened.begin_run(run())
        result = opened.load(WHOLE)
        assert (result.articles, result.new_articles, result.incidents) == (2, 2, 2)
        yield opened


def test_a_load_fills_the_tables(loaded: Warehouse) -> None:
    (fine,) = loaded.query("FROM incidents WHERE type = 'fine'")
    assert (fine["date"], fine["place"], fine["reports"], fine["sources"]) == ("2024-05-06", "Sudak", 2, 2)
    assert fine["confidence"] == 0.9
    (arrest,) = loaded.query("FROM incidents WHERE type = 'arrest'")
    assert arrest["status"] == "planned"
    (claim,) = loaded.query("FROM claims")
    assert (claim["count"], claim["speaker"]) == (60, "Lilya Govorova")
    names = loaded.query("FROM person_names JOIN people USING (person_id) ORDER BY ALL")
    assert len({row["person_id"] for row in names if row["name"] in ("Arlen Testov", "Арлен Тестов")}) == 1
    (speaker,) = loaded.query("FROM article_people WHERE role = 'speaker'")
    assert speaker["name"] == "Lilya Govorova"
    (stored_run,) = loaded.query("SELECT articles, new_articles, problems, status FROM runs")
    assert tuple(stored_run.values()) == (2, 2, 1, "finished")


def test_every_value_has_its_quote(loaded: Warehouse) -> None:
    sums = loaded.query("SELECT DISTINCT currency, quote, is_equivalent FROM incident_amounts ORDER BY ALL")
    assert [tuple(row.values()) for row in sums] == [
        ("RUB", "300 thousand rubles", False),
        ("RUB", "300 тысяч рублей", False),
        ("USD", "$5,000", True),
    ]
    (charge,) = loaded.query("FROM incident_charges")
    assert (charge["code"], charge["article"], charge["quote"]) == ("RU-KoAP", "20.3", "20.3")
    reports = loaded.query("SELECT r.*, a.text FROM incident_reports r JOIN articles a USING (article_id)")
    for row in reports:
        assert row["quote"] == row["text"][row["quote_start"] : row["quote_end"]]
    archived = {(row["archive_file"], row["archive_offset"]) for row in reports}
    assert archived == {("example/1.warc.gz", 512), (None, None)}


def test_loading_twice_changes_nothing(loaded: Warehouse) -> None:
    stored, version = contents(loaded), loaded.version()
    again = loaded.load(WHOLE)
    assert (again.changed, again.new_articles, again.version) == (0, 0, version)
    assert contents(loaded) == stored


def test_one_by_one_or_together_gives_the_same_incidents(warehouse: Warehouse, tmp_path: Any) -> None:
    warehouse.load(batch(first(), run_id="run-1"))
    warehouse.load(batch(second(), run_id="run-2"))
    with Warehouse.open(f"ducklake:sqlite:{tmp_path}/other.sqlite", tmp_path / "other") as other:
        other.load(batch(first(), second()))
        for table in ("incidents", "incident_people", "incident_amounts", "people", "cases"):
            assert contents(warehouse)[table] == contents(other)[table]


def test_every_load_can_be_queried_later(warehouse: Warehouse) -> None:
    version = warehouse.load(batch(first(), run_id="run-1")).version
    warehouse.load(batch(second(), run_id="run-2"))
    (then,) = warehouse.query(f"SELECT count(*) AS n FROM articles AT (VERSION => {version})")
    (now,) = warehouse.query("SELECT count(*) AS n FROM articles")
    assert (then["n"], now["n"]) == (1, 2)


def _changed() -> tuple[Article, Extraction]:
    text = "Correction: Arlen Testov was fined 200 thousand rubles in Sudak on Monday."
    told = article("a-1", text, published_at="2024-05-10", fetched_at="2024-05-13")
    words = "Arlen Testov was fined 200 thousand rubles"
    fine = draft(
        text, "fine", words, "was fined", persons=("Arlen Testov",), date="2024-05-06", place="Sudak"
    )
    return told, extraction(told, fine)


def test_a_changed_article_keeps_the_incident_and_the_old_version(warehouse: Warehouse) -> None:
    warehouse.load(batch(first(), run_id="run-1"))
    (before,) = warehouse.query("SELECT incident_id FROM incidents WHERE type = 'fine'")
    warehouse.load(batch(_changed(), run_id="run-2"))
    (after,) = warehouse.query("SELECT incident_id, reports FROM incidents WHERE type = 'fine'")
    assert after == before | {"reports": 1}
    versions = warehouse.query("SELECT version, is_current FROM articles ORDER BY version")
    assert [tuple(row.values()) for row in versions] == [(1, False), (2, True)]
    reports = warehouse.query(
        "SELECT version, is_current FROM incident_reports WHERE type = 'fine' ORDER BY ALL"
    )
    assert [tuple(row.values()) for row in reports] == [(1, False), (2, True)]
    (planned,) = warehouse.query("SELECT withdrawn FROM incidents WHERE type = 'arrest'")
    assert planned["withdrawn"]


def _alone(key: str, name: str, day: str) -> tuple[Article, Extraction]:
    text = f"{name} was detained near the market, say witnesses of {key}."
    told = article(key, text, published_at=day)
    return told, extraction(told, draft(text, "detention", text, "detained", persons=(name,), date=day))


def _fined(key: str, name: str, place: str) -> tuple[Article, Extraction]:
    text = f"{name} of {place} was fined, the paper {key} writes."
    told = article(key, text, published_at="2024-05-10")
    words = draft(text, "fine", text, "fined", persons=(name,), date="2024-05-09", place=place)
    return told, extraction(told, words)


def test_a_bridge_between_two_incidents_keeps_the_older_id(warehouse: Warehouse) -> None:
    """Two outlets name one person each; a third names both for the same event."""
    warehouse.load(batch(_fined("x-1", "Arlen Testov", "Sudak"), run_id="run-1"))
    warehouse.load(batch(_fined("x-2", "Bekir Asanov", "Sudak"), run_id="run-2"))
    old = warehouse.query("SELECT incident_id FROM incidents ORDER BY born")
    text = "Arlen Testov and Bekir Asanov of Sudak were fined together."
    told = article("x-3", text, published_at="2024-05-10")
    both = draft(
        text,
        "fine",
        text,
        "fined",
        persons=("Arlen Testov", "Bekir Asanov"),
        date="2024-05-09",
        place="Sudak",
    )
    warehouse.load(batch((told, extraction(told, both)), run_id="run-3"))
    assert warehouse.query("SELECT incident_id FROM incidents") == old[:1]
    (alias,) = warehouse.query("SELECT old_id, new_id FROM aliases")
    assert alias == {"old_id": old[1]["incident_id"], "new_id": old[0]["incident_id"]}
    assert len(warehouse.query("FROM incident_people")) == 2


def test_cases_link_the_stages_of_one_person(warehouse: Warehouse) -> None:
    told = [_alone("s-1", "Bekir Asanov", "2024-01-10")]
    text = "Bekir Asanov was sentenced to 7 years."
    later = article("s-2", text, published_at="2024-09-10")
    words = draft(
        text, "sentence", text, "sentenced", persons=("Bekir Asanov",), date="2024-09-10", sentence="7 years"
    )
    warehouse.load(batch(*told, run_id="run-1"))
    warehouse.load(batch((later, extraction(later, words)), run_id="run-2"))
    (case,) = warehouse.query("FROM cases")
    assert (case["stages"], case["outcome"]) == (["detention", "sentence"], "sentence")
    linked = warehouse.query("SELECT DISTINCT case_id FROM incident_people")
    assert [row["case_id"] for row in linked] == [case["case_id"]]


def test_copies_are_one_report(warehouse: Warehouse) -> None:
    told, read = first()
    mirror = structs.replace(
        told, id="m-1", source="mirror", url="https://mirror.example/1", published_at="2024-05-12"
    )
    warehouse.load(batch((told, read), (mirror, structs.replace(read, id="m-1"))))
    (fine,) = warehouse.query("SELECT reports, copies, confidence FROM incidents WHERE type = 'fine'")
    assert tuple(fine.values()) == (1, 1, 0.8)


def test_an_article_without_extraction_is_stored(warehouse: Warehouse) -> None:
    told, _ = first()
    whole = structs.replace(batch(first()), extractions=())
    assert warehouse.load(whole).incidents == 0
    assert warehouse.query("SELECT article_id FROM articles") == [{"article_id": told.id}]


def test_a_wrong_url_is_explained(tmp_path: Any) -> None:
    with pytest.raises(UnsupportedWarehouse, match="ducklake:sqlite"):
        Warehouse.open("mysql://somewhere", tmp_path)


def test_an_older_warehouse_gets_the_columns_that_came_later(tmp_path: Any) -> None:
    url, data = f"ducklake:sqlite:{tmp_path}/catalog.sqlite", tmp_path / "data"
    with Warehouse.open(url, data) as old:
        old.load(batch(first()))
        for name in ("judge", "term_years", "additional"):
            old.connection.execute(f'ALTER TABLE incidents DROP COLUMN "{name}"')
    with Warehouse.open(url, data) as opened:
        rows = opened.query("SELECT type, judge, term_years, additional FROM incidents ORDER BY type")
        assert [tuple(row.values()) for row in rows] == [
            ("arrest", None, None, None),
            ("fine", None, None, None),
        ]
        opened.load(batch(first(), run_id="run-2"))
        (fine,) = opened.query("SELECT judge FROM incidents WHERE type = 'fine'")
        assert fine["judge"] == "Olga Sudenko"


def test_each_value_has_a_row_with_its_words_and_its_confidence(warehouse: Warehouse) -> None:
    warehouse.load(batch(first()))
    rows = warehouse.query(
        "SELECT f.field, f.value, f.confidence, f.quote FROM report_fields AS f "
        "JOIN incident_reports AS r USING (report_id) WHERE r.type = 'fine'"
    )
    found = {row["field"]: (row["value"], row["confidence"], row["quote"]) for row in rows}
    assert found["event"] == ("fine, actual", 0.8, "was fined")
    assert found["person"] == ("Arlen Testov", None, "Arlen Testov")
    assert found["date"] == ("2024-05-06", 0.9, "Monday")
    assert found["amount"] == ("300 thousand rubles", 0.7, "300 thousand rubles")
    assert found["judge"] == ("Olga Sudenko", 0.6, "Olga Sudenko")
    assert found["facility"] == ("police station No. 2", None, "police station No. 2")
    assert "background" not in found


def test_sums_have_dollars_with_their_source(warehouse: Warehouse) -> None:
    warehouse.load(batch(first(), second()))
    sums = warehouse.query(
        "SELECT DISTINCT r.source, usd_min, usd_source, usd_date FROM incident_amounts "
        "JOIN incident_reports AS r USING (report_id) ORDER BY r.source"
    )
    stated, counted = [tuple(row.values()) for row in sums]
    assert stated == ("example", 5000.0, "article", None)
    assert (counted[0], counted[3]) == ("other", "2024")
    assert counted[1] == pytest.approx(300_000 / 92.6, abs=0.01)
    assert "Bank of Russia" in counted[2]
