"""What articles say of people, as columns and rows: age, sex, occupation, affiliation, community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from models.values import Stated, Traits
from pipeline.records import Article, Extraction

Row = dict[str, Any]

TRAITS = ("age", "sex", "occupation", "affiliation", "community")


def stated_traits(traits: Traits) -> Iterator[tuple[str, Stated]]:
    """(trait, what is stated), of those that are."""
    for trait in TRAITS:
        stated: Stated | None = getattr(traits, trait)
        if stated is not None:
            yield trait, stated


def trait_columns(traits: Traits) -> Row:
    """One column a trait, NULL where nothing is stated."""
    columns: Row = dict.fromkeys(TRAITS) | {trait: stated.value for trait, stated in stated_traits(traits)}
    columns["age"] = int(columns["age"]) if columns["age"] else None
    return columns


def trait_rows(article: Article, extraction: Extraction) -> Iterator[Row]:
    """The evidence: one row a person and trait."""
    for person in {person.name: person for person in extraction.people}.values():
        for trait, stated in stated_traits(person.traits):
            yield {
                "article_id": article.id,
                "name": person.name,
                "trait": trait,
                "value": stated.value,
                "quote": article.text[stated.start : stated.end],
                "quote_start": stated.start,
                "quote_end": stated.end,
            }


def seen_traits(seen: Iterable[Row]) -> Row:
    """Columns of a person from all appearances: the sex most often stated, everything else that is stated."""
    rows = list(seen)
    return {
        "sex": next(iter(_counted(rows, "sex")), None),
        "occupations": _counted(rows, "occupation"),
        "affiliations": _counted(rows, "affiliation"),
        "communities": _counted(rows, "community"),
    }


def common_traits(seen: Iterable[Row]) -> Row:
    """Each trait as most of the rows of article_people state it."""
    rows = list(seen)
    return {trait: next(iter(_counted(rows, trait)), None) for trait in TRAITS}


def _counted(rows: Iterable[Row], trait: str) -> list[Any]:
    """Values, the most frequent first."""
    counts = Counter(row[trait] for row in rows if row.get(trait) is not None)
    return [value for value, _ in counts.most_common()]
