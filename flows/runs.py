"""Names and times of runs."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from secrets import token_hex


def new_run_id(started: datetime) -> str:
    """Ids sort by time; the last four characters keep two machines apart that start in the same second."""
    return f"{started:%Y%m%d-%H%M%S}-{token_hex(2)}"


def run_start(run_id: str) -> datetime:
    """When the run of this id began, UTC; now, for an id that somebody made up."""
    try:
        return datetime.strptime(run_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return now()


def now() -> datetime:
    """UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def utc(moment: datetime) -> str:
    """ISO 8601 without an offset, as the warehouse has it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat()


def software() -> str:
    return f"khronika {version('khronika')}"
