"""From feeds to extractions. Importing this imports the models: the nightly flow does it while it crawls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct

from flows.config import Config
from flows.feeds import Contents, RunFeeds, read_feed
from flows.runs import now, utc
from models.embedder import Embedder
from models.load import available
from models.reader import reader
from pipeline.extract import Failure, extract
from pipeline.records import Article, Extraction, Problem


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


def warm(config: Config) -> int:
    """Load every language's pipeline and the encoder before the first article; returns how many languages."""
    for lang in available():
        reader(lang, config.models.pipelines.get(lang))
    embedder(config)(["ready"])
    return len(available())


def embedder(config: Config) -> Embedder:
    """The sentence encoder of this installation, loaded once a process."""
    return _embedder(config.models.embedder or None)


@cache
def _embedder(model: str | None) -> Embedder:
    return Embedder(model)


def read_out(run: RunFeeds, config: Config, watch: Callable[[int, int], None]) -> Reading:
    """Extract every article of a run. `watch` hears how many of how many are done."""
    contents = tuple(read_feed(feed) for feed in run.feeds)
    articles = [article for part in contents for article in part.articles]
    found: list[Extraction] = []
    failures: list[Problem] = []
    for done, (article, result) in enumerate(zip(articles, _extract(articles, config), strict=True), 1):
        if isinstance(result, Failure):
            failures.append(_problem(article, result))
        else:
            found.append(result)
        watch(done, len(articles))
    return Reading(run.run_id, contents, tuple(found), tuple(failures))


def _extract(articles: Iterable[Article], config: Config) -> Iterable[Extraction | Failure]:
    return extract(articles, config.models.batch_size, config.models.pipelines)


def _problem(article: Article, failure: Failure) -> Problem:
    source = article.source or "-"
    return Problem(source=source, kind=failure.kind, message=failure.error, url=article.url, at=utc(now()))
