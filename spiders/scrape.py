"""Scrapy at work on one source, from start to end. Apart from `spiders.run`, which worker processes import too."""

from __future__ import annotations

import argparse
import logging
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.statscollectors import StatsCollector

from spiders.archive import ArchiveWriter
from spiders.base import NewsSpider
from spiders.discovery import Range
from spiders.feed import Feed
from spiders.javascript import browser_settings
from spiders.safety import LOCAL_HOSTS
from spiders.settings import settings_for
from spiders.source import Source
from spiders.workers import usual_workers

RETRIED = "retry/reason_count/"  # Scrapy's counters, by status ("429 Too Many Requests") or exception


def run_spider(
    wanted: Source, feed: Feed, archive: ArchiveWriter, options: argparse.Namespace
) -> dict[str, Any]:
    """Crawl; returns what Scrapy counted. Raises NoBrowser before the first request."""
    delay = wanted.delay if options.delay is None else options.delay
    settings = settings_for(
        wanted, contact=options.contact, delay=delay, local=wanted.local, timeout=options.timeout
    )
    if wanted.javascript:
        settings |= browser_settings(wanted, settings[LOCAL_HOSTS])
    process = CrawlerProcess(settings)
    logging.getLogger("scrapy").setLevel(logging.WARNING)  # else a record is made of every line not shown
    crawler = process.create_crawler(NewsSpider)
    days = Range(options.since, options.until)
    workers = usual_workers(delay) if options.workers is None else options.workers
    process.crawl(crawler, source=wanted, feed=feed, archive=archive, days=days, workers=workers)
    process.start()
    if isinstance(crawler.spider, NewsSpider):
        crawler.spider.parser.close()
        if counted(crawler.stats)["finish_reason"] == "finished":
            crawler.spider.finish()
    return counted(crawler.stats)


def counted(collected: StatsCollector | None) -> dict[str, Any]:
    """How the crawl ended, how many answers came, and their bytes."""
    figures = collected.get_stats() if collected is not None else {}
    return {
        "finish_reason": figures.get("finish_reason", "failed"),
        "responses": figures.get("downloader/response_count", 0) - _retried(figures),
        "bytes": figures.get("downloader/response_bytes", 0),
    }


def _retried(figures: dict[str, Any]) -> int:
    """Answers after which the page was asked for again: they say nothing about how many pages are well."""
    reasons = {name.removeprefix(RETRIED): int(count) for name, count in figures.items() if RETRIED in name}
    return sum(count for reason, count in reasons.items() if reason[:1].isdigit())
