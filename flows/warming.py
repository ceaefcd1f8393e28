"""The models, loaded while nothing else needs the second core: as Prefect's server starts, and sites answer."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from flows.config import Config

_begun: list[Future[int]] = []


def begin(config: Config) -> None:
    """Start loading in a thread of this process; a second call does nothing."""
    if not _begun:
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warming")
        _begun.append(pool.submit(_warm, config))
        pool.shutdown(wait=False)


def loaded(config: Config) -> int:
    """Wait until the models are there; returns the number of languages. Raises what kept them from loading."""
    begin(config)
    return _begun[0].result()


def _warm(config: Config) -> int:
    from flows.reading import warm  # noqa: PLC0415 - seconds of imports, wanted in this thread

    return warm(config)
