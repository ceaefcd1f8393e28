"""Facts about the machine that figures were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]


def facts() -> dict[str, str]:
    """What a reader needs to compare figures: processor, cores, memory, versions, commit, day."""
    return {
        "processor": _proc("/proc/cpuinfo", "model name") or platform.processor() or "unknown",
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "system": platform.platform(terse=True),
        "Python": platform.python_version(),
        "versions": ", ".join(f"{name} {version(name)}" for name in ("spacy", "torch", "duckdb", "scrapy")),
        "commit": _commit(),
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
    }


def _proc(path: str, key: str) -> str | None:
    lines = Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), None)


def _commit() -> str:
    words = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
