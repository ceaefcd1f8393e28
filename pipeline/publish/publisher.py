"""Publishes the warehouse as one plain DuckDB file that any client opens without extensions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import duckdb
from msgspec import Struct

from pipeline.publish.views import views
from pipeline.store import Warehouse
from pipeline.store.schema import TABLES, Column, Table, comments, create_table

EVIDENCE: Final = (
    ("incident_reports", "report_id", True),
    ("claims", "claim_id", True),
    ("article_amounts", "article_id", True),
    ("incident_amounts", "report_id", False),
    ("incident_charges", "report_id", False),
    ("report_fields", "report_id", False),
)  # table, key, whether every row must have a quote


class EvidenceError(ValueError):
    """A value's quote is not what its article says at its offsets: a defect, so nothing is published."""


class Published(Struct, frozen=True, kw_only=True):
    """What was published: the file, the snapshot it shows, rows a table, and quotes that were compared."""

    path: str
    version: int
    rows: dict[str, int]
    quotes: int


def published_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table that the published file has."""
    return tuple(column for column in table.columns if column.published)


def publish(warehouse: Warehouse, path: str | os.PathLike[str], *, exports: Path | None = None) -> Published:
    """Write the warehouse's latest snapshot to `path`, in one swap: readers of the old file keep reading it.

    `exports` is a folder for a Parquet and a CSV file of each table. Raises EvidenceError before the swap.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    try:
        version = _copy(warehouse, draft)
        with duckdb.connect(str(draft)) as connection:
            quotes = _check_evidence(connection)
            _describe(connection, version)
            rows = _count(connection)
            if exports is not None:
                _export(connection, exports)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + ".wal").unlink(missing_ok=True)
    return Published(path=str(target), version=version, rows=rows, quotes=quotes)


def _tables() -> list[Table]:
    return [table for table in TABLES if table.published]


def _copy(warehouse: Warehouse, draft: Path) -> int:
    """Copy all tables as of one snapshot; returns its number."""
    version = warehouse.version()
    connection = warehouse.connection
    quoted = str(draft).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS published")
    try:
        for table in _tables():
            columns = published_columns(table)
            names = ", ".join(f'"{column.name}"' for column in columns)
            order = ", ".join(f'"{name}"' for name in table.key)
            connection.execute(create_table(table, columns).replace("EXISTS ", "EXISTS published.main.", 1))
            connection.execute(
                f'INSERT INTO published.main."{table.name}" SELECT {names} '
                f'FROM "{table.name}" AT (VERSION => {version}) ORDER BY {order}'
            )
    finally:
        connection.execute("DETACH published")
    return version


def _describe(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    for table in _tables():
        for statement in comments(table, published_columns(table)):
            connection.execute(statement)
    for view in views():
        connection.execute(f"CREATE VIEW {view.name} AS {view.sql}")
        comment = view.comment.replace("'", "''")
        connection.execute(f"COMMENT ON VIEW {view.name} IS '{comment}'")
    connection.execute("CREATE TABLE published_from AS SELECT ?::BIGINT AS warehouse_version", [version])
    connection.execute("COMMENT ON TABLE published_from IS 'The warehouse snapshot that this file shows'")
    connection.execute("CHECKPOINT")


def _check_evidence(connection: duckdb.DuckDBPyConnection) -> int:
    """Compare every quote with the article; returns their number, raises EvidenceError for any difference."""
    checked = 0
    for table, key, required in EVIDENCE:
        source = "t" if required else "r"
        join = "" if source == "t" else "JOIN incident_reports AS r USING (report_id)"
        found = connection.execute(
            f"""
            SELECT t.{key}, t.quote, t.quote IS NOT DISTINCT FROM
                   substring(a.text, t.quote_start + 1, t.quote_end - t.quote_start) AS right
            FROM {table} AS t {join}
            LEFT JOIN articles AS a ON a.article_id = {source}.article_id AND a.version = {source}.version
            WHERE t.quote IS NOT NULL OR {required}
            """
        ).fetchall()
        wrong = [row for row in found if not row[2] or (required and not row[1])]
        if wrong:
            examples = "; ".join(f"{name}: {quote!r}" for name, quote, _ in wrong[:3])
            raise EvidenceError(
                f"{len(wrong)} quotes of {table} differ from their article, first: {examples}"
            )
        checked += len(found)
    return checked


def _count(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = {}
    for table in _tables():
        row = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
        counts[table.name] = int(row[0]) if row else 0
    return counts


def _export(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """One Parquet and one CSV file a table and for v_incidents; each is swapped in when complete."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in [*(table.name for table in _tables()), "v_incidents"]:
        for suffix, options in ((".parquet", "FORMAT parquet"), (".csv", "FORMAT csv, HEADER")):
            draft = folder / f".{name}{suffix}.tmp"
            quoted = str(draft).replace("'", "''")
            connection.execute(f"COPY (FROM \"{name}\") TO '{quoted}' ({options})")
            draft.replace(folder / f"{name}{suffix}")
