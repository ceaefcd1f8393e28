"""Prefect, made ready before it is imported: no server to start by hand, all its files in home/prefect."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_QUIET: Final = {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the screen is ours; the runs' logs go to the API
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}
_EPHEMERAL: Final = {
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # the first start creates its database
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",  # the server lives for one run only
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",  # no automations, no screen that shows events
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",  # nothing is paused, no leases are held
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # and no blocks: settings are in khronika.toml
}


def prepare(home: Path, *, verbose: bool = False) -> bool:
    """Set Prefect's environment; returns whether a temporary server will be started.

    With PREFECT_API_URL the runs show up in that server's UI instead.
    """
    settings: dict[str, str] = {} if verbose else dict(_QUIET)
    temporary = "PREFECT_API_URL" not in os.environ
    if temporary:
        settings |= _EPHEMERAL
        settings["PREFECT_HOME"] = str((home / "prefect").absolute())
        Path(settings["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
    for name, value in settings.items():
        os.environ.setdefault(name, value)
    return temporary
