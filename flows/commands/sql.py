"""`khronika sql`"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from flows.commands.options import Config
from flows.exits import UsageError

if TYPE_CHECKING:
    from pipeline.publish.query import Answer


WIDE: Final = 200  # characters of a table in a file or a pipe


class Form(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def sql(
    query: Annotated[str, typer.Argument(help="One SQL statement; - reads it from standard input.")] = "-",
    config: Config = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="json prints one object a line.")] = Form.TABLE,
    file: Annotated[
        Path | None, typer.Option(help="Another DuckDB file than the published one.", show_default=False)
    ] = None,
) -> None:
    """Ask the published file, read-only.

    For example: `khronika sql "SELECT type, count(*) FROM incidents GROUP BY 1 ORDER BY 2 DESC"`.
    `khronika sql "SHOW TABLES"` lists what there is; docs/data-dictionary.md explains every column.
    """
    from flows.config import load_config
    from pipeline.publish.query import NotPublished, QueryError
    from pipeline.publish.query import query as ask

    path = file or load_config(config).published
    try:
        answer = ask(path, sys.stdin.read() if query == "-" else query)
    except (NotPublished, QueryError) as error:
        raise UsageError(str(error)) from error
    WRITERS[form](answer)


def _table(answer: Answer) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in answer.columns:
        table.add_column(Text(name))
    for row in answer.rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _csv(answer: Answer) -> None:
    import csv

    writer = csv.writer(sys.stdout)
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)


def _json(answer: Answer) -> None:
    import msgspec

    for row in answer.rows:
        fields = dict(zip(answer.columns, row, strict=True))
        sys.stdout.buffer.write(msgspec.json.encode(fields, enc_hook=str) + b"\n")


WRITERS: Final[dict[Form, Callable[[Answer], None]]] = {
    Form.TABLE: _table,
    Form.CSV: _csv,
    Form.JSON: _json,
}
