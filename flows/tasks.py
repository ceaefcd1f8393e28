"""The tasks of the nightly flow besides extraction. They raise; the flow's joins decide."""

from __future__ import annotations

from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from flows import loading, warming
from flows.config import Config
from flows.crawls import Crawled, CrawlInterrupted, crawl
from flows.extraction import Reading
from flows.runs import now
from flows.screen import step
from pipeline.store import Loaded


def _worth_retrying(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    return not isinstance(state.result(raise_on_failure=False), CrawlInterrupted)


@task(name="crawl", task_run_name="crawl {name}", cache_policy=NO_CACHE, retry_condition_fn=_worth_retrying)
def crawl_source(name: str, config: Config, run_id: str) -> Crawled:
    """One source, in a process of its own."""
    line = step(f"crawl {name}")
    crawled = crawl(name, config, run_id, line.at)
    line.end(f"{crawled.articles} new or changed, {crawled.problems} problems")
    get_run_logger().info("%s: %s", name, crawled.stats)
    return crawled


@task(name="manifest", cache_policy=NO_CACHE)
def seal_archive(config: Config) -> str | None:
    """Write down the hashes of the new archive files, chained to those before; the manifest's name."""
    from spiders.archive_manifest import add_manifest  # noqa: PLC0415

    path = add_manifest(config.home / "archive", now())
    return path.name if path else None


@task(name="load models", cache_policy=NO_CACHE)
def warm_models(config: Config) -> int:
    """Wait for the models, which the command began to load; returns the number of languages."""
    return warming.loaded(config)


@task(name="load", task_run_name="load {reading.run_id}", cache_policy=NO_CACHE, retries=1)
def load_run(reading: Reading, config: Config, failed: dict[str, str]) -> Loaded:
    """Merge reports into incidents and commit, all in one transaction."""
    from flows.reading import embedder  # noqa: PLC0415

    line = step("merge and load")
    loaded = loading.load(reading, config, failed, embedder(config))
    line.end(f"{loaded.new_articles} new articles, version {loaded.version} of the warehouse")
    return loaded


@task(name="publish", cache_policy=NO_CACHE, retries=1)
def publish_file(config: Config) -> None:
    """Swap in the file that researchers open."""
    line = step("publish")
    loading.publish_file(config)
    line.end(str(config.published))
