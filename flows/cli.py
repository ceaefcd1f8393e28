"""The command line. Commands import what they need when they run, so that `khronika --help` is quick."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Final, NoReturn

import typer

from flows.commands import COMMANDS, GROUPS
from flows.exits import Exit, UsageError

HELP = """Collect news of persecution and turn it into evidenced incidents in DuckDB.

Start with `khronika nightly`; then ask the published file with `khronika sql`.
"""
EXIT_CODES = (
    "Exit codes: 0 all well; 1 done, but some lines or files were bad; 2 wrong command, setting or file; "
    "3 done, but a source or a stage is degraded; 4 stopped by an unexpected error; 130 interrupted."
)

PROJECT: Final = Path(__file__).parents[1]

app = typer.Typer(
    name="khronika",
    help=HELP,
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command()(command)
for name, group in GROUPS.items():
    app.add_typer(group, name=name)


def main() -> NoReturn:
    """Entry point of the installed script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; returns its exit code (see flows.exits).

    The one broad `except` of the project is here: what nobody foresaw ends as a message and a code, never as
    empty data. Tasks of the nightly flow raise, and its join decides what a failure means.
    """
    try:
        app(args=arguments, prog_name="khronika")
    except SystemExit as end:
        return _ended(end.code)
    except UsageError as error:
        return _say(f"khronika: {error}", Exit.USAGE)
    except Exception as error:  # noqa: BLE001 - the documented boundary
        _print_own_frames(error)
        name = type(error).__name__
        return _say(
            f"khronika: unexpected {name}: {error}\nPlease report it with the lines above.", Exit.FAILED
        )
    return Exit.OK


def _ended(code: object) -> int:
    if code == Exit.INTERRUPTED:
        return _say("Interrupted. Nothing is lost: the same command continues.", Exit.INTERRUPTED)
    return code if isinstance(code, int) else Exit.OK


def _print_own_frames(error: Exception) -> None:
    """Where it happened, without the dozens of frames of Prefect and Typer around it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PROJECT)]
    inner = [frame for frame in own if "site-packages" not in frame.filename] or list(frames)
    sys.stderr.writelines(traceback.format_list(inner))


def _say(message: str, code: Exit) -> Exit:
    print(message, file=sys.stderr)
    return code
