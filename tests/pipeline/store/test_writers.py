"""Several writers at once, and writers that are killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.store import Warehouse
from tests.batches import batch, numbered

ROOT = Path(__file__).parents[3]


def start(url: str, data: Path, first: int, count: int, size: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.pipeline.store.writers", url, str(data)]
    return subprocess.Popen([*command, str(first), str(count), str(size)], cwd=ROOT)


def tally(warehouse: Warehouse) -> tuple[int, ...]:
    """Articles, distinct articles, reports, incidents, people."""
    (row,) = warehouse.query(
        """SELECT (SELECT count(*) FROM articles) AS a,
                  (SELECT count(DISTINCT article_id) FROM articles) AS b,
                  (SELECT count(*) FROM incident_reports) AS c, (SELECT count(*) FROM incidents) AS d,
                  (SELECT count(DISTINCT person_id) FROM people) AS e"""
    )
    return tuple(row.values())


def test_four_writers_lose_and_double_nothing(warehouse: Warehouse, url: str, tmp_path: Path) -> None:
    """Neighbouring writers share half of their articles."""
    writers = [start(url, tmp_path / "data", first, 4, 2) for first in (0, 2, 4, 6)]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0, 0]
    assert tally(warehouse) == (10, 10, 10, 10, 10)


def test_killed_before_the_commit(warehouse: Warehouse, url: str, tmp_path: Path) -> None:
    writer = start(url, tmp_path / "data", 0, 5, 0)
    assert writer.wait(timeout=60) == -signal.SIGKILL
    assert tally(warehouse) == (0, 0, 0, 0, 0)
    warehouse.load(batch(*map(numbered, range(5))))
    assert tally(warehouse) == (5, 5, 5, 5, 5)


def test_killed_anywhere(warehouse: Warehouse, url: str, tmp_path: Path) -> None:
    """Whole batches of two, or nothing of them; the next run completes the rest."""
    writer = start(url, tmp_path / "data", 0, 200, 2)
    while tally(warehouse)[0] < 4 and writer.poll() is None:
        time.sleep(0.05)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    articles, distinct, reports, incidents, _ = tally(warehouse)
    assert 4 <= articles < 200
    assert articles % 2 == 0
    assert articles == distinct == reports == incidents
    more = articles + 2
    warehouse.load(batch(*map(numbered, range(more)), run_id="run-again"))
    assert tally(warehouse) == (more,) * 5
