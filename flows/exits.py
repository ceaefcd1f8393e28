"""What a command ends with. The numbers are a contract, told in `khronika --help` and docs/operations.md."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of `khronika`."""

    OK = 0
    SOME_BAD = 1  # finished, but some lines or files could not be read
    USAGE = 2  # the command, the configuration or a file it names is wrong; nothing was done
    DEGRADED = 3  # finished, but a source is dead or a stage gave up; the rest is published
    FAILED = 4  # stopped by an unexpected error; running again continues
    INTERRUPTED = 130  # Ctrl-C; running again continues


class UsageError(Exception):
    """Something the user can put right. The message says what and where."""
