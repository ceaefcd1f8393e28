"""Runs the command line as a user does: a process of its own, on a home of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def khronika(*words: str, given: bytes | str = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """The finished `khronika WORDS`; output and errors as text."""
    return subprocess.run(
        [sys.executable, "-m", "flows", *words],
        cwd=ROOT,
        input=given.decode() if isinstance(given, bytes) else given,
        env={**os.environ, "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def settings(folder: Path, source: str, base_url: str) -> Path:
    """A khronika.toml in `folder` that crawls one source at `base_url` into folder/data."""
    file = folder / "khronika.toml"
    file.write_text(
        f'home = "{folder / "data"}"\n[crawl]\nsources = ["{source}"]\nretry_seconds = 0.1\n'
        f'[sources.{source}]\nbase_url = "{base_url}"\nlocal = true\ndelay = 0\n',
        encoding="utf-8",
    )
    return file
