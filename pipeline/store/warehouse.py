"""The warehouse: the only door to the lake."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Final, Self, TypeVar
from uuid import uuid4

import duckdb
from msgspec import structs
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from pipeline.resolve.cluster import Embed
from pipeline.resolve.vectors import VectorCache
from pipeline.store import engine, schema
from pipeline.store.batch import Batch, Loaded, Run
from pipeline.store.load import load_batch
from pipeline.store.load_articles import embed_new
from pipeline.store.load_runs import run_row
from pipeline.store.transaction import Row, Transaction

T = TypeVar("T")
RETRY_SECONDS: Final = 300.0
_BUSY: Final = ("database is locked", "conflict", "could not serialize", "deadlock detected", "PRIMARY KEY")


def is_conflict(error: BaseException) -> bool:
    """Whether another writer was faster: the same work has to be done again on the new state."""
    return isinstance(error, duckdb.Error) and any(word in str(error) for word in _BUSY)


class Warehouse:
    """An open lake. `url` is `ducklake:sqlite:PATH` or `ducklake:postgres:…`; data files go to `data_path`.

    Every load is one transaction and one snapshot. Loads are serialised by a row that each of them changes:
    DuckLake raises a conflict at the commit of the slower one, and the load is done again on the new state.
    Writers of one machine take turns besides, so that none of them works in vain.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, turn: AbstractContextManager[object] | None = None
    ) -> None:
        self.connection = connection
        self._turn = turn or nullcontext()

    @classmethod
    def open(cls, url: str, data_path: str | os.PathLike[str]) -> Self:
        """Open the lake, making it and its tables where missing; raises UnsupportedWarehouse."""
        turn = engine.writers_turn(url)
        with turn:
            connection = _retrying(lambda: engine.connect(url, os.fspath(data_path)))
        warehouse = cls(connection, turn)
        warehouse._migrate()
        return warehouse

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def _migrate(self) -> None:
        def work(transaction: Transaction) -> None:
            for statement in engine.missing(transaction.connection):
                transaction.connection.execute(statement)
                transaction.changed += 1
            if not transaction.query("SELECT key FROM meta WHERE key = 'writer'"):
                transaction.add(schema.META, [{"key": "writer", "value": uuid4().hex}])

        self._write(work, lock=False)

    def version(self) -> int:
        """Number of the latest snapshot, for `AT (VERSION => n)`."""
        row = self.connection.execute(
            f"SELECT max(snapshot_id) FROM ducklake_snapshots('{engine.LAKE}')"
        ).fetchone()
        return int(row[0]) if row else 0

    def query(self, sql: str, **parameters: object) -> list[Row]:
        """Rows of a read-only question to the lake, as dicts."""
        return Transaction(self.connection).query(sql, **parameters)

    def begin_run(self, run: Run) -> None:
        """Record that a run has started."""
        self._write(
            lambda transaction: transaction.replace(
                schema.RUNS, [run_row(run)], scope="run_id", values=[run.run_id]
            )
        )

    def load(self, batch: Batch, embed: Embed | None = None) -> Loaded:
        """Load a batch; loading it again changes nothing.

        `embed` gives sentence vectors for the clusters of articles on one event; without it incidents are
        merged by names, dates, sums and places alone.
        """
        cache = VectorCache(embed) if embed else None
        if cache:
            embed_new(
                Transaction(self.connection), batch.articles, cache
            )  # before anybody has to wait for it
        loaded = self._write(lambda transaction: load_batch(transaction, batch, cache))
        return structs.replace(loaded, version=self.version())

    def _write(self, work: Callable[[Transaction], T], *, lock: bool = True) -> T:
        with self._turn:
            return _retrying(lambda: self._attempt(work, lock=lock))

    def _attempt(self, work: Callable[[Transaction], T], *, lock: bool) -> T:
        self.connection.begin()
        try:
            if lock:
                self.connection.execute("UPDATE meta SET value = ? WHERE key = 'writer'", [uuid4().hex])
            transaction = Transaction(self.connection)
            result = work(transaction)
        except BaseException:
            self.connection.rollback()
            raise
        if transaction.changed:
            self.connection.commit()
        else:
            self.connection.rollback()
        return result


def _retrying(work: Callable[[], T]) -> T:
    retry = Retrying(
        retry=retry_if_exception(is_conflict),
        wait=wait_random_exponential(multiplier=0.05, max=2),
        stop=stop_after_delay(RETRY_SECONDS),
        reraise=True,
    )
    return retry(work)
