"""The same warehouse with its catalog in PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store import Warehouse
from tests.batches import batch, first, second
from tests.pipeline.store.test_writers import start, tally

_PROGRAMS = Path("/usr/lib/postgresql").glob("*/bin/initdb")
INITDB = shutil.which("initdb") or next((str(path) for path in _PROGRAMS), None)


def _as_postgres(folder: Path, *command: str) -> None:
    """Run a server program; PostgreSQL refuses to run as root."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        command = ("runuser", "-u", "postgres", "--", *command)
    subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=60)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Folder of the socket of a fresh server that listens on no network."""
    if INITDB is None:
        pytest.skip("PostgreSQL is not installed: no initdb (Debian: apt-get install postgresql)")
    programs = Path(INITDB).resolve().parent
    folder = Path("/tmp") / f"khronika-pg-{os.getpid()}"
    folder.mkdir(mode=0o755)
    data = str(folder / "data")
    try:
        _as_postgres(
            folder, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "khronika", "--no-sync"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        control = (str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"))
        _as_postgres(folder, *control, "-o", options, "start")
        _as_postgres(folder, str(programs / "createdb"), "-h", str(folder), "-U", "khronika", "lake")
        yield str(folder)
        _as_postgres(folder, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_postgres_catalog(server: str, tmp_path: Path) -> None:
    url = f"ducklake:postgres:dbname=lake host={server} user=khronika"
    with Warehouse.open(url, tmp_path / "data") as warehouse:
        before = warehouse.load(batch(first(), second()))
        again = warehouse.load(batch(first(), second()))
        assert (before.incidents, again.changed, again.version) == (2, 0, before.version)
        writers = [start(url, tmp_path / "data", number, 4, 2) for number in (0, 2, 4)]
        assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
        assert tally(warehouse)[:4] == (10, 10, 11, 10)
