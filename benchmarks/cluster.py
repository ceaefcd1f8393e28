"""Clusters of articles on one event, scored on the Gun Violence Corpus: `python -m benchmarks.cluster`.

The pair model was trained on the rows with split = train, so only the rows "not train" count as a result;
"all" is printed because published figures are for all rows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

SHARED: Final = Path(__file__).resolve().parent.parent.parent / "shared"
ROWS: Final = SHARED / "data" / "gvc" / "articles.jsonl"
SCORER: Final = SHARED / "eval" / "score.py"
SPLITS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("train", lambda split: split == "train"),
    ("not train", lambda split: split != "train"),
    ("all", lambda split: True),
)


def score(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Cluster `rows` and score them with ../shared/eval/score.py; adds articles a second with embedding."""
    from models.embedder import Embedder
    from pipeline.records import Article
    from pipeline.resolve import cluster

    fields = ("id", "text", "title", "published_at", "lang")
    articles = [Article(**{name: row[name] for name in fields}) for row in rows]
    embed = Embedder()
    embed(["The model loads before the clock starts."])
    start = time.perf_counter()
    events = cluster(articles, (), embed)
    seconds = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        lines = (json.dumps({"id": name, "event": event}) + "\n" for name, event in events.items())
        found.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(SCORER), "cluster", str(gold), str(found)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, Any] = json.loads(output)
    return result | {"articles_per_second": round(len(rows) / seconds, 1)}


def results() -> dict[str, dict[str, Any]]:
    """Scores of each split; raises FileNotFoundError where ../shared is absent."""
    if not ROWS.is_file() or not SCORER.is_file():
        raise FileNotFoundError(f"the cluster benchmark needs {ROWS} and {SCORER}")
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {name: score([row for row in rows if chosen(row["split"])]) for name, chosen in SPLITS}


def main() -> int:
    try:
        found = results()
    except FileNotFoundError as missing:
        sys.stderr.write(f"skipped: {missing}\n")
        return 0
    for name, values in found.items():
        b3, pairs = values["b3"], values["pairwise"]
        sys.stdout.write(
            f"{name:10} articles {values['articles']:4} events {values['events']:4} "
            f"found {values['found']:4}  B3 P {b3['p']} R {b3['r']} F1 {b3['f1']}  "
            f"pairwise P {pairs['p']} R {pairs['r']} F1 {pairs['f1']}  "
            f"{values['articles_per_second']} articles/s\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
