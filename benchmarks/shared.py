"""Where the scoring data is: beside the project, never in it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "eval" / "score.py"
DATA = SHARED / "data"
MISSING = f"../shared is not there ({SCORER.name} and its data): no scores"

Row = dict[str, Any]


def there() -> bool:
    return SCORER.is_file() and DATA.is_dir()


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def lines(rows: Iterable[Row]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def score(kind: str, gold: bytes, predicted: bytes) -> Row:
    """What score.py says of `predicted`."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "gold", Path(folder) / "predicted"]
        for path, content in zip(paths, (gold, predicted), strict=True):
            path.write_bytes(content)
        words = [sys.executable, str(SCORER), kind, *map(str, paths)]
        result: Row = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
        return result
