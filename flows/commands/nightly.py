"""`khronika nightly`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from flows.commands.options import Config, Source
from flows.exits import Exit

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.config import Config as Settings
    from flows.nightly import Report


def nightly(
    config: Config = None,
    source: Source = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's log as well.")] = False,
) -> None:
    """Crawl, extract, merge, load and publish: the whole way, once.

    Safe to run again at any time: unchanged pages are not loaded twice, and a run that was cut off is
    continued. With PREFECT_API_URL set, the run shows up in that Prefect server; without, none is needed.
    """
    from flows import engine, warming
    from flows.config import load_config
    from flows.interrupt import leave_at_once

    settings = load_config(config)
    if engine.prepare(settings.home, verbose=verbose):
        leave_at_once()
    warming.begin(settings)
    report = _run(settings, str(config) if config else None, source or [])
    raise typer.Exit(Exit.DEGRADED if report.degraded else Exit.OK)


def _run(settings: Settings, config: str | None, only: list[str]) -> Report:
    """Prefect reads its environment when it is imported, so this imports it after `engine.prepare`."""
    from rich.console import Console

    from flows.nightly import nightly as flow
    from flows.screen import showing
    from flows.summary import show

    console = Console()
    with showing(console):
        report = cast("State[Report]", flow(config, only, return_state=True)).result()
    show(console, report, settings)
    return report
