"""News without persecution that is full of its words: 60 articles by hand and any number from a grammar."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent
HEADING = re.compile(r"^# (?P<id>\S+) \| (?P<published_at>\S+) \| (?P<title>.+)$", re.MULTILINE)
Record = dict[str, str]


def by_hand() -> list[Record]:
    """The articles of hand_*.md as `{"id", "title", "published_at", "lang", "text"}`."""
    records: list[Record] = []
    for path in sorted(FOLDER.glob("hand_*.md")):
        source = path.read_text(encoding="utf-8")
        heads = list(HEADING.finditer(source))
        ends = [head.start() for head in heads[1:]] + [len(source)]
        for head, end in zip(heads, ends, strict=True):
            records.append({**head.groupdict(), "lang": "en", "text": source[head.end() : end].strip()})
    return records
