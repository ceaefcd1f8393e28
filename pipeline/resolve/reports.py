"""A report: one draft of one article, with what is needed to compare it with the reports of others."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct

from pipeline.records import Article, Draft, Extraction


class Report(Struct, frozen=True, kw_only=True):
    """One event as one version of one article tells it; `key` names it for good."""

    key: str
    article_id: str
    content_hash: str
    draft: Draft
    quote: str  # the article's text between the evidence offsets
    ages: tuple[int | None, ...] = ()  # of draft.persons, at publication
    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    event: str | None = None  # cluster of articles on the same event
    copy_of: str | None = None  # article id of the original, for a syndicated copy


def content_hash(article: Article) -> str:
    """Hash of the article's text, as given or computed ("sha256:<hex>")."""
    return article.content_hash or "sha256:" + sha256(article.text.encode()).hexdigest()


def draft_key(article: Article, draft: Draft) -> str:
    """Stable key of one draft: the article, its text, the type, the people and where it says so."""
    spans = (draft.evidence.start, draft.evidence.end, draft.trigger.start, draft.trigger.end)
    parts = (article.id, content_hash(article), draft.type, draft.status, *sorted(draft.persons), *spans)
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


def reports_of(
    article: Article, extraction: Extraction, *, event: str | None = None, copy_of: str | None = None
) -> Iterator[Report]:
    """The reports of one article, in the order of its drafts; drafts with one key count once."""
    ages = {person.name: person.age for person in extraction.people}
    seen: set[str] = set()
    for draft in extraction.incidents:
        key = draft_key(article, draft)
        if key in seen:
            continue
        seen.add(key)
        yield Report(
            key=key,
            article_id=article.id,
            content_hash=content_hash(article),
            draft=draft,
            quote=article.text[draft.evidence.start : draft.evidence.end],
            ages=tuple(ages.get(name) for name in draft.persons),
            source=article.source,
            url=article.url,
            published_at=article.published_at,
            event=event,
            copy_of=copy_of,
        )
