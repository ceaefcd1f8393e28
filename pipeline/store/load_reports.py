"""Reports of a batch and of the incidents they may belong to, merged again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, structs

from pipeline.records import Extraction
from pipeline.resolve.incidents import Incident, summarise
from pipeline.resolve.merge import Group, Known, blocks_of, merge
from pipeline.resolve.names import compare
from pipeline.resolve.reports import Report, reports_of
from pipeline.store import rows, schema
from pipeline.store.field_rows import field_rows
from pipeline.store.load_articles import ArticleStep, Placed
from pipeline.store.transaction import Row, Transaction
from pipeline.store.value_rows import amount_rows, charge_rows


class Resolved(Struct, frozen=True):
    """The incidents that a load wrote or rewrote."""

    incidents: dict[str, Incident]
    groups: dict[str, Group]
    scope: frozenset[str]  # ids before and after
    current: frozenset[str]  # report keys
    withdrawn: frozenset[str]  # incident ids


class _Reports:
    """Rows and records of all reports that take part."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.records: dict[str, Report] = {}
        self.texts: dict[str, str] = {}
        self.known: dict[str, Known] = {}

    def add_stored(self, row: Row, moved: Mapping[str, str]) -> None:
        key = row["report_id"]
        report = rows.report_of(row)
        event = moved.get(report.article_id)
        report = structs.replace(report, event=event) if event else report
        self.known[key] = Known(row["incident_id"], row["born"])
        self.texts[key] = row["text"]
        self.records[key] = report
        columns = {name: row[name] for name in schema.INCIDENT_REPORTS.names}
        self.rows[key] = columns | rows.resolved_columns(report)

    def add_new(self, report: Report, placed: Placed) -> None:
        self.records[report.key] = report
        self.rows[report.key] = rows.report_row(report, placed.article, placed.version)
        self.texts[report.key] = placed.article.text


def _new_reports(step: ArticleStep, extractions: Mapping[str, Extraction]) -> list[tuple[Report, Placed]]:
    return [
        (report, placed)
        for placed in step.placed
        if (extraction := extractions.get(placed.article.id)) is not None
        for report in reports_of(placed.article, extraction, event=placed.event, copy_of=placed.copy_of)
    ]


def _may_meet(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two lists of people leave room for one event: one is empty, or two names may be one person."""
    pairs = ((name, other) for name in names for other in others)
    return not names or not others or any(compare(name, other) != "different" for name, other in pairs)


def _touched(
    transaction: Transaction, articles: Collection[str], fresh: Iterable[tuple[Report, Placed]]
) -> list[str]:
    """Incidents that the new reports may change. Blocks are rough, so the names are compared first."""
    by_block: dict[str, list[Report]] = defaultdict(list)
    for report, _ in fresh:
        for key in blocks_of(report):
            by_block[key].append(report)
    rows = transaction.read("candidate_reports", articles=sorted(articles), blocks=sorted(by_block))
    return sorted(
        {
            row["incident_id"]
            for row in rows
            if row["article_id"] in articles
            or any(
                _may_meet(report.draft.persons, row["persons"])
                for key in row["blocks"]
                for report in by_block.get(key, ())
            )
        }
    )


def _gather(transaction: Transaction, step: ArticleStep, extractions: Mapping[str, Extraction]) -> _Reports:
    """The new reports, and every stored report of an incident that they may change."""
    fresh = _new_reports(step, extractions)
    again = {placed.article.id for placed in step.placed if placed.article.id in extractions}
    touched = _touched(transaction, again | set(step.moved), fresh)
    reports = _Reports()
    for row in transaction.read("reports_of_incidents", incidents=touched):
        if row["article_id"] in again:
            row["is_current"] = False  # the batch brings the articles' current reports again, below
        reports.add_stored(row, step.moved)
    for report, placed in fresh:
        reports.add_new(report, placed)
    return reports


def _next_born(transaction: Transaction) -> int:
    return int(transaction.query("SELECT coalesce(max(born), 0) + 1 AS born FROM incidents")[0]["born"])


def resolve_reports(
    transaction: Transaction, step: ArticleStep, extractions: Mapping[str, Extraction], run_id: str
) -> Resolved:
    """Merge reports into incidents and write incidents, reports, sums, charges and aliases."""
    reports = _gather(transaction, step, extractions)
    groups = {group.incident_id: group for group in merge(list(reports.records.values()), reports.known)}
    current = frozenset(key for key, row in reports.rows.items() if row["is_current"])
    living = {
        name: tuple(r for r in group.reports if r.key in current) or group.reports
        for name, group in groups.items()
    }
    incidents = {name: summarise(Group(name, told)) for name, told in living.items()}
    withdrawn = frozenset(n for n, g in groups.items() if not any(r.key in current for r in g.reports))
    scope = frozenset(known.incident_id for known in reports.known.values()) | set(groups)
    resolved = Resolved(incidents, groups, scope, current, withdrawn)
    _write_incidents(transaction, resolved, reports)
    _write_reports(transaction, resolved, reports)
    _write_values(transaction, resolved, reports, extractions)
    _write_aliases(transaction, groups.values(), run_id)
    return resolved


def _write_incidents(transaction: Transaction, resolved: Resolved, reports: _Reports) -> None:
    born = {known.incident_id: known.born for known in reports.known.values()}
    count = _next_born(transaction)
    table = []
    for name, incident in resolved.incidents.items():
        if name not in born:
            born[name], count = count, count + 1
        table.append(rows.incident_row(incident, born[name], withdrawn=name in resolved.withdrawn))
    transaction.replace(schema.INCIDENTS, table, scope="incident_id", values=resolved.scope)


def _write_reports(transaction: Transaction, resolved: Resolved, reports: _Reports) -> None:
    table = [
        reports.rows[report.key] | {"incident_id": name}
        for name, group in resolved.groups.items()
        for report in group.reports
    ]
    transaction.replace(schema.INCIDENT_REPORTS, table, scope="report_id", values=list(reports.rows))


VALUES = (
    (schema.INCIDENT_AMOUNTS, amount_rows),
    (schema.INCIDENT_CHARGES, charge_rows),
    (schema.REPORT_FIELDS, field_rows),
)


def _write_values(
    transaction: Transaction,
    resolved: Resolved,
    reports: _Reports,
    extractions: Mapping[str, Extraction],
) -> None:
    """Sums, charges and single values of new reports; those of stored ones go along with their incident."""
    for table, make in VALUES:
        stored: dict[str, list[Row]] = defaultdict(list)
        for row in transaction.query(
            f'SELECT * FROM "{table.name}" '
            """WHERE report_id IN (SELECT unnest(from_json($keys::JSON, '["VARCHAR"]')))""",
            keys=list(reports.rows),
        ):
            stored[row["report_id"]].append(row)
        found: list[Row] = []
        for name, group in resolved.groups.items():
            for report in group.reports:
                read = extractions.get(report.article_id)
                values = make(report, reports.texts[report.key], read) if read else stored[report.key]
                if report.key in resolved.current:
                    found += [row | {"incident_id": name} for row in values]
        transaction.replace(table, found, scope="report_id", values=list(reports.rows))


def _write_aliases(transaction: Transaction, groups: Iterable[Group], run_id: str) -> None:
    aliases = [
        {"old_id": old, "new_id": group.incident_id, "kind": "incident", "run_id": run_id}
        for group in groups
        for old in group.aliases
    ]
    transaction.replace(schema.ALIASES, aliases, scope="old_id", values=[row["old_id"] for row in aliases])
