"""The published file: plain, commented, swapped in, with true quotes; and its documents."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.publish import EvidenceError, NotPublished, QueryError, publish, query
from pipeline.publish.dictionary import dictionary
from pipeline.publish.views import views
from pipeline.records import Problem
from pipeline.store import Warehouse
from tests.batches import batch, first, numbered, second

DOCS = Path(__file__).parents[3] / "docs"
COOKBOOK = (DOCS / "sql-cookbook.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^## (.+?)$.*?```sql\n(.*?)```", COOKBOOK, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("lake")
    gone = Problem(source="example", kind="gone", message="404", url="https://news.example/x")
    with Warehouse.open(f"ducklake:sqlite:{folder}/catalog.sqlite", folder / "data") as opened:
        opened.load(batch(first(), second(), problems=(gone,)))
        yield opened


@pytest.fixture(scope="module")
def published(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    path = folder / "incidents.duckdb"
    result = publish(warehouse, path, exports=folder / "exports")
    assert (result.version, result.rows["incidents"]) == (warehouse.version(), 2)
    assert result.quotes > 5
    return path


def test_a_plain_client_opens_it_without_extensions(published: Path) -> None:
    code = (
        "import duckdb, sys\n"
        "off = {'autoload_known_extensions': False, 'autoinstall_known_extensions': False}\n"
        "c = duckdb.connect(sys.argv[1], read_only=True, config=off)\n"
        "print(c.sql('SELECT count(*) FROM v_incidents').fetchone()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(published)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "2"


def test_every_table_and_column_has_a_comment(published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as connection:
        bare = connection.execute(
            """SELECT table_name FROM duckdb_tables() WHERE comment IS NULL
               UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL
               UNION ALL SELECT c.table_name || '.' || c.column_name FROM duckdb_columns() AS c
               JOIN duckdb_tables() AS t USING (table_name)
               WHERE c.comment IS NULL AND t.table_name <> 'published_from'"""
        ).fetchall()
    assert bare == []


def test_what_only_the_resolver_needs_stays_inside(published: Path) -> None:
    with pytest.raises(QueryError):
        query(published, "SELECT vector FROM articles")


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_views(published: Path, view: object) -> None:
    assert query(published, f"FROM {view.name}").columns  # type: ignore[attr-defined]


def test_the_fine_is_one_row_with_its_quote(published: Path) -> None:
    (fine,) = query(published, "SELECT persons, amount_min, currency, reports, quote, url FROM v_fines").rows
    assert fine == (
        "Arlen Testov",
        300_000.0,
        "RUB",
        2,
        "Arlen Testov was fined 300 thousand rubles",
        "https://news.example/a-1",
    )


def test_exports(published: Path) -> None:
    folder = published.parent / "exports"
    rows = duckdb.sql(f"SELECT count(*) FROM '{folder}/v_incidents.parquet'").fetchone()
    assert rows == (2,)
    assert (folder / "incidents.csv").read_text(encoding="utf-8").startswith("incident_id,type,status")


def test_readers_of_the_old_file_go_on(warehouse: Warehouse, published: Path) -> None:
    reader = duckdb.connect(str(published), read_only=True)
    warehouse.load(batch(numbered(1), run_id="run-2"))
    publish(warehouse, published)
    assert reader.execute("SELECT count(*) FROM v_incidents").fetchone() == (2,)
    reader.close()
    assert query(published, "SELECT count(*) FROM v_incidents").rows == [(3,)]
    assert [path.name for path in published.parent.glob(".*")] == []


def test_a_false_quote_blocks_publication(warehouse: Warehouse, published: Path) -> None:
    before = published.read_bytes()
    warehouse.connection.execute("BEGIN")
    warehouse.connection.execute("UPDATE claims SET quote_end = quote_end - 1")
    warehouse.connection.execute("COMMIT")
    with pytest.raises(EvidenceError, match="1 quotes of claims"):
        publish(warehouse, published)
    warehouse.connection.execute("UPDATE claims SET quote_end = quote_end + 1")
    assert published.read_bytes() == before


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(NotPublished, match="run the pipeline first"):
        query(tmp_path / "incidents.duckdb", "SELECT 1")


def test_a_query_cannot_write_or_read_elsewhere(published: Path) -> None:
    for sql in ("DELETE FROM incidents", "FROM read_text('/etc/hostname')"):
        with pytest.raises(QueryError):
            query(published, sql)


def test_the_data_dictionary_is_current() -> None:
    assert (DOCS / "data-dictionary.md").read_text(encoding="utf-8") == dictionary()


@pytest.mark.parametrize(("title", "sql"), RECIPES, ids=[title for title, _ in RECIPES])
def test_cookbook(
    published: Path, title: str, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(sql).fetchall()
    assert rows or title == "Where reports differ" or title.startswith("Sums that are no fines")


def test_the_cookbook_has_its_recipes() -> None:
    assert len(RECIPES) >= 12
