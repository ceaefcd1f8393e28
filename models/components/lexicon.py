"""Reads the per-language vocabularies (TOML) of the components, once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = Path(__file__).parents[1] / "languages"


@cache
def vocabulary(lang: str, name: str) -> dict[str, Any]:
    """The vocabulary `models/languages/<lang>/<name>.toml`. Raises FileNotFoundError with its path."""
    with (LANGUAGES / lang / f"{name}.toml").open("rb") as handle:
        return tomllib.load(handle)
