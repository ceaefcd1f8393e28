"""`khronika parse`"""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path
from typing import Annotated

import typer

from flows.exits import Exit


def parse(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Pages: NAME.html or NAME.html.gz")],
) -> None:
    """Read the article out of saved web pages.

    Prints one JSON line a file: `id` (the file name without .html or .html.gz), `url`, `title`, `text`,
    `author`, `published_at` and `lang`, or `id` and `error`.
    """
    import msgspec

    bad = False
    for file in files:
        fields = _parse(file)
        bad |= "error" in fields
        sys.stdout.buffer.write(msgspec.json.encode({"id": _id(file), **fields}) + b"\n")
        sys.stdout.buffer.flush()
    raise typer.Exit(Exit.SOME_BAD if bad else Exit.OK)


def _id(file: Path) -> str:
    return file.name.removesuffix(".gz").removesuffix(".html")


def _parse(file: Path) -> dict[str, object]:
    from pipeline.parse import ParseError, parse_html

    try:
        page = parse_html(_read(file))
    except (OSError, EOFError, zlib.error) as error:
        return {"error": f"{file}: cannot be read: {error}"}
    except ParseError as error:
        return {"error": f"{file}: {error.kind}: {error}"}
    names = ("title", "text", "author", "published_at", "lang")
    return {"url": page.canonical_url or page.url, **{name: getattr(page, name) for name in names}}


def _read(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
