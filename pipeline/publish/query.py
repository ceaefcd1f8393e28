"""One question to the published file, read-only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct


class NotPublished(FileNotFoundError):
    """There is no published file yet."""


class QueryError(ValueError):
    """The query cannot be run; the message says why, in DuckDB's words."""


class Answer(Struct, frozen=True):
    """Column names and rows of a query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def query(path: str | os.PathLike[str], sql: str) -> Answer:
    """Run one statement on the published file; raises NotPublished, QueryError.

    The file is opened read-only, and access to other files and the network is off.
    """
    if not Path(path).is_file():
        raise NotPublished(f"no published file at {os.fspath(path)}: run the pipeline first")
    connection = duckdb.connect(os.fspath(path), read_only=True)
    try:
        connection.execute("SET enable_external_access = false")
        cursor = connection.execute(sql)
        columns = tuple(column[0] for column in cursor.description or ())
        return Answer(columns, cursor.fetchall())
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
    finally:
        connection.close()
