"""Records -> rows of the tables in schema.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from models.values import Money
from pipeline.records import Article, Draft, Extraction, Span
from pipeline.resolve.cases import Case
from pipeline.resolve.incidents import Incident
from pipeline.resolve.merge import blocks_of
from pipeline.resolve.names import block_keys, is_full
from pipeline.resolve.reports import Report, content_hash
from pipeline.resolve.when import days_of
from pipeline.store.detail_columns import detail_columns, facility_columns
from pipeline.store.trait_rows import seen_traits, trait_columns

Row = dict[str, Any]


def short_id(*parts: object) -> str:
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def cut(text: str, span: Span | None) -> Row:
    if span is None:
        return {"quote": None, "quote_start": None, "quote_end": None}
    return {"quote": text[span.start : span.end], "quote_start": span.start, "quote_end": span.end}


def _day(iso: str | None) -> str | None:
    days = days_of(iso)
    return date.fromordinal(days[0]).isoformat() if days and days[0] == days[1] else None


def sum_columns(money: Money | None) -> Row:
    if money is None:
        return {"value_min": None, "value_max": None, "currency": None}
    return {"value_min": money.value_min, "value_max": money.value_max, "currency": money.currency}


def article_row(article: Article, version: int, run_id: str) -> Row:
    return {
        "article_id": article.id,
        "version": version,
        "is_current": True,
        "source": article.source,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "lang": article.lang,
        "title": article.title,
        "author": article.author,
        "published_at": article.published_at,
        "published_on": _day(article.published_at),
        "fetched_at": article.fetched_at,
        "text": article.text,
        "content_hash": content_hash(article),
        "archive_file": article.archive_file,
        "archive_offset": article.archive_offset,
        "tags": list(article.tags),
        "run_id": run_id,
    }


def mention_rows(article: Article, extraction: Extraction, people: Mapping[str, str]) -> Iterator[Row]:
    """`people` maps names of this article to person ids."""
    owner = {
        (span.start, span.end): people.get(person.name)
        for person in extraction.people
        for span in person.mentions
    }
    for start, end, label in sorted({(e.start, e.end, e.label) for e in extraction.entities}):
        yield {
            "article_id": article.id,
            "start": start,
            "end": end,
            "label": label,
            "text": article.text[start:end],
            "person_id": owner.get((start, end)) if label == "PERSON" else None,
        }


def report_row(report: Report, article: Article, version: int) -> Row:
    """The row of a report in the version of its article that it was read from, without its incident."""
    draft = report.draft
    return {
        "report_id": report.key,
        "article_id": report.article_id,
        "version": version,
        "is_current": True,
        "kind": "copy" if report.copy_of else "report",
        "source": report.source,
        "url": report.url,
        "published_at": report.published_at,
        **_stated(draft),
        **cut(article.text, draft.evidence),
        "trigger_text": article.text[draft.trigger.start : draft.trigger.end],
        "content_hash": report.content_hash,
        "archive_file": article.archive_file,
        "archive_offset": article.archive_offset,
        "draft": msgspec.json.encode(draft).decode(),
        "ages": list(report.ages),
        **resolved_columns(report),
    }


def resolved_columns(report: Report) -> Row:
    """Columns that change when the clusters of articles do."""
    return {"event_id": report.event, "copy_of": report.copy_of, "blocks": sorted(blocks_of(report))}


def _stated(draft: Draft) -> Row:
    return {
        "type": draft.type,
        "status": draft.status,
        "persons": list(draft.persons),
        "subject": draft.subject,
        "count_min": draft.count_min,
        "count_max": draft.count_max,
        "date": draft.date,
        "date_text": draft.date_text,
        "place": draft.place,
        "agency": draft.agency,
        **detail_columns(draft),
        **facility_columns(draft.facility_value),
        "charge": draft.charge,
        **sum_columns(draft.amount),
        "sentence": draft.sentence,
        "attribution": draft.attribution,
        "background": draft.background,
        "confidence": draft.confidence,
    }


def report_of(row: Row) -> Report:
    """The report that a stored row of incident_reports was made from."""
    return Report(
        key=row["report_id"],
        article_id=row["article_id"],
        content_hash=row["content_hash"],
        draft=msgspec.json.decode(row["draft"], type=Draft),
        quote=row["quote"],
        ages=tuple(row["ages"] or ()),
        source=row["source"],
        url=row["url"],
        published_at=row["published_at"],
        event=row["event_id"],
        copy_of=row["copy_of"],
    )


def incident_row(incident: Incident, born: int, *, withdrawn: bool) -> Row:
    first, last = days_of(incident.date_min or incident.date), days_of(incident.date_max or incident.date)
    return {
        "incident_id": incident.incident_id,
        "type": incident.type,
        "status": incident.status,
        "date": incident.date,
        "date_from": date.fromordinal(first[0]).isoformat() if first else None,
        "date_to": date.fromordinal(last[1]).isoformat() if last else None,
        "date_text": incident.date_text,
        "place": incident.place,
        "agency": incident.agency,
        **detail_columns(incident),
        "subject": incident.subject,
        "count_min": incident.count_min,
        "count_max": incident.count_max,
        "sentence": incident.sentence,
        "background": incident.background,
        "attribution": incident.attribution,
        "conflicts": list(incident.conflicts),
        "reports": incident.reports,
        "copies": incident.copies,
        "sources": incident.sources,
        "first_published": incident.first_published,
        "last_published": incident.last_published,
        "confidence": incident.confidence,
        "withdrawn": withdrawn,
        "event_id": incident.event,
        "born": born,
    }


def case_row(case: Case) -> Row:
    return {
        "case_id": case.case_id,
        "person_id": case.person_id,
        "charge": case.charge,
        "opened": case.opened,
        "latest": case.latest,
        "stages": list(case.stages),
        "incidents": list(case.incidents),
        "outcome": case.outcome,
    }


def appearance_rows(article_id: str, extraction: Extraction, people: Mapping[str, str]) -> Iterator[Row]:
    """One row a name; two people of one name in one article are one row."""
    for person in {person.name: person for person in extraction.people}.values():
        yield {
            "article_id": article_id,
            "name": person.name,
            "person_id": people[person.name],
            "role": person.role,
            "roles": list(person.roles or (person.role,)),
            **trait_columns(person.traits),
            "mentions": len(person.mentions),
        }


def _births(seen: Iterable[Row]) -> list[int]:
    return [
        int(row["published_at"][:4]) - row["age"]
        for row in seen
        if row["age"] is not None and days_of(row["published_at"])
    ]


def person_row(person_id: str, seen: list[Row]) -> Row:
    """A person from all rows of article_people that name them."""
    names = Counter(row["name"] for row in seen)
    best = max(names, key=lambda name: (is_full(name), names[name], len(name), name))
    births = _births(seen)
    return {
        "person_id": person_id,
        "name": best,
        "articles": len({row["article_id"] for row in seen}),
        "roles": [role for role, _ in Counter(row["role"] for row in seen).most_common()],
        "birth_year_min": min(births) - 1 if births else None,
        "birth_year_max": max(births) if births else None,
        **seen_traits(seen),
    }


def name_rows(person_id: str, seen: Iterable[Row]) -> Iterator[Row]:
    for name, count in Counter(row["name"] for row in seen).items():
        yield {"person_id": person_id, "name": name, "articles": count, "blocks": sorted(block_keys(name))}
