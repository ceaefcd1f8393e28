"""The models at work. Importing this takes seconds: the nightly flow does it while the crawls wait."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flows.config import Config
from models.embedder import Embedder
from models.load import available
from models.reader import reader
from pipeline.extract import Failure, extract
from pipeline.records import Article, Extraction


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


def read_articles(articles: Sequence[Article], config: Config) -> list[Extraction | Failure]:
    """One result an article, in order."""
    return list(extract(articles, config.models.batch_size, config.models.pipelines))
