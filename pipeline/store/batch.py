"""What one load brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from pipeline.records import Article, Extraction, Problem

RunStatus = Literal["running", "finished", "degraded", "failed"]


class Run(Struct, frozen=True, kw_only=True):
    """One run of the pipeline; times are ISO 8601, UTC, without an offset."""

    run_id: str
    started_at: str
    finished_at: str | None = None
    status: RunStatus = "running"
    software: str | None = None


class Source(Struct, frozen=True, kw_only=True):
    """An outlet."""

    source: str
    title: str | None = None
    url: str | None = None
    lang: str | None = None


class Batch(Struct, frozen=True, kw_only=True):
    """Articles with their extractions (matched by id), and how the crawl went.

    `stats` maps a source to its counters. An article without an extraction is stored without incidents.
    """

    run: Run
    articles: tuple[Article, ...] = ()
    extractions: tuple[Extraction, ...] = ()
    problems: tuple[Problem, ...] = ()
    stats: Mapping[str, Mapping[str, object]] = {}
    sources: tuple[Source, ...] = ()


class Loaded(Struct, frozen=True, kw_only=True):
    """What a load did. `version` is the snapshot to query it by; `changed` is 0 where nothing was new."""

    version: int
    changed: int
    articles: int
    new_articles: int
    incidents: int
