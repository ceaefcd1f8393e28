"""Child processes of the tests: `python writers.py URL DATA FIRST COUNT [SIZE]` loads numbered articles."""

import os
import signal
import sys

from pipeline.store import Warehouse
from pipeline.store import warehouse as module
from tests.batches import batch, numbered


def load_numbers(url: str, data: str, first: int, count: int, size: int) -> None:
    with Warehouse.open(url, data) as warehouse:
        for begin in range(first, first + count, size):
            told = [numbered(number) for number in range(begin, min(begin + size, first + count))]
            warehouse.load(batch(*told, run_id=f"run-{begin}"))


def die_before_commit(url: str, data: str, first: int, count: int) -> None:
    """Load everything, and be killed where the commit would come."""
    complete = module.load_batch

    def then_die(*arguments: object) -> object:
        complete(*arguments)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    module.load_batch = then_die  # type: ignore[assignment]
    with Warehouse.open(url, data) as warehouse:
        warehouse.load(
            batch(*(numbered(number) for number in range(first, first + count)), run_id="run-killed")
        )


if __name__ == "__main__":
    url, data, first, count, size = *sys.argv[1:3], *map(int, sys.argv[3:6])
    if size:
        load_numbers(url, data, first, count, size)
    else:
        die_before_commit(url, data, first, count)
