"""People of a batch: stable persons, who is in which incident, and the cases against each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pipeline.records import Extraction
from pipeline.resolve.cases import Case, Stage, is_stage, link_cases
from pipeline.resolve.names import block_keys, is_full
from pipeline.resolve.people import Appearance, assign
from pipeline.resolve.when import days_of
from pipeline.store import rows, schema
from pipeline.store.load_articles import ArticleStep
from pipeline.store.load_reports import Resolved
from pipeline.store.trait_rows import common_traits, trait_rows
from pipeline.store.transaction import Row, Transaction

Given = dict[tuple[str, str], str]  # (article id, name) -> person id


class _Known(Struct):
    """Stored appearances that may be the same people as those of the batch."""

    appearances: list[Appearance]
    ids: Given


def _year(published: str | None) -> int | None:
    return int(published[:4]) if days_of(published) and published else None


def _appearances(step: ArticleStep, extractions: Mapping[str, Extraction]) -> list[Appearance]:
    return [
        Appearance(
            article_id=placed.article.id,
            name=person.name,
            age=person.age,
            year=_year(placed.article.published_at),
            event=placed.event,
        )
        for placed in step.placed
        if placed.article.id in extractions
        for person in extractions[placed.article.id].people
    ]


def _known(transaction: Transaction, articles: Iterable[str], fresh: Sequence[Appearance]) -> _Known:
    found = transaction.read(
        "known_appearances",
        articles=sorted(articles),
        events=sorted({one.event for one in fresh if one.event}),
        blocks=sorted({key for one in fresh for key in block_keys(one.name)}),
    )
    known = _Known([], {})
    for row in found:
        known.ids[row["article_id"], row["name"]] = row["person_id"]
        known.appearances.append(
            Appearance(
                article_id=row["article_id"],
                name=row["name"],
                age=row["age"],
                year=_year(row["published_at"]),
                event=row["event_id"],
            )
        )
    return known


def _join_spellings(resolved: Resolved, given: Given) -> set[tuple[str, str]]:
    """Within one incident, tie lone names to the full name they were merged with; returns what changed."""
    changed = set()
    for name, incident in resolved.incidents.items():
        articles = {report.article_id for report in resolved.groups[name].reports}
        for spellings in incident.persons:
            keys = [
                (a, spelling) for spelling in spellings for a in sorted(articles) if (a, spelling) in given
            ]
            full = [given[key] for key in keys if is_full(key[1])]
            owners = Counter(full or [given[key] for key in keys])
            if not owners:
                continue
            owner = max(owners, key=lambda person: (owners[person], person))
            lone = [key for key in keys if not is_full(key[1]) and given[key] != owner]
            changed.update(lone)
            given.update(dict.fromkeys(lone, owner))
    return changed


def resolve_people(
    transaction: Transaction, step: ArticleStep, extractions: Mapping[str, Extraction], resolved: Resolved
) -> None:
    """Give every person of the batch an id and write people, appearances, mentions and cases."""
    fresh = _appearances(step, extractions)
    batch = {placed.article.id for placed in step.placed if placed.article.id in extractions}
    told = {report.article_id for group in resolved.groups.values() for report in group.reports}
    known = _known(transaction, batch | told, fresh)
    before = {person for (article, _), person in known.ids.items() if article in batch}
    others = [a for a in known.appearances if a.article_id not in batch]
    present = {(a.article_id, a.name) for a in (*fresh, *others)}
    given = assign(fresh, {key: i for key, i in known.ids.items() if key in present}, others)
    moved = _join_spellings(resolved, given)
    before |= {known.ids[key] for key in moved if key in known.ids}
    _write_appearances(transaction, step, extractions, given, moved)
    touched = before | {given[a.article_id, a.name] for a in fresh} | {given[key] for key in moved}
    _write_people(transaction, touched)
    _write_incident_people(transaction, resolved, given)


def _write_appearances(
    transaction: Transaction,
    step: ArticleStep,
    extractions: Mapping[str, Extraction],
    given: Given,
    moved: Iterable[tuple[str, str]],
) -> None:
    table: list[Row] = []
    mentions: list[Row] = []
    traits: list[Row] = []
    for placed in step.placed:
        article, extraction = placed.article, extractions.get(placed.article.id)
        if extraction is None:
            continue
        owners = {person.name: given[article.id, person.name] for person in extraction.people}
        mentions += rows.mention_rows(article, extraction, owners)
        table += rows.appearance_rows(article.id, extraction, owners)
        traits += trait_rows(article, extraction)
    batch = [placed.article.id for placed in step.placed if placed.article.id in extractions]
    transaction.replace(schema.ARTICLE_PEOPLE, table, scope="article_id", values=batch)
    transaction.replace(schema.MENTIONS, mentions, scope="article_id", values=batch)
    transaction.replace(schema.PERSON_TRAITS, traits, scope="article_id", values=batch)
    elsewhere = [
        {"article_id": article, "name": name, "person_id": given[article, name]}
        for article, name in moved
        if article not in batch
    ]
    transaction.update(schema.ARTICLE_PEOPLE, elsewhere, ["person_id"])


def _write_people(transaction: Transaction, people: set[str]) -> None:
    """Names and totals of people from all their appearances; people without any are gone."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in transaction.read("people_totals", people=sorted(people)):
        grouped[row["person_id"]].append(row)
    table = [rows.person_row(person_id, seen) for person_id, seen in grouped.items()]
    names = [row for person_id, seen in grouped.items() for row in rows.name_rows(person_id, seen)]
    transaction.replace(schema.PEOPLE, table, scope="person_id", values=people)
    transaction.replace(schema.PERSON_NAMES, names, scope="person_id", values=people)


def _persons_of(resolved: Resolved, given: Given) -> dict[str, dict[str, str]]:
    """incident id -> person id -> fullest spelling."""
    found: dict[str, dict[str, str]] = {}
    for name, incident in resolved.incidents.items():
        articles = sorted({report.article_id for report in resolved.groups[name].reports})
        people: dict[str, str] = {}
        for spellings in incident.persons:
            owner = next((given[a, s] for s in spellings for a in articles if (a, s) in given), None)
            if owner is not None:
                people.setdefault(owner, spellings[0])
        found[name] = people
    return found


def _traits_of(transaction: Transaction, resolved: Resolved) -> dict[tuple[str, str], list[Row]]:
    """(incident id, person id) -> what the articles of the incident say of the person."""
    articles = {name: {r.article_id for r in group.reports} for name, group in resolved.groups.items()}
    stated: dict[str, list[Row]] = defaultdict(list)
    for row in transaction.read("traits_in_articles", articles=sorted(set().union(*articles.values()))):
        stated[row["article_id"]].append(row)
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for name, told in articles.items():
        for article in sorted(told):
            for row in stated[article]:
                found[name, row["person_id"]].append(row)
    return found


def _write_incident_people(transaction: Transaction, resolved: Resolved, given: Given) -> None:
    people = _persons_of(resolved, given)
    before = transaction.query(
        "SELECT person_id FROM incident_people "
        """WHERE incident_id IN (SELECT unnest(from_json($ids::JSON, '["VARCHAR"]')))""",
        ids=sorted(resolved.scope),
    )
    touched = {row["person_id"] for row in before} | {p for found in people.values() for p in found}
    cases = _cases(transaction, resolved, people, touched)
    case_of = {(i, case.person_id): case.case_id for case in cases for i in case.incidents}
    traits = _traits_of(transaction, resolved)
    table = [
        {"incident_id": name, "person_id": person, "name": spelling, "case_id": case_of.get((name, person))}
        | common_traits(traits[name, person])
        for name, found in people.items()
        for person, spelling in found.items()
    ]
    transaction.replace(schema.INCIDENT_PEOPLE, table, scope="incident_id", values=resolved.scope)
    stored = [{"incident_id": i, "person_id": p, "case_id": case} for (i, p), case in case_of.items()]
    transaction.update(schema.INCIDENT_PEOPLE, stored, ["case_id"])
    table = [rows.case_row(case) for case in cases]
    transaction.replace(schema.CASES, table, scope="person_id", values=touched)


def _cases(
    transaction: Transaction, resolved: Resolved, people: Mapping[str, Mapping[str, str]], touched: set[str]
) -> list[Case]:
    stages: dict[str, list[Stage]] = defaultdict(list)
    for row in transaction.read("stages_of_people", people=sorted(touched), touched=sorted(resolved.scope)):
        if is_stage(row["type"], row["status"]):
            stages[row["person_id"]].append(
                Stage(
                    incident_id=row["incident_id"],
                    type=row["type"],
                    date=row["date"],
                    published=row["first_published"],
                    charges=tuple(row["charges"] or ()),
                )
            )
    for name, found in people.items():
        incident = resolved.incidents[name]
        if is_stage(incident.type, incident.status) and name not in resolved.withdrawn:
            stage = Stage(
                incident_id=name,
                type=incident.type,
                date=incident.date,
                published=incident.first_published,
                charges=tuple(sorted(incident.charges)),
            )
            for person in found:
                stages[person].append(stage)
    return [case for person in sorted(stages) for case in link_cases(person, stages[person])]
