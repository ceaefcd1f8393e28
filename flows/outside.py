"""What others are asked to vouch for or to keep, where the settings say so. Nothing here can fail a run."""

from __future__ import annotations

from typing import Final

from msgspec import structs
from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture

from flows.config import Config
from flows.extraction import Reading
from flows.feeds import RunFeeds, read_feed
from flows.screen import step
from pipeline.records import Article, Problem

BACKFILL: Final = "backfill"  # its pages come from archives that others already keep


@task(name="timestamp", cache_policy=NO_CACHE)
def timestamp_archive(config: Config) -> str:
    """A token beside the last manifest; its name, empty where there was nothing to do. Raises if refused."""
    from spiders.archive_timestamp import timestamp_last, trusted_roots  # noqa: PLC0415

    line = step("timestamp")
    settings = config.archive
    token = timestamp_last(
        config.home / "archive", settings.timestamp_url, trusted_roots(settings.timestamp_roots)
    )
    name = token.name if token else ""
    line.end(name or "nothing new")
    return name


def timestamp(config: Config) -> tuple[str, ...]:
    """Timestamp the archive if the settings name an authority; the warning, if it did not work."""
    if not config.archive.timestamp_url:
        return ()
    state = timestamp_archive(config, return_state=True)
    if state.is_completed():
        return ()
    why = state.result(raise_on_failure=False)
    warning = f"no timestamp for the archive tonight, the next run tries again: {why}"
    get_run_logger().warning(warning)
    return (warning,)


@task(name="wayback", cache_policy=NO_CACHE)
def save_copies(run: RunFeeds, config: Config) -> list[Problem]:
    """Ask the Wayback Machine for copies of the run's articles; those that it did not take."""
    from spiders.settings import user_agent  # noqa: PLC0415
    from spiders.wayback import Wayback, save  # noqa: PLC0415

    settings = config.archive
    articles = public_articles(run, config) if settings.wayback else []
    if not articles:
        return []
    wayback = Wayback(
        url=settings.wayback_url,
        key=settings.wayback_key,
        agent=user_agent(config.contact or "not configured"),
        delay=settings.wayback_delay,
        seconds=60 * settings.wayback_minutes,
    )
    line = step("Wayback Machine")
    refused = list(save(articles, wayback))
    line.end(f"{len(articles) - len(refused)} of {len(articles)} articles")
    return refused


def public_articles(run: RunFeeds, config: Config) -> list[Article]:
    """New articles with an address that everybody can reach, each address once; not those of a backfill."""
    articles = (
        article
        for feed in run.feeds
        if not config.source(feed.source).local and feed.stats().get("finish_reason") != BACKFILL
        for article in read_feed(feed).articles
    )
    return list({article.url: article for article in articles if article.url}.values())


def with_copies(reading: Reading, saving: PrefectFuture[list[Problem]]) -> Reading:
    """The reading with what the Wayback Machine did not take among its problems."""
    refused = saving.result(raise_on_failure=False)
    if not isinstance(refused, list):
        get_run_logger().warning("no copies by the Wayback Machine: %s", refused)
        return reading
    return structs.replace(reading, failures=(*reading.failures, *refused))
