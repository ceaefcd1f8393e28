"""How a run went: runs, source_health, problems, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import msgspec

from pipeline.store import schema
from pipeline.store.batch import Batch, Run
from pipeline.store.load_articles import ArticleStep
from pipeline.store.transaction import Row, Transaction

CRAWL_FAILED: Final = "crawl_failed"  # finish_reason of a crawl whose process could not do its work


def run_row(run: Run, articles: int = 0, new: int = 0, problems: int = 0) -> Row:
    return {
        **msgspec.structs.asdict(run),
        "articles": articles,
        "new_articles": new,
        "problems": problems,
    }


def _new_in_run(transaction: Transaction, run_id: str) -> Counter[str]:
    """Versions that this run stored, by source: the same number however often the batch is loaded."""
    found = transaction.query(
        "SELECT coalesce(source, '-') AS source, count(*) AS n FROM articles WHERE run_id = $run GROUP BY 1",
        run=run_id,
    )
    return Counter({row["source"]: row["n"] for row in found})


def _status(articles: int, problems: int, stats: Mapping[str, object] | None) -> str:
    """A crawl judges itself in `stats`: a quiet night, nothing new and one page gone, is no fault."""
    if stats is not None and "degraded" in stats:
        failed = stats.get("finish_reason") == CRAWL_FAILED
        return "dead" if failed else "degraded" if stats["degraded"] else "ok"
    return "ok" if not problems else "degraded" if articles else "dead"


def write_runs(transaction: Transaction, batch: Batch, step: ArticleStep) -> None:
    """Write what the batch says about its run and sources."""
    run_id = batch.run.run_id
    arrived = Counter(placed.article.source or "-" for placed in step.placed)
    problems = Counter(problem.source for problem in batch.problems)
    new = _new_in_run(transaction, run_id)
    run = run_row(batch.run, len(step.placed), sum(new.values()), len(batch.problems))
    transaction.replace(schema.RUNS, [run], scope="run_id", values=[run_id])
    health: list[Row] = [
        {
            "run_id": run_id,
            "source": source,
            "status": _status(arrived[source], problems[source], batch.stats.get(source)),
            "articles": arrived[source],
            "new_articles": new[source],
            "problems": problems[source],
            "stats": _json(batch.stats.get(source)),
        }
        for source in sorted({*arrived, *problems, *batch.stats})
    ]
    transaction.replace(schema.SOURCE_HEALTH, health, scope="run_id", values=[run_id])
    rows = [{**msgspec.structs.asdict(problem), "run_id": run_id} for problem in batch.problems]
    unique = {tuple(row[name] for name in schema.PROBLEMS.key): row for row in rows}
    transaction.replace(schema.PROBLEMS, list(unique.values()), scope="run_id", values=[run_id])
    _write_sources(transaction, batch, step)


def _json(stats: Mapping[str, object] | None) -> str | None:
    return msgspec.json.encode(stats, order="sorted").decode() if stats is not None else None


def _write_sources(transaction: Transaction, batch: Batch, step: ArticleStep) -> None:
    declared: Sequence[Row] = [msgspec.structs.asdict(source) for source in batch.sources]
    names = [row["source"] for row in declared]
    transaction.replace(schema.SOURCES, declared, scope="source", values=names)
    there = {row["source"] for row in transaction.query("SELECT source FROM sources")}
    found: dict[str, Row] = {}
    for placed in step.placed:
        article = placed.article
        if article.source and article.source not in there:
            host = urlsplit(article.url or "").netloc
            url = f"https://{host}/" if host else None
            found.setdefault(
                article.source,
                {"source": article.source, "title": article.source, "url": url, "lang": article.lang},
            )
    transaction.add(schema.SOURCES, list(found.values()))
