"""What a person sees while the nightly run works: one line a step, with a count where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

# Prefect copies the context into its task threads, so that tasks find the screen without being handed one;
# in a served deployment there is none, and steps are silent.
_SCREEN: Final[ContextVar[Progress | None]] = ContextVar("screen", default=None)


class Step:
    """One line of progress. Does nothing without a screen."""

    def __init__(self, progress: Progress | None, name: str, total: int | None) -> None:
        self._progress = progress
        self._line = progress.add_task(name, total=total, note="") if progress else None

    def at(self, done: int) -> None:
        """`done` things of this step are finished."""
        if self._progress and self._line is not None:
            self._progress.update(self._line, completed=done)

    def of(self, done: int, total: int) -> None:
        """`done` of `total`."""
        if self._progress and self._line is not None:
            self._progress.update(self._line, completed=done, total=total)

    def end(self, note: str) -> None:
        """The step is over; `note` says with what."""
        if self._progress and self._line is not None:
            self._progress.update(self._line, total=1, completed=1, note=note)


@contextmanager
def showing(console: Console) -> Iterator[None]:
    """Steps of the block appear on `console`."""
    columns = (
        SpinnerColumn(finished_text="[green]✓[/]"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[note]}"),
    )
    with Progress(*columns, console=console) as progress:
        token = _SCREEN.set(progress)
        try:
            yield
        finally:
            _SCREEN.reset(token)


def step(name: str, total: int | None = None) -> Step:
    """A new line called `name`; `total` where it is known how much there is to do."""
    return Step(_SCREEN.get(), name, total)
