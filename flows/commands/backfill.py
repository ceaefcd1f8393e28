"""`khronika backfill`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Config


def backfill(
    warcs: Annotated[list[Path], typer.Argument(metavar="WARC...", help="WARC files that others made.")],
    source: Annotated[
        str, typer.Option("--source", "-s", help="A declared source, or another name for any host.")
    ],
    config: Config = None,
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.", show_default=False)] = None,
    run: Annotated[str | None, typer.Option(help="Continue this run.", show_default=False)] = None,
) -> None:
    """Take articles out of existing WARC files; the next `khronika nightly` loads them.

    Only pages on the subject are kept. A run that was cut off goes on where it was if you name it.
    """
    from flows.config import load_config
    from flows.runs import new_run_id, now
    from spiders.backfill import main

    name = run or new_run_id(now())
    words = ["--source", source, "--home", str(load_config(config).home), "--run", name]
    words += ["--since", since] if since else []
    words += ["--until", until] if until else []
    print(f"run {name}")
    raise typer.Exit(main([*words, "--warc", *map(str, warcs)]))
