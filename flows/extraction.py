"""The extract stage as tasks. An article that breaks the reading is found, counted and left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import Struct
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from flows.config import Config
from flows.feeds import Contents, RunFeeds, read_feed
from flows.runs import now, utc
from flows.screen import step
from pipeline.records import Article, Extraction, Problem

if TYPE_CHECKING:
    from pipeline.extract import Failure

CHUNK: Final = 128  # articles a task
EXTRACTION_FAILED: Final = "extraction_failed"


class Reading(Struct, frozen=True):
    """What was read out of the articles of one run."""

    run_id: str
    contents: tuple[Contents, ...]
    extractions: tuple[Extraction, ...]
    failures: tuple[Problem, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for part in self.contents for article in part.articles)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of the crawl and of the extraction."""
        return (*(problem for part in self.contents for problem in part.problems), *self.failures)


@task(name="extract", cache_policy=NO_CACHE)
def extract_articles(articles: Sequence[Article], config: Config) -> list[Extraction | Failure]:
    """One result an article, in order."""
    from flows.reading import read_articles  # noqa: PLC0415 - seconds of imports, done by then

    return read_articles(articles, config)


@task(name="embed", cache_policy=NO_CACHE)
def embed_articles(articles: Sequence[Article], config: Config) -> int:
    """Encode the articles for the load, on the core that the extraction leaves free; returns how many."""
    from flows.reading import embed_leads  # noqa: PLC0415

    return embed_leads(articles, config)


def extract_run(run: RunFeeds, config: Config) -> Reading:
    """All articles of one run, in tasks of CHUNK articles. What the load needs is encoded beside it."""
    line = step("extract")
    contents = tuple(read_feed(feed) for feed in run.feeds)
    articles = [article for part in contents for article in part.articles]
    encoded = embed_articles.submit(articles, config)
    results: list[Extraction | Problem] = []
    for start in range(0, len(articles), CHUNK):
        results += _results(articles[start : start + CHUNK], config)
        line.of(len(results), len(articles))
    found = tuple(result for result in results if isinstance(result, Extraction))
    failures = tuple(result for result in results if isinstance(result, Problem))
    incidents = sum(len(extraction.incidents) for extraction in found)
    encoded.result()
    line.end(f"{len(found)} articles, {incidents} reports of incidents")
    return Reading(run.run_id, contents, found, failures)


def _results(articles: Sequence[Article], config: Config) -> list[Extraction | Problem]:
    """Results of one task. Where it failed, its halves are tried, until the article at fault is left out."""
    state = cast("State[Any]", extract_articles(articles, config, return_state=True))
    if state.is_completed():
        pairs = zip(articles, state.result(), strict=True)
        return [
            read if isinstance(read, Extraction) else _problem(a, read.kind, read.error) for a, read in pairs
        ]
    if len(articles) == 1:
        return [_problem(articles[0], EXTRACTION_FAILED, state.message or "no reason given")]
    middle = len(articles) // 2
    return [*_results(articles[:middle], config), *_results(articles[middle:], config)]


def _settled(article: Article, read: Extraction | Failure) -> Extraction | Problem:
    return read if isinstance(read, Extraction) else _problem(article, read.kind, read.error)


def _problem(article: Article, kind: str, why: str) -> Problem:
    return Problem(source=article.source or "-", kind=kind, message=why, url=article.url, at=utc(now()))
