"""Reads `totals_<lang>.txt`: passages parted by empty lines, in which `{…}` marks numbers that state a total."""

from __future__ import annotations

import re
from pathlib import Path

from models.train.gold import Annotated

FOLDER = Path(__file__).parent
_MARK = re.compile(r"\{([^{}]+)\}")


def read_totals(lang: str, folder: Path = FOLDER) -> list[Annotated]:
    """The passages of a language, with the characters of each total; none where there is no file."""
    path = folder / f"totals_{lang}.txt"
    if not path.is_file():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    blocks = filter(str.strip, re.split(r"\n\s*\n", "\n".join(lines)))
    return [passage(f"{path.stem}-{number}", block.strip(), lang) for number, block in enumerate(blocks, 1)]


def passage(name: str, marked: str, lang: str) -> Annotated:
    """One passage from its marked text."""
    text, totals, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        totals.append({"text": match[1], "start": len(text), "end": len(text) + len(match[1])})
        text += match[1]
        at = match.end()
    return {"id": name, "lang": lang, "text": text + marked[at:], "aggregates": totals}
