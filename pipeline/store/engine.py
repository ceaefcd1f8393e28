"""Opens DuckDB with the packaged extensions and attaches the lake; nothing is ever downloaded."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from importlib.resources import files
from pathlib import Path
from typing import Final

import duckdb
from filelock import FileLock

from pipeline.store.schema import TABLES, added_columns, comments, create_table

LAKE: Final = "lake"
INLINED_ROWS: Final = 200  # smaller inserts stay in the catalog, so that one-row writes need no Parquet file
_OFFLINE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": 1,  # a load is many small statements: more threads only wait for each other
}
_CATALOG_EXTENSION: Final = {"sqlite": "sqlite_scanner", "postgres": "postgres_scanner"}


class UnsupportedWarehouse(ValueError):
    """The warehouse URL names a catalog or a storage that is not supported; the message says which are."""


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load a DuckDB extension from its package (duckdb-extension-*), signature checked by DuckDB."""
    package = files(f"duckdb_extension_{name}")
    path = package / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    connection.load_extension(str(path))


def catalog_kind(url: str) -> str:
    """The catalog of `ducklake:sqlite:…` or `ducklake:postgres:…`; raises UnsupportedWarehouse."""
    scheme, _, rest = url.partition(":")
    kind = rest.partition(":")[0]
    if scheme != "ducklake" or kind not in _CATALOG_EXTENSION:
        known = " or ".join(f"ducklake:{name}:..." for name in _CATALOG_EXTENSION)
        raise UnsupportedWarehouse(f"cannot open warehouse {url!r}: expected {known}")
    return kind


def writers_turn(url: str) -> AbstractContextManager[object]:
    """A lock that processes of this machine share; a killed one lets go of it. No lock for a server."""
    if catalog_kind(url) != "sqlite":
        return nullcontext()
    catalog = Path(url.split(":", 2)[2])
    catalog.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(f"{catalog}.lock")


def connect(url: str, data_path: str) -> duckdb.DuckDBPyConnection:
    """A connection with the lake attached as the default database, tables made where missing."""
    kind = catalog_kind(url)
    if kind == "sqlite":
        Path(url.split(":", 2)[2]).parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(config=_OFFLINE)
    load_extension(connection, _CATALOG_EXTENSION[kind])
    load_extension(connection, "ducklake")
    if data_path.startswith(("s3://", "https://", "http://")):
        load_extension(connection, "httpfs")
    else:
        Path(data_path).mkdir(parents=True, exist_ok=True)
    quoted = data_path.rstrip("/").replace("'", "''")
    options = [f"DATA_PATH '{quoted}/'", f"DATA_INLINING_ROW_LIMIT {INLINED_ROWS}"]
    if kind == "sqlite":  # write-ahead log: readers never block the writer
        options += ["META_JOURNAL_MODE 'WAL'", "META_BUSY_TIMEOUT 10000"]
    address = url.replace("'", "''")
    connection.execute(f"ATTACH '{address}' AS {LAKE} ({', '.join(options)})")
    connection.execute(f"USE {LAKE}")
    return connection


def missing(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """DDL that this lake still lacks: tables, and columns that came later than its tables; empty for a complete one."""
    rows = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = ?", [LAKE]
    ).fetchall()
    there: dict[str, set[str]] = {}
    for table, column in rows:
        there.setdefault(table, set()).add(column)
    return [
        statement
        for table in TABLES
        for statement in (
            added_columns(table, there[table.name])
            if table.name in there
            else (create_table(table), *comments(table))
        )
    ]
