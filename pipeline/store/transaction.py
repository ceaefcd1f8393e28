"""What every step of a load works with: the connection, typed reads, and a count of changed rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import duckdb
import msgspec

from pipeline.store.schema import Table
from pipeline.store.sql import step
from pipeline.store.staging import insert_rows, replace_rows, update_rows

Row = dict[str, Any]


def _plain(value: object) -> object:
    return msgspec.json.encode(value).decode() if isinstance(value, list) else value


class Transaction:
    """One open transaction."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.changed = 0

    def query(self, sql: str, **parameters: object) -> list[Row]:
        """Rows as dicts. Lists go as JSON text: DuckDB's client converts long Python lists slowly."""
        plain = {name: _plain(value) for name, value in parameters.items()}
        cursor = self.connection.execute(sql, plain or None)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def read(self, name: str, **parameters: object) -> list[Row]:
        """Rows of the named step in pipeline/store/sql/."""
        return self.query(step(name), **parameters)

    def replace(self, table: Table, rows: Sequence[Row], *, scope: str, values: Collection[str]) -> None:
        self.changed += replace_rows(self.connection, table, rows, scope=scope, values=values)

    def update(self, table: Table, rows: Sequence[Row], columns: Sequence[str]) -> None:
        """Set `columns` of stored rows with the key of `rows`, where they differ."""
        self.changed += update_rows(self.connection, table, rows, columns)

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows whose keys are known to be new."""
        self.changed += insert_rows(self.connection, table, rows)
