"""`khronika crawl`"""

from __future__ import annotations

import typer

from flows.commands.options import Config, Source
from flows.exits import Exit


def crawl(config: Config = None, source: Source = None) -> None:
    """Only crawl and archive; the next `khronika nightly` loads what was found."""
    from rich.console import Console

    from flows.config import load_config
    from flows.crawls import CrawlFailed, CrawlInterrupted
    from flows.crawls import crawl as crawl_one
    from flows.runs import new_run_id, now
    from flows.screen import showing, step
    from flows.sources import chosen

    settings = load_config(config)
    run_id = new_run_id(now())
    degraded = False
    with showing(Console(stderr=True)):
        for name in chosen(settings, source or []):
            line = step(f"crawl {name}")
            try:
                crawled = crawl_one(name, settings, run_id, line.at)
            except CrawlFailed as error:
                line.end(str(error))
                degraded = True
            except CrawlInterrupted:
                raise typer.Exit(Exit.INTERRUPTED) from None
            else:
                line.end("; ".join((f"{crawled.articles} new or changed", *crawled.degraded)))
                degraded |= bool(crawled.degraded)
    raise typer.Exit(Exit.DEGRADED if degraded else Exit.OK)
