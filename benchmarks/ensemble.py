"""The accurate and the fast recogniser together, on UNER-EWT dev and GUM dev: `python -m benchmarks.ensemble`.

A name of the accurate one that is less sure than a threshold counts only if the fast one gives it, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks import shared
from benchmarks.names import SAME, gum, without_open
from benchmarks.ner import read_uner
from benchmarks.shared import Row
from models.components.ner import NameRecogniser
from models.load import load_language

THRESHOLDS: Final = (0.0, 0.5, 0.6, 0.7)


def sets() -> Iterator[tuple[str, list[Row]]]:
    yield "UNER-EWT dev", list(read_uner(shared.DATA / "uner_en_ewt" / "dev.iob2"))
    split = (shared.DATA / "gum" / "splits.md").read_text(encoding="utf-8")
    dev = split[split.index("## dev") :].split("\n## ")[0]
    names = set(re.findall(r"GUM_\w+", dev))
    yield "GUM dev", [row for row in gum() if row["id"] in names]


def ensemble(gold: Sequence[Row]) -> Iterator[tuple[float, list[Row]]]:
    """What the two say together at each threshold; at 2 a name counts only if both give it."""
    accurate, fast = load_language("en"), load_language("en", "fast")
    recogniser = accurate.get_pipe("khronika_ner")
    assert isinstance(recogniser, NameRecogniser)
    docs = list(fast.pipe(row["text"] for row in gold))
    second = [{(e.start, e.end, e.label_) for e in doc.ents} for doc in docs]
    sure = recogniser.named(docs)
    for threshold in (*THRESHOLDS, 2.0):
        rows = []
        for row, names, others in zip(gold, sure, second, strict=True):
            kept = [
                (n.first, n.last, SAME.get(n.label, n.label))
                for n in names
                if n.sure >= threshold or (n.start, n.end, n.label) in others
            ]
            rows.append({"id": row["id"], "ents": without_open(kept, row)})
        yield threshold, rows


def main() -> int:
    if not shared.there():
        print(shared.MISSING)
        return 0
    for name, gold in sets():
        for threshold, rows in ensemble(gold):
            result = shared.score("ner", shared.lines(gold), shared.lines(rows))
            rates = "  ".join(f"{label} {result[label]['f1']}" for label in ("ALL", "PERSON", "ORG", "LOC"))
            print(f"{name:<14} {threshold:.1f}  {rates}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
