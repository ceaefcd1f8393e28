"""Writes rows only where they differ from what is stored, so that loading twice changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import duckdb
import msgspec

from pipeline.store.schema import Table

Row = Mapping[str, Any]
_CHUNK: Final = 2000


def _structure(table: Table) -> str:
    def shape(kind: str) -> object:
        return [shape(kind[:-2])] if kind.endswith("[]") else kind

    fields = {column.name: shape(column.type) for column in table.columns}
    return msgspec.json.encode([fields]).decode()


def _names(table: Table, prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{name}"' for name in table.names)


def stage(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> str:
    """Put `rows` into a temporary table; returns its name. Missing keys are NULL."""
    name = f"temp.main.stage_{table.name}"
    types = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE stage_{table.name} ({types})")
    for begin in range(0, len(rows), _CHUNK):
        block = msgspec.json.encode(rows[begin : begin + _CHUNK]).decode()
        connection.execute(
            f"INSERT INTO {name} SELECT {_names(table, 'r.')} "
            "FROM (SELECT unnest(from_json(?::JSON, ?)) AS r)",
            [block, _structure(table)],
        )
    return name


def replace_rows(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    rows: Sequence[Row],
    *,
    scope: str,
    values: Collection[str],
) -> int:
    """Make `rows` the only rows of `table` whose column `scope` is one of `values`; returns changed rows.

    Rows that are stored with the same values are not touched.
    """
    if not values:
        return 0
    staged = stage(connection, table, rows)
    same = " AND ".join(f's."{name}" IS NOT DISTINCT FROM t."{name}"' for name in table.names)
    inside = f"""t."{scope}" IN (SELECT unnest(from_json(?::JSON, '["VARCHAR"]')))"""
    scoped = [msgspec.json.encode(sorted(values)).decode()]
    gone = connection.execute(
        f'DELETE FROM "{table.name}" AS t WHERE {inside} '
        f"AND NOT EXISTS (SELECT 1 FROM {staged} AS s WHERE {same})",
        scoped,
    ).fetchone()
    new = connection.execute(
        f'INSERT INTO "{table.name}" ({_names(table)}) SELECT {_names(table, "s.")} FROM {staged} AS s '
        f'WHERE NOT EXISTS (SELECT 1 FROM "{table.name}" AS t WHERE {inside} AND {same})',
        scoped,
    ).fetchone()
    return int(gone[0] if gone else 0) + int(new[0] if new else 0)


def update_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row], columns: Sequence[str]
) -> int:
    """Set `columns` of the stored rows that have the key of one of `rows`; returns rows that differed."""
    if not rows:
        return 0
    staged = stage(connection, table, rows)
    key = " AND ".join(f's."{name}" = t."{name}"' for name in table.key)
    differs = " OR ".join(f't."{name}" IS DISTINCT FROM s."{name}"' for name in columns)
    setting = ", ".join(f'"{name}" = s."{name}"' for name in columns)
    done = connection.execute(
        f'UPDATE "{table.name}" AS t SET {setting} FROM {staged} AS s WHERE {key} AND ({differs})'
    ).fetchone()
    return int(done[0] if done else 0)


def insert_rows(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> int:
    """Insert rows whose keys the caller knows to be new; returns their number."""
    if rows:
        staged = stage(connection, table, rows)
        connection.execute(
            f'INSERT INTO "{table.name}" ({_names(table)}) SELECT {_names(table)} FROM {staged}'
        )
    return len(rows)
