"""One module a command. Importing them imports nothing heavy; `--help` must stay quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import typer

from flows.commands.archive import archive
from flows.commands.backfill import backfill
from flows.commands.cluster import cluster
from flows.commands.crawl import crawl
from flows.commands.extract import extract
from flows.commands.nightly import nightly
from flows.commands.parse import parse
from flows.commands.publish import publish
from flows.commands.sources import sources
from flows.commands.sql import sql

COMMANDS: Final[tuple[Callable[..., Any], ...]] = (
    nightly,
    sql,
    crawl,
    backfill,
    publish,
    parse,
    extract,
    cluster,
)
GROUPS: Final[dict[str, typer.Typer]] = {"sources": sources, "archive": archive}
