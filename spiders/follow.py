"""A crawl ends with the process that started it, even when that one is killed outright."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h


def end_with(parent: int) -> bool:
    """From now on this process is interrupted, as by Ctrl-C, when `parent` ends; False if it has ended already.

    The child asks for this itself. Code that its parent runs between fork and exec can wait for ever for a lock
    that a thread of the parent held, and a nightly run loads its models in a thread as the crawls start.
    Linux only; elsewhere a crawl goes on without its parent.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    return os.getppid() == parent
