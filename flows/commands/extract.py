"""`khronika extract`"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Config, JsonLines, open_input
from flows.exits import Exit
from pipeline.records import Article


def extract(
    file: JsonLines = "-",
    config: Config = None,
    batch: Annotated[int, typer.Option(help="Articles at once.", min=1)] = 32,
) -> None:
    """Read people, amounts, charges, incidents and claims out of articles.

    Each input line needs `id` and `text`; `title`, `lang`, `published_at` and `url` help. Each output line
    has the same `id`, with `entities`, `people`, `amounts`, `charges`, `incidents` and `claims`, or `error`.
    """
    from flows.config import load_config
    from flows.lines import answer, chunks, read_lines

    pipelines = load_config(config).models.pipelines
    bad = False
    for lines in chunks(read_lines(open_input(file)), batch):
        for output in answer(lines, lambda articles: _extract(articles, pipelines)):
            sys.stdout.buffer.write(output.line)
            bad |= output.bad
        sys.stdout.buffer.flush()
    raise typer.Exit(Exit.SOME_BAD if bad else Exit.OK)


def _extract(articles: list[Article], pipelines: dict[str, str | Path]) -> Iterator[dict[str, object] | str]:
    from flows.contract import extraction_json
    from pipeline.extract import Failure
    from pipeline.extract import extract as read_out

    for result in read_out(articles, len(articles) or 1, pipelines):
        yield result.error if isinstance(result, Failure) else extraction_json(result)
