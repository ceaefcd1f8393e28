"""The views of the published file: one SQL file each, its first line the comment."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from msgspec import Struct

_ORDER: Final = ("v_incidents",)  # others build on it


class View(Struct, frozen=True):
    name: str
    comment: str
    sql: str


def views() -> tuple[View, ...]:
    """All views, in an order in which they can be made."""
    found = []
    for entry in files(__package__).iterdir():
        if entry.name.endswith(".sql"):
            first, _, sql = entry.read_text(encoding="utf-8").partition("\n")
            found.append(
                View(entry.name.removesuffix(".sql"), first.removeprefix("-- ").strip(), sql.strip())
            )
    return tuple(sorted(found, key=lambda view: (view.name not in _ORDER, view.name)))
