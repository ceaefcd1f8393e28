"""From extractions to the warehouse and the published file. Every step can be run again at any time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from flows.config import Config
from flows.feeds import Feed, RunFeeds, pending
from flows.runs import now, run_start, software, utc
from pipeline.publish import publish
from pipeline.records import Problem
from pipeline.store import Batch, Loaded, Run, Source, Warehouse
from pipeline.store.load_runs import CRAWL_FAILED
from spiders.registry import sources

if TYPE_CHECKING:
    from flows.extraction import Reading
    from pipeline.resolve.cluster import Embed


def open_warehouse(config: Config) -> Warehouse:
    """The warehouse of this installation, made where it is missing."""
    return Warehouse.open(config.warehouse_url, config.warehouse_data)


def begin(config: Config, run_id: str, started: datetime) -> None:
    """Record the run before its first crawl, so that one that dies is seen to have been there."""
    with open_warehouse(config) as warehouse:
        warehouse.begin_run(Run(run_id=run_id, started_at=utc(started), software=software()))


def waiting(config: Config) -> list[RunFeeds]:
    """Runs with feeds that are not loaded yet, this one or earlier ones that were cut off, oldest first.

    The warehouse takes a run as a whole, so a run with one new feed comes with all its feeds.
    """
    with open_warehouse(config) as warehouse:
        rows = warehouse.query("SELECT run_id, source, stats FROM source_health")
    loaded = {(row["run_id"], row["source"]) for row in rows if not _failed(row["stats"])}
    new = {feed.run_id for feed in pending(config.runs, loaded)}
    by_run: dict[str, list[Feed]] = {run_id: [] for run_id in sorted(new)}
    for feed in pending(config.runs, ()):
        if feed.run_id in new:
            by_run[feed.run_id].append(feed)
    return [RunFeeds(run_id, tuple(feeds)) for run_id, feeds in by_run.items()]


def _failed(stats: str | None) -> bool:
    """A source whose crawl failed is recorded, but its feed may still be settled by a later crawl."""
    return stats is None or msgspec.json.decode(stats).get("finish_reason") == CRAWL_FAILED


def load(reading: Reading, config: Config, failed: dict[str, str], embed: Embed) -> Loaded:
    """Load one run in one transaction. `failed` has, for the run's failed crawls, why they failed."""
    health = {part.feed.source: part.stats for part in reading.contents}
    health |= {name: {"finish_reason": CRAWL_FAILED, "degraded": [why]} for name, why in failed.items()}
    dead = [Problem(source=name, kind=CRAWL_FAILED, message=why) for name, why in failed.items()]
    degraded = any(stats.get("degraded") for stats in health.values())
    batch = Batch(
        run=Run(
            run_id=reading.run_id,
            started_at=utc(run_start(reading.run_id)),
            finished_at=utc(now()),
            status="degraded" if degraded else "finished",
            software=software(),
        ),
        articles=reading.articles,
        extractions=reading.extractions,
        problems=(*reading.problems, *dead),
        stats=health,
        sources=tuple(_declared(set(health))),
    )
    with open_warehouse(config) as warehouse:
        return warehouse.load(batch, embed)


def _declared(names: set[str]) -> list[Source]:
    return [
        Source(source=each.name, title=each.title, url=each.base, lang=each.languages[0])
        for each in sources()
        if each.name in names
    ]


def publish_file(config: Config) -> None:
    """Write the published file and swap it in."""
    with open_warehouse(config) as warehouse:
        publish(warehouse, config.published)
