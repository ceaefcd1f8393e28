"""A real DuckLake on SQLite in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store import Warehouse


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"ducklake:sqlite:{tmp_path}/catalog.sqlite"


@pytest.fixture
def warehouse(url: str, tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(url, tmp_path / "data") as opened:
        yield opened
