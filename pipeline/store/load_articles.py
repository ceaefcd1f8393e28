"""Articles of a batch: versions, syndicated copies, clusters of articles on one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from pipeline.records import Article
from pipeline.resolve.cluster import cluster, lead
from pipeline.resolve.copies import find_copies
from pipeline.resolve.reports import content_hash
from pipeline.resolve.vectors import VectorCache
from pipeline.resolve.when import days_of
from pipeline.store import rows, schema
from pipeline.store.transaction import Row, Transaction


class Placed(Struct, frozen=True):
    """A batch article with its place in the warehouse."""

    article: Article
    version: int
    is_new: bool
    event: str | None
    copy_of: str | None


class ArticleStep(Struct, frozen=True):
    """Result: the batch's articles, and the new events of stored ones that changed cluster."""

    placed: tuple[Placed, ...]
    moved: dict[str, str]


def latest(articles: Iterable[Article]) -> list[Article]:
    """One article an id: the one fetched last."""
    chosen: dict[str, Article] = {}
    for article in articles:
        known = chosen.get(article.id)
        if known is None or (article.fetched_at or "") >= (known.fetched_at or ""):
            chosen[article.id] = article
    return list(chosen.values())


def embed_new(transaction: Transaction, articles: Iterable[Article], embed: VectorCache) -> None:
    """Fill the cache for articles that are not stored with this text."""
    chosen = latest(articles)
    stored = transaction.read("stored_articles", ids=[article.id for article in chosen])
    known = {(row["article_id"], row["content_hash"]) for row in stored}
    embed([lead(article) for article in chosen if (article.id, content_hash(article)) not in known])


def _as_article(row: Row) -> Article:
    return Article(
        id=row["article_id"],
        text=row["text"],
        source=row["source"],
        url=row["url"],
        canonical_url=row["canonical_url"],
        lang=row["lang"],
        title=row["title"],
        published_at=row["published_at"],
        content_hash=row["content_hash"],
    )


def _neighbours(transaction: Transaction, articles: Sequence[Article]) -> list[Row]:
    days = [days for article in articles if (days := days_of(article.published_at))]
    first, last = (min(d[0] for d in days), max(d[1] for d in days)) if days else (None, None)
    return transaction.read(
        "near_articles",
        ids=[article.id for article in articles],
        first=_iso(first),
        last=_iso(last),
        hashes=[content_hash(article) for article in articles],
        canonical=[article.canonical_url for article in articles if article.canonical_url],
    )


def _iso(ordinal: int | None) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def stable_events(found: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Give clusters the event id that most of their articles had; a split keeps it on one side only."""
    members: dict[str, list[str]] = defaultdict(list)
    for article_id, event in found.items():
        members[event].append(article_id)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for event, ids in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        before = Counter(known[i] for i in ids if i in known)
        free = [name for name, _ in sorted(before.items(), key=lambda n: (-n[1], n[0])) if name not in taken]
        names[event] = free[0] if free else event if event not in taken else f"{event}-{min(ids)}"
        taken.add(names[event])
    return {article_id: names[event] for article_id, event in found.items()}


def _versions(stored: Iterable[Row], articles: Sequence[Article]) -> dict[str, tuple[int, bool]]:
    """Version number of each article, and whether it is new."""
    last: dict[str, Row] = {row["article_id"]: row for row in stored}
    result = {}
    for article in articles:
        row = last.get(article.id)
        if row is None:
            result[article.id] = (1, True)
        else:
            changed = row["content_hash"] != content_hash(article)
            result[article.id] = (row["version"] + changed, changed)
    return result


def place_articles(
    transaction: Transaction, articles: Sequence[Article], run_id: str, embed: VectorCache | None
) -> ArticleStep:
    """Store new versions, find copies and events."""
    stored = transaction.read("stored_articles", ids=[article.id for article in articles])
    versions = _versions(stored, articles)
    current = {row["article_id"]: row for row in stored}
    if not any(new for _, new in versions.values()):
        same = [(article, current[article.id]) for article in articles]
        placed = [Placed(a, row["version"], False, row["event_id"], row["copy_of"]) for a, row in same]
        return ArticleStep(tuple(placed), {})
    near = _neighbours(transaction, articles)
    events = _events(articles, near, current, embed)
    copies = find_copies([*(_as_article(row) for row in near), *articles])
    placed = [Placed(a, *versions[a.id], events.get(a.id), copies.get(a.id)) for a in articles]
    _write(transaction, [one for one in placed if one.is_new], run_id, embed)
    unchanged = [row for row in current.values() if not versions[row["article_id"]][1]]
    return ArticleStep(tuple(placed), _move(transaction, [*near, *unchanged], events))


def _events(
    articles: Sequence[Article], near: Sequence[Row], current: Mapping[str, Row], embed: VectorCache | None
) -> dict[str, str]:
    if embed is None:
        return {}
    others = [_as_article(row) for row in near]
    for row, article in zip(near, others, strict=True):
        if row["vector"] is not None:
            embed.remember(lead(article), row["vector"])
    known = {row["article_id"]: row["event_id"] for row in (*near, *current.values()) if row["event_id"]}
    return stable_events(cluster([*others, *articles], (), embed), known)


def _move(transaction: Transaction, stored: Sequence[Row], events: Mapping[str, str]) -> dict[str, str]:
    """Write and return the events of stored articles that now belong to another cluster."""
    moved = {
        row["article_id"]: events[row["article_id"]]
        for row in stored
        if row["article_id"] in events and row["event_id"] != events[row["article_id"]]
    }
    changed = [
        {"article_id": row["article_id"], "version": row["version"], "event_id": moved[row["article_id"]]}
        for row in stored
        if row["article_id"] in moved
    ]
    transaction.update(schema.ARTICLES, changed, ["event_id"])
    return moved


def _write(
    transaction: Transaction, placed: Sequence[Placed], run_id: str, embed: VectorCache | None
) -> None:
    vectors = embed([lead(one.article) for one in placed]) if embed else None
    fresh = []
    for place, one in enumerate(placed):
        row = rows.article_row(one.article, one.version, run_id)
        row["event_id"], row["copy_of"] = one.event, one.copy_of
        row["vector"] = None if vectors is None else [round(float(x), 5) for x in vectors[place]]
        fresh.append(row)
    old = [
        {"article_id": one.article.id, "version": one.version - 1, "is_current": False}
        for one in placed
        if one.version > 1
    ]
    transaction.update(schema.ARTICLES, old, ["is_current"])
    transaction.add(schema.ARTICLES, fresh)
