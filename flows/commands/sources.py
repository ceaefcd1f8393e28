"""`khronika sources`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Config
from flows.exits import Exit, UsageError

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


@sources.command("check")
def check_sources(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Sources to ask.")],
    config: Config = None,
) -> None:
    """Ask each feed, sitemap and section page of a source once, and tell which answer. Fetches no article."""
    from rich.console import Console
    from rich.table import Table

    from flows.config import load_config
    from flows.sources import ask, known

    settings = load_config(config)
    answers = [answer for name in names for answer in ask(known(name), settings)]
    table = Table("source", "kind", "address", "seen in use", "answer", "articles")
    for answer in answers:
        seen = "yes" if answer["verified"] else "no"
        cells = (answer["source"], answer["kind"], answer["address"], seen, answer["says"])
        table.add_row(*cells, str(answer["articles"]))
    Console().print(table)
    raise typer.Exit(Exit.OK if all(answer["ok"] for answer in answers) else Exit.DEGRADED)


@sources.command("new")
def new_source(
    name: Annotated[str, typer.Argument(help="Lower-case letters, digits and underscores.")],
    url: Annotated[str, typer.Argument(help="Address of one article of the outlet.")],
    page: Annotated[Path, typer.Argument(help="That article, saved from a browser as HTML.")],
    root: Annotated[Path, typer.Option(help="The project folder.")] = Path(),
) -> None:
    """Write the declaration of a new source, its recorded page, and an expectation to review."""
    from pipeline.parse import ParseError
    from spiders.scaffold import AlreadyThere, scaffold

    try:
        written = scaffold(name, url, page.read_bytes(), root)
    except (AlreadyThere, ParseError, ValueError, OSError) as error:
        raise UsageError(str(error)) from error
    for path in written:
        print(path)
    print("Now review them: docs/adding-a-source.md")
