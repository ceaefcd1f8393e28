"""The nightly flow: crawl, extract, load, publish. Tasks raise, Prefect retries, the joins decide.

A crawl that fails is recorded as a dead source and the rest goes on. What an earlier, cut-off run has crawled
and not loaded is loaded first, so that kill -9 loses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, cast

from filelock import FileLock, Timeout
from msgspec import Struct
from prefect import flow
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows import loading, outside
from flows.config import Config, load_config
from flows.crawls import Crawled
from flows.exits import UsageError
from flows.extraction import EXTRACTION_FAILED, extract_run
from flows.feeds import RunFeeds
from flows.runs import new_run_id, now
from flows.sources import chosen
from flows.tasks import crawl_source, load_run, publish_file, seal_archive, warm_models
from pipeline.store import Loaded

AT_ONCE: Final = 8  # crawls side by side; each mostly waits for a site's turn


class Report(Struct, frozen=True, kw_only=True):
    """How a nightly run went."""

    run_id: str
    started: datetime
    crawled: tuple[Crawled, ...]
    failed: dict[str, str]  # why, by source
    loaded: tuple[Loaded, ...]
    problems: dict[str, int]  # how many, by kind
    warnings: tuple[str, ...] = ()  # what was asked of others and not given: no fault of this run

    @property
    def degraded(self) -> dict[str, str]:
        """Sources and stages that are not well, and why."""
        sources = {each.source: "; ".join(each.degraded) for each in self.crawled if each.degraded}
        left_out = self.problems.get(EXTRACTION_FAILED, 0)
        stages = {"extract": f"{left_out} articles broke the reading and were left out"} if left_out else {}
        return self.failed | sources | stages


# Prefect types the parameter by the general future, and its own runner by a special one.
CRAWLERS: Final = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=AT_ONCE))


@flow(name="nightly", task_runner=CRAWLERS, validate_parameters=False)
def nightly(config_file: str | None = None, only: Sequence[str] = ()) -> State[Report]:
    """One run. `config_file` is a path to khronika.toml; `only` restricts the crawl to some sources.

    Ends as "Degraded" where a source is not well. Raises UsageError when another run has the same home.
    """
    config = load_config(Path(config_file) if config_file else None)
    names = chosen(config, only)
    config.home.mkdir(parents=True, exist_ok=True)
    lock = config.home / "nightly.lock"
    try:
        with FileLock(lock, blocking=False):
            report = _run(config, names)
    except Timeout as error:
        raise UsageError(f"another run is at work in {config.home} ({lock} is held)") from error
    if report.degraded:
        return Completed(name="Degraded", message=", ".join(report.degraded), data=report)
    return Completed(data=report)


def _run(config: Config, names: Sequence[str]) -> Report:
    started = now()
    run_id = new_run_id(started)
    warming = warm_models.submit(config)
    loading.begin(config, run_id, started)
    crawled, failed = _crawl_all(names, config, run_id)
    seal_archive(config)
    warnings = outside.timestamp(config)
    warming.result()
    loaded, problems = _load_waiting(config, run_id, failed)
    publish_file(config)
    return Report(
        run_id=run_id,
        started=started,
        crawled=tuple(crawled),
        failed=failed,
        loaded=tuple(loaded),
        problems=dict(problems),
        warnings=warnings,
    )


def _crawl_all(names: Sequence[str], config: Config, run_id: str) -> tuple[list[Crawled], dict[str, str]]:
    """Those that ended, and why the others failed."""
    retrying = crawl_source.with_options(
        retries=config.crawl.attempts - 1, retry_delay_seconds=config.crawl.retry_seconds
    )
    futures: dict[str, PrefectFuture[Crawled]] = {
        name: retrying.submit(name, config, run_id) for name in names
    }
    results = {name: future.result(raise_on_failure=False) for name, future in futures.items()}
    crawled = [result for result in results.values() if isinstance(result, Crawled)]
    failed = {name: str(result) for name, result in results.items() if not isinstance(result, Crawled)}
    return crawled, failed


def _load_waiting(config: Config, run_id: str, failed: dict[str, str]) -> tuple[list[Loaded], Counter[str]]:
    """Every run that waits, oldest first; this one even if it brought nothing, to record its health."""
    waiting = loading.waiting(config)
    if all(run.run_id != run_id for run in waiting):
        waiting.append(RunFeeds(run_id, ()))
    loaded: list[Loaded] = []
    problems: Counter[str] = Counter()
    for run in waiting:
        saving = outside.save_copies.submit(run, config)
        reading = outside.with_copies(extract_run(run, config), saving)
        loaded.append(load_run(reading, config, failed if run.run_id == run_id else {}))
        problems.update(problem.kind for problem in reading.problems)
    return loaded, problems
