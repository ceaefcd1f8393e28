"""Which sources a run crawls, and how they have been doing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.config import Config
from flows.exits import UsageError
from pipeline.publish.query import NotPublished, query
from spiders.registry import UnknownSource, source, sources


def chosen(config: Config, only: Sequence[str]) -> list[str]:
    """Those asked for, else those configured, else all that are not local. Raises UsageError."""
    names = only or config.crawl.sources
    try:
        return [source(name).name for name in names] or [each.name for each in sources() if not each.local]
    except UnknownSource as error:
        raise UsageError(str(error)) from error


def health(published: Path) -> dict[str, tuple[str, str]]:
    """(status, kinds of problems) of the last run of each source; empty before anything was published."""
    try:
        answer = query(published, "SELECT source, status, coalesce(kinds, '') FROM v_source_health")
    except NotPublished:
        return {}
    return {source: (status, kinds) for source, status, kinds in answer.rows}
