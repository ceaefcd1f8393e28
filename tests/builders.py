"""Hand-made articles and extractions for tests: a text with marks becomes records with right offsets."""

from __future__ import annotations

from typing import Any

from models.values import Money
from pipeline.records import Article, Claim, Draft, Entity, Extraction, Person, Span


def article(key: str, text: str, **fields: Any) -> Article:
    fields.setdefault("url", f"https://news.example/{key}")
    fields.setdefault("source", "example")
    fields.setdefault("lang", "en")
    fields.setdefault("title", text.split(".", maxsplit=1)[0])
    fields.setdefault("published_at", "2024-05-10")
    return Article(id=key, text=text, **fields)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def draft(
    text: str, kind: str, evidence: str, trigger: str, *, persons: tuple[str, ...] = (), **fields: Any
) -> Draft:
    inside = span(text, evidence)
    begin = text.index(trigger, inside.start)
    for name in ("date_text", "place", "agency", "court", "facility", "attribution", "charge", "sentence"):
        value = fields.get(name)
        place = f"{name.removesuffix('_text')}_span"
        if isinstance(value, str) and value in text:
            fields.setdefault(place, span(text, value))
    return Draft(
        type=kind,
        status=fields.pop("status", "actual"),
        evidence=inside,
        trigger=Span(begin, begin + len(trigger)),
        persons=persons,
        **fields,
    )


def person(
    text: str, name: str, role: str = "affected", *, written: str | None = None, **fields: Any
) -> Person:
    return Person(name=name, mentions=(span(text, written or name),), role=role, **fields)  # type: ignore[arg-type]


def extraction(
    source: Article,
    *drafts: Draft,
    people: tuple[Person, ...] | None = None,
    claims: tuple[Claim, ...] = (),
    **fields: Any,
) -> Extraction:
    if people is None:
        names = dict.fromkeys(name for one in drafts for name in one.persons)
        people = tuple(person(source.text, name) for name in names)
    entities = tuple(Entity(m.start, m.end, "PERSON") for one in people for m in one.mentions)
    return Extraction(
        id=source.id, entities=entities, people=people, incidents=drafts, claims=claims, **fields
    )


def claim(text: str, words: str, **fields: Any) -> Claim:
    found = span(text, words)
    return Claim(text=words, start=found.start, end=found.end, **fields)


def rubles(value: float) -> Money:
    return Money(value, value, "RUB")


def dollars(value: float) -> Money:
    return Money(value, value, "USD")
