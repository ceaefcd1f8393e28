"""`make picture`: the picture of the README, drawn from the file that `make run` has published."""

from __future__ import annotations

import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from flows.config import load_config
from flows.summary import LATEST, incidents
from pipeline.publish.query import query

TARGET = Path(__file__).with_name("incidents.svg")
ROWS = 9
NO_FONT_FROM_THE_WEB = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def main() -> None:
    """Write incidents.svg beside this file."""
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=140, file=nowhere)
        rows = query(load_config().published, LATEST).rows[:ROWS]
        console.print(incidents(rows))
        console.save_svg(
            str(TARGET), title="khronika nightly", theme=DIMMED_MONOKAI, code_format=NO_FONT_FROM_THE_WEB
        )


if __name__ == "__main__":
    main()
