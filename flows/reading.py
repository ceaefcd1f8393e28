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
from pipeline.resolve.cluster import lead
from pipeline.store.load_articles import VectorCache


def warm(config: Config) -> int:
    """Load every language's pipeline and the encoder before the first article; returns how many languages."""
    for lang in available():
        reader(lang, config.models.pipelines.get(lang))
    embedder(config)(["ready"])
    return len(available())


def embedder(config: Config) -> VectorCache:
    """The sentence encoder of this installation, one a process; it remembers what it has encoded."""
    return _embedder(config.models.embedder or None)


@cache
def _embedder(model: str | None) -> VectorCache:
    return VectorCache(Embedder(model))


def embed_leads(articles: Sequence[Article], config: Config) -> int:
    """Encode what the load will ask for; returns how many."""
    return len(embedder(config)([lead(article) for article in articles]))


def read_articles(articles: Sequence[Article], config: Config) -> list[Extraction | Failure]:
    """One result an article, in order."""
    return list(extract(articles, config.models.batch_size, config.models.pipelines))
