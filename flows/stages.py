"""The stages behind the nightly tasks, as plain functions: each can be run again at any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import version

import msgspec
from msgspec import Struct

from flows.config import Config
from flows.feeds import Contents, Feed, pending, read_feed
from models.embedder import Embedder
from pipeline.extract import Failure, extract
from pipeline.publish import publish
from pipeline.records import Article, Extraction, Problem
from pipeline.store import Batch, Loaded, Run, Source, Warehouse
from pipeline.store.load_runs import CRAWL_FAILED
from spiders.registry import sources


class RunFeeds(Struct, frozen=True):
    """All settled feeds of one run: the warehouse takes a run as a whole."""

    run_id: str
    feeds: tuple[Feed, ...]


class Reading(Struct, frozen=True):
    """What was read out of the articles of one run."""

    run_id: str
    contents: tuple[Contents, ...]
    extractions: tuple[Extraction, ...]
    problems: tuple[Problem, ...]  # of the extraction

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for part in self.contents for article in part.articles)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return (*(problem for part in self.contents for problem in part.problems), *self.problems)


def open_warehouse(config: Config) -> Warehouse:
    """The warehouse of this installation, made where it is missing."""
    return Warehouse.open(config.warehouse_url, config.warehouse_data)


def begin(config: Config, run_id: str, started: datetime) -> None:
    """Record the run before its first crawl, so that one that dies is seen to have been there."""
    with open_warehouse(config) as warehouse:
        warehouse.begin_run(Run(run_id=run_id, started_at=_utc(started), software=software()))


def waiting(config: Config) -> list[RunFeeds]:
    """Runs with feeds that are not loaded yet, this one or earlier ones that were cut off, oldest first."""
    with open_warehouse(config) as warehouse:
        rows = warehouse.query("SELECT run_id, source, stats FROM source_health")
    loaded = {(row["run_id"], row["source"]) for row in rows if not _failed(row["stats"])}
    new = {feed.run_id for feed in pending(config.runs, loaded)}
    by_run: dict[str, list[Feed]] = defaultdict(list)
    for feed in pending(config.runs, ()):
        if feed.run_id in new:
            by_run[feed.run_id].append(feed)
    return [RunFeeds(run_id, tuple(feeds)) for run_id, feeds in by_run.items()]


def _failed(stats: str | None) -> bool:
    """A source whose crawl failed is recorded, but its feed may still be settled by a later crawl."""
    return stats is None or msgspec.json.decode(stats).get("finish_reason") == CRAWL_FAILED


def read_out(run: RunFeeds, config: Config, watch: Callable[[int, int], None]) -> Reading:
    """Extract every article of a run. `watch` hears how many of how many are done."""
    contents = tuple(read_feed(feed) for feed in run.feeds)
    articles = [article for part in contents for article in part.articles]
    found: list[Extraction] = []
    problems: list[Problem] = []
    for done, (article, result) in enumerate(zip(articles, _extract(articles, config), strict=True), 1):
        if isinstance(result, Failure):
            problems.append(_problem(article, result))
        else:
            found.append(result)
        watch(done, len(articles))
    return Reading(run.run_id, contents, tuple(found), tuple(problems))


def _extract(articles: Iterable[Article], config: Config) -> Iterable[Extraction | Failure]:
    return extract(articles, config.models.batch_size, config.models.pipelines)


def _problem(article: Article, failure: Failure) -> Problem:
    return Problem(
        source=article.source or "-",
        kind=failure.kind,
        message=failure.error,
        url=article.url,
        at=_utc(now()),
    )


def load(reading: Reading, config: Config, failed: dict[str, str]) -> Loaded:
    """Load one run in one transaction. `failed` has, for the run's failed crawls, why they failed."""
    health = {part.feed.source: part.stats for part in reading.contents}
    health |= {name: {"finish_reason": CRAWL_FAILED, "degraded": [why]} for name, why in failed.items()}
    dead = [
        Problem(source=name, kind=CRAWL_FAILED, message=why, at=_utc(now())) for name, why in failed.items()
    ]
    degraded = bool(failed) or any(stats.get("degraded") for stats in health.values())
    batch = Batch(
        run=Run(
            run_id=reading.run_id,
            started_at=_utc(run_start(reading.run_id)),
            finished_at=_utc(now()),
            status="degraded" if degraded else "finished",
            software=software(),
        ),
        articles=reading.articles,
        extractions=reading.extractions,
        problems=(*reading.all_problems, *dead),
        stats=health,
        sources=tuple(_declared(set(health))),
    )
    with open_warehouse(config) as warehouse:
        return warehouse.load(batch, Embedder(config.models.embedder or None))


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


def new_run_id(started: datetime, salt: str) -> str:
    """Ids sort by time; the salt keeps two machines apart that start in the same second."""
    return f"{started:%Y%m%d-%H%M%S}-{salt}"


def run_start(run_id: str) -> datetime:
    """When the run of this id began, UTC."""
    return datetime.strptime(run_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat()


def software() -> str:
    return f"khronika {version('khronika')}"
