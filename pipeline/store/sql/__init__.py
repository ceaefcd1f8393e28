"""The named SQL steps of the store."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def step(name: str) -> str:
    """Text of the step `name`."""
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
