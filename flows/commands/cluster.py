"""`khronika cluster`"""

from __future__ import annotations

import sys

import typer

from flows.commands.options import Config, JsonLines, open_input
from flows.exits import Exit
from pipeline.records import Article


def cluster(file: JsonLines = "-", config: Config = None) -> None:
    """Tell which articles report the same event.

    Reads the same lines as `extract`, all of them before it answers. Articles about one event get the same
    `event`, a string that means nothing beyond that.
    """
    from flows.config import load_config
    from flows.lines import answer, read_lines

    model = load_config(config).models.embedder or None
    outputs = answer(list(read_lines(open_input(file))), lambda articles: _cluster(articles, model))
    sys.stdout.buffer.writelines(output.line for output in outputs)
    sys.stdout.buffer.flush()
    raise typer.Exit(Exit.SOME_BAD if any(output.bad for output in outputs) else Exit.OK)


def _cluster(articles: list[Article], model: str | None) -> list[dict[str, object] | str]:
    from models.embedder import Embedder
    from pipeline.resolve.cluster import cluster as events_of

    if not articles:
        return []
    events = events_of(articles, (), Embedder(model))
    return [{"event": events[article.id]} for article in articles]
