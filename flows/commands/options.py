"""Options that several commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from flows.exits import UsageError

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help="Settings. Without it: khronika.toml in this folder, if there is one.",
        show_default=False,
    ),
]
Source = Annotated[
    list[str] | None,
    typer.Option("--source", "-s", help="Only this source (may be repeated).", show_default=False),
]
JsonLines = Annotated[
    str, typer.Argument(metavar="[FILE]", help="JSON Lines, one article a line; - is standard input.")
]


def open_input(name: str) -> BinaryIO:
    """The file called `name` for reading, standard input for "-". Raises UsageError."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error
