"""One load: the steps from a batch to changed rows, run inside one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.records import Extraction
from pipeline.resolve.vectors import VectorCache
from pipeline.store import schema
from pipeline.store.batch import Batch, Loaded
from pipeline.store.load_articles import ArticleStep, latest, place_articles
from pipeline.store.load_people import resolve_people
from pipeline.store.load_reports import resolve_reports
from pipeline.store.load_runs import write_runs
from pipeline.store.statement_rows import article_amount_rows, claim_rows
from pipeline.store.transaction import Transaction


def load_batch(transaction: Transaction, batch: Batch, embed: VectorCache | None) -> Loaded:
    """Write `batch` within `transaction`; the caller commits. `Loaded.version` is filled by the caller."""
    extractions = {extraction.id: extraction for extraction in batch.extractions}
    step = place_articles(transaction, latest(batch.articles), batch.run.run_id, embed)
    resolved = resolve_reports(transaction, step, extractions, batch.run.run_id)
    resolve_people(transaction, step, extractions, resolved)
    write_statements(transaction, step, extractions)
    write_runs(transaction, batch, step)
    return Loaded(
        version=0,
        changed=transaction.changed,
        articles=len(step.placed),
        new_articles=sum(placed.is_new for placed in step.placed),
        incidents=len(resolved.incidents),
    )


def write_statements(
    transaction: Transaction, step: ArticleStep, extractions: Mapping[str, Extraction]
) -> None:
    """Claims and sums of the current versions of the batch's articles."""
    read = [placed for placed in step.placed if placed.article.id in extractions]
    table = [
        row
        for placed in read
        for row in claim_rows(placed.article, placed.version, extractions[placed.article.id].claims)
    ]
    sums = [
        row
        for placed in read
        for row in article_amount_rows(placed.article, placed.version, extractions[placed.article.id])
    ]
    articles = [placed.article.id for placed in read]
    transaction.replace(schema.CLAIMS, table, scope="article_id", values=articles)
    transaction.replace(schema.ARTICLE_AMOUNTS, sums, scope="article_id", values=articles)
