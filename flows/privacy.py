"""Switches off what dependencies would report home: Khronika handles data on persecuted people.

One place, run by `import flows` before any dependency is imported. A user who sets a variable keeps it.
"""

from __future__ import annotations

import os
from typing import Final

SETTINGS: Final = {
    "DO_NOT_TRACK": "1",  # Prefect's client, and whatever else honours the convention
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "OTEL_SDK_DISABLED": "true",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",  # models come with the installation, never from a hub
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",  # quiet about forks; batches keep the cores busy
    "SCARF_NO_ANALYTICS": "true",
}


def keep_private() -> None:
    """Set every variable of SETTINGS that is not set yet."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
