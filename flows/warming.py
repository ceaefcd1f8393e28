"""The models, loaded while nothing else needs the second core: as Prefect's server starts, and sites answer."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Final

from flows.config import Config, ModelsConfig

_begun: Final[dict[ModelsConfig, Future[int]]] = {}
_turn: Final = Lock()


def begin(config: Config) -> Future[int]:
    """Start loading in a thread of this process; a second call for the same models does nothing."""
    with _turn:
        if config.models not in _begun:
            pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warming")
            _begun[config.models] = pool.submit(_warm, config)
            pool.shutdown(wait=False)
        return _begun[config.models]


def loaded(config: Config) -> int:
    """Wait until the models are there; returns the number of languages. Raises what kept them from loading.

    A failure is told once and forgotten: who asks again, a retry or a later run of a served flow, loads anew.
    """
    loading = begin(config)
    if loading.exception() is not None:
        _forget(config, loading)
    return loading.result()


def _forget(config: Config, failed: Future[int]) -> None:
    """Drop this attempt, unless somebody has begun another by now."""
    with _turn:
        if _begun.get(config.models) is failed:
            del _begun[config.models]


def _warm(config: Config) -> int:
    from flows.reading import warm  # noqa: PLC0415 - seconds of imports, wanted in this thread

    return warm(config)
