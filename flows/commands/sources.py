"""`khronika sources`"""

from __future__ import annotations

import typer

from flows.commands.options import Config

sources = typer.Typer(help="The news sources: list them, check them, add one.", no_args_is_help=True)


@sources.command("list")
def list_sources(config: Config = None) -> None:
    """Every declared source, and how its last crawl went."""
    from rich.console import Console
    from rich.table import Table

    from flows.config import load_config
    from flows.sources import health
    from spiders.registry import sources as declared

    last = health(load_config(config).published)
    table = Table("name", "outlet", "languages", "address", "last run", "what went wrong")
    for source in declared():
        status, kinds = last.get(source.name, ("never crawled", ""))
        table.add_row(source.name, source.title, " ".join(source.languages), source.base, status, kinds)
    Console().print(table)
