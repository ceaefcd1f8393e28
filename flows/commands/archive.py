"""`khronika archive`"""

from __future__ import annotations

import sys
from itertools import chain
from typing import Annotated

import typer

from flows.commands.options import Config
from flows.exits import Exit, UsageError

archive = typer.Typer(
    help="The archived pages: prove that nothing was changed, look at one.", no_args_is_help=True
)


@archive.command("verify")
def verify_archive(
    config: Config = None,
    deep: Annotated[bool, typer.Option("--deep", help="Also check every record (slow).")] = False,
) -> None:
    """Compare every archive file with the chained manifests, and print what is wrong.

    Manifests with a timestamp are reported with its time; one that does not hold is an error.

    The last line is the hash that stands for the whole archive: keep it somewhere else, to prove later that
    nothing before it was changed. Ends with 3 if anything is wrong.
    """
    from flows.config import load_config
    from spiders.archive_manifest import head, verify
    from spiders.archive_timestamp import trusted_roots, verify_timestamps

    settings = load_config(config)
    root = settings.home / "archive"
    try:
        roots = trusted_roots(settings.archive.timestamp_roots)
    except (OSError, ValueError) as error:
        raise UsageError(f"archive.timestamp_roots: {error}") from error
    wrong = False
    for finding in chain(verify(root, deep=deep), verify_timestamps(root, roots)):
        print(f"{finding.kind}: {finding.file}: {finding.message}")
        wrong |= finding.kind != "note"
    print(f"head: {head(root) or 'there is no manifest yet'}")
    raise typer.Exit(Exit.DEGRADED if wrong else Exit.OK)


@archive.command("show")
def show_page(
    url: Annotated[str, typer.Argument(help="Address of the page.")],
    config: Config = None,
    at: Annotated[
        str | None,
        typer.Option(help="As it was then: YYYYMMDDhhmmss, as many digits as known.", show_default=False),
    ] = None,
) -> None:
    """Print an archived page as it was sent, the latest copy or an older one."""
    from flows.config import load_config
    from spiders.archive_index import NotArchived, show

    try:
        record = show(load_config(config).home / "archive", url, at)
    except NotArchived as error:
        raise UsageError(str(error)) from error
    print(f"{record.url} at {record.date}, {record.file} offset {record.offset}", file=sys.stderr)
    sys.stdout.buffer.write(record.body)
