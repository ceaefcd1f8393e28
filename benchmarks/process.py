"""Runs a command and measures it: seconds, processor time, and the most memory that it and its children held."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LOOK_EVERY = 0.1  # seconds


class CommandFailed(RuntimeError):
    """The measured command did not end well, so its figures mean nothing."""


class Measured(NamedTuple):
    """`memory` is in bytes: resident sets of the process and its descendants, added up.

    `processor` is in seconds, of all of them that were waited for: on a busy machine it says more than `seconds`.
    """

    seconds: float
    memory: int
    output: bytes
    processor: float


def measure(words: Sequence[str], *, given: bytes = b"") -> Measured:
    """Run `words` in the project's folder. Raises CommandFailed for an exit code above 1."""
    with TemporaryFile() as source, TemporaryFile() as target, TemporaryFile() as errors:
        source.write(given)
        source.seek(0)
        begin, used = time.perf_counter(), _processor()
        process = subprocess.Popen(words, cwd=ROOT, stdin=source, stdout=target, stderr=errors)
        peak = _watch(process)
        seconds = time.perf_counter() - begin
        target.seek(0)
        errors.seek(0)
        if process.returncode > 1:
            what = errors.read().decode(errors="replace")[-2000:]
            raise CommandFailed(f"{' '.join(words)} ended with {process.returncode}: {what}")
        return Measured(seconds, peak, target.read(), _processor() - used)


def _processor() -> float:
    """Seconds that ended children of this process, and theirs, have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(process: subprocess.Popen[bytes]) -> int:
    peak = 0
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        time.sleep(LOOK_EVERY)
    return peak


def tree_memory(root: int) -> int:
    """Resident bytes of `root` and all its descendants now; shared pages count once a process."""
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    tree, size = {root}, 0
    while len(tree) > size:
        size = len(tree)
        tree |= {pid for pid, parent in parents.items() if parent in tree}
    return sum(_resident(pid) for pid in tree)


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0  # it ended while we looked


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
