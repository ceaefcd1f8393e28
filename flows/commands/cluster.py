"""`khronika cluster`"""

from __future__ import annotations

import sys

import typer

from flows.commands.options import JsonLines, open_input
from flows.exits import Exit
from pipeline.records import Article


def cluster(file: JsonLines = "-") -> None:
    """Tell which articles report the same event.

    Reads the same lines as `extract`, all of them before it answers. Articles about one event get the same
    `event`, a string that means nothing beyond that.
    """
    from flows.lines import answer, read_lines

    outputs = answer(list(read_lines(open_input(file))), _cluster)
    sys.stdout.buffer.writelines(output.line for output in outputs)
    sys.stdout.buffer.flush()
    raise typer.Exit(Exit.SOME_BAD if any(output.bad for output in outputs) else Exit.OK)


def _cluster(articles: list[Article]) -> list[dict[str, object] | str]:
    from models.embedder import Embedder
    from pipeline.extract import Failure, extract
    from pipeline.records import Extraction
    from pipeline.resolve.cluster import cluster as events_of

    if not articles:
        return []
    results = zip(articles, extract(articles), strict=True)
    extractions = [Extraction(id=a.id) if isinstance(read, Failure) else read for a, read in results]
    events = events_of(articles, extractions, Embedder())
    return [{"event": events[article.id]} for article in articles]
