"""`make eval`: every score on ../shared/eval, by its own scorer, from what the commands print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Final

from benchmarks import ner, shared
from benchmarks.hrdsattack import predictions
from benchmarks.process import Measured, measure
from benchmarks.shared import Row

KHRONIKA: Final = (sys.executable, "-m", "flows")
INPUT: Final = ("id", "url", "title", "published_at", "lang", "text")
FOUND: Final = ("people", "amounts", "charges", "legal_articles", "incidents", "claims")
RATES: Final = (
    "people_role",
    "amount_role",
    "incident_status",
    "incident_date",
    "incident_amount",
    "incident_sentence",
)
PRF: Final = "{p} / {r} / {f1}"


def khronika(*words: str, given: bytes = b"") -> Measured:
    """One command of ours, as a user would run it."""
    return measure([*KHRONIKA, *words], given=given)


def main() -> int:
    """Print all scores; nothing fails where the data is absent."""
    if not shared.there():
        print(shared.MISSING)
        return 0
    for name, value in scores():
        print(f"{name:<44} {value}", flush=True)
    return 0


def scores() -> Iterator[tuple[str, str]]:
    """(what, figure) of every set, as they are measured."""
    for part in (extract_scores, cluster_scores, article_scores, attack_scores, ner.scores):
        yield from part(khronika)


def bare(rows: list[Row]) -> bytes:
    """The articles without what an annotator knows of them."""
    return shared.lines({key: row.get(key) for key in INPUT} for row in rows)


def extract_scores(run: Callable[..., Measured]) -> Iterator[tuple[str, str]]:
    gold = shared.read_rows(shared.DATA / "gold" / "dev.jsonl")
    for name, part in (("en", [row for row in gold if row["lang"] == "en"]), ("all", gold)):
        predicted = run("extract", given=bare(part)).output
        result = shared.score("extract", shared.lines(part), predicted)
        yield from extract_rows(f"gold/dev {name} ({len(part)})", result)


def extract_rows(name: str, result: Row) -> Iterator[tuple[str, str]]:
    for key in FOUND:
        yield f"{name}: {key} P / R / F1", PRF.format(**result[key])
    for key in (
        "people_role",
        "amount_role",
        "incident_status",
        "incident_date",
        "incident_amount",
        "incident_sentence",
    ):
        yield f"{name}: {key}", "{accuracy} % of {n}".format(**result[key])
    yield f"{name}: totals counted as incidents", str(result["totals_counted_as_incidents"])


def cluster_scores(run: Callable[..., Measured]) -> Iterator[tuple[str, str]]:
    gold = shared.read_rows(shared.DATA / "gvc" / "articles.jsonl")
    parts = (("test", [row for row in gold if row["split"] == "test"]), ("all", gold))
    for name, part in parts:
        result = shared.score("cluster", shared.lines(part), run("cluster", given=bare(part)).output)
        yield f"gvc {name} ({len(part)}): B-cubed P / R / F1", PRF.format(**result["b3"])
        yield (
            f"gvc {name} ({len(part)}): pairwise P / R / F1",
            PRF.format(**result["pairwise"]),
        )


def attack_scores(run: Callable[..., Measured]) -> Iterator[tuple[str, str]]:
    """Attacks on human-rights defenders all over the world, by models over what our reader finds."""
    rows = json.loads((shared.DATA / "hrdsattack" / "dev.json").read_bytes())
    result = shared.score("hrdsattack", json.dumps(rows).encode(), shared.lines(predictions(rows)))
    for key in ("victim_exact", "victim_fuzzy", "violation_type"):
        yield f"hrdsattack ({len(rows)}): {key} P / R / F1", PRF.format(**result[key])
    for key in ("perpetrator_type", "country", "region", "city", "year", "month", "day"):
        yield f"hrdsattack ({len(rows)}): {key}", f"{result[f'{key}_accuracy']} %"


def article_scores(run: Callable[..., Measured]) -> Iterator[tuple[str, str]]:
    folder = shared.DATA / "article-extraction-benchmark"
    truth = (folder / "ground-truth.json").read_bytes()
    pages = sorted(map(str, (folder / "html").glob("*.html*")))
    result = shared.score("article", truth, run("parse", *pages).output)
    yield (
        f"article ({len(json.loads(truth))} pages): P / R / F1",
        "{precision} / {recall} / {f1}".format(**result),
    )


if __name__ == "__main__":
    sys.exit(main())
