"""The models at work. Importing this takes seconds: the nightly flow does it while the crawls wait."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from functools import cache
from typing import Final

from flows.config import Config
from models.embedder import Embedder
from models.load import available
from models.reader import reader
from pipeline.extract import Failure, extract
from pipeline.records import Article, Extraction
from pipeline.resolve.cluster import lead
from pipeline.resolve.vectors import VectorCache

# A report a language with what its grammars look for, all people and places invented.
_SAMPLES: Final = {
    "en": "On 3 March 2021 the Lozova District Court fined Maryna Teslenko, 41, a teacher, 20,000 rubles under "
    "Article 20.3.3. Two men were detained on Monday. According to the lawyer, 35 people are in custody.",
    "ru": "3 марта 2021 года Озёрский районный суд оштрафовал учительницу Марину Тесленко на 20 тысяч рублей по "
    "статье 20.3.3 КоАП. Задержали двух мужчин. По словам адвоката, под стражей 35 человек.",
    "uk": "3 березня 2021 року Озерський районний суд оштрафував учительку Марину Тесленко на 20 тисяч рублів за "
    "статтею 20.3.3 КоАП. Затримали двох чоловіків. За словами адвоката, під вартою 35 людей.",
}


def warm(config: Config) -> int:
    """Make ready every language's pipeline and the encoder before the first article; returns how many languages.

    A grammar is compiled when it is first needed, seconds in all: reading a sample does that now, too. What is
    loaded by then stays, so the garbage collector need not walk through it again and again.
    """
    for lang in available():
        reader(lang, config.models.pipelines.get(lang))
    embedder(config)(["ready"])
    read_articles([Article(id=lang, lang=lang, text=text) for lang, text in _SAMPLES.items()], config)
    gc.freeze()
    return len(available())


def embedder(config: Config) -> VectorCache:
    """The sentence encoder of this installation, one a process; it remembers what it has encoded."""
    return _embedder(config.models.embedder or None)


@cache
def _embedder(model: str | None) -> VectorCache:
    return VectorCache(Embedder(model, threads=_spare_cores()))


def _spare_cores() -> int:
    """Cores besides the one that reads articles. Torch's threads spin while they wait for each other: one for
    every core, beside the reading, burns as much time as the encoding itself takes."""
    return max(1, (os.cpu_count() or 1) - 1)


def embed_leads(articles: Sequence[Article], config: Config) -> int:
    """Encode what the load will ask for; returns how many."""
    return len(embedder(config)([lead(article) for article in articles]))


def read_articles(articles: Sequence[Article], config: Config) -> list[Extraction | Failure]:
    """One result an article, in order."""
    return list(extract(articles, config.models.batch_size, config.models.pipelines))
