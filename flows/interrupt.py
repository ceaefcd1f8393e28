"""Ctrl-C in a nightly run with a temporary Prefect server."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from flows.exits import Exit


def leave_at_once() -> None:
    """From now on Ctrl-C ends this process without Prefect's goodbyes. For runs with a temporary server only.

    A terminal interrupts the whole process group, so that server is gone when Prefect wants to report to it,
    and Prefect tries for minutes. Nothing is lost: a run may be cut off anywhere, and spiders end with it.
    """
    signal.signal(signal.SIGINT, _leave)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    from prefect.server.api.server import SubprocessASGIServer  # noqa: PLC0415 - loaded by then

    SubprocessASGIServer().stop()
    sys.stderr.write("\nInterrupted. Nothing is lost: the same command continues.\n")
    sys.stderr.flush()
    os._exit(Exit.INTERRUPTED)
