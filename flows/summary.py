"""The end of a nightly run on screen: what was found, what went wrong, and what to ask next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.config import Config
from flows.nightly import Report
from pipeline.publish.query import query

ROWS: Final = 15
QUOTE: Final = 110  # characters
LATEST: Final = f"""
SELECT type, persons, coalesce(date, date_text), place, amount_min, amount_max, currency, sentence, status,
       reports, quote
FROM v_incidents WHERE NOT background
ORDER BY status = 'actual' DESC, coalesce(date_from <= current_date, false) DESC, date_from DESC, incident_id
LIMIT {ROWS}
"""
TOTALS: Final = """
SELECT (SELECT count(*) FROM incidents WHERE status = 'actual' AND NOT withdrawn),
       (SELECT count(*) FROM incidents WHERE status <> 'actual' AND NOT withdrawn),
       (SELECT count(*) FROM people), (SELECT count(*) FROM claims),
       (SELECT count(*) FROM articles WHERE is_current)
"""
NEXT: Final = (
    "SELECT type, count(*), min(date_from), max(date_to) FROM incidents WHERE status = 'actual' GROUP BY 1",
    "SELECT date, persons, amount_min, currency, charges, quote FROM v_fines ORDER BY date DESC",
    "SELECT count, speaker, as_of, quote, url FROM v_claims  -- stated totals: never add them to incidents",
)


def show(console: Console, report: Report, config: Config) -> None:
    """Print it all."""
    console.print(incidents(query(config.published, LATEST).rows))
    actual, others, people, claims, articles = query(config.published, TOTALS).rows[0]
    console.print(
        f"{actual} incidents ({others} more planned, hypothetical or denied), {people} people and "
        f"{claims} stated totals in {articles} articles: [bold]{config.published}[/]"
    )
    for line in troubles(report):
        console.print(line)
    console.print("\nGo on with")
    for question in NEXT:
        console.print(f'  khronika sql "{question}"', markup=False, highlight=False, soft_wrap=True)


def incidents(rows: Sequence[tuple[Any, ...]]) -> Table:
    """The newest incidents as a table that also fits a terminal of 80 columns."""
    table = Table(title=f"The latest {len(rows)} incidents", show_lines=True, expand=True)
    table.add_column("what", min_width=11)
    table.add_column("who", ratio=3)
    table.add_column("when, where", min_width=11, max_width=18)
    table.add_column("how much", ratio=2)
    table.add_column("the words", ratio=7)
    for kind, who, when, where, low, high, currency, sentence, status, reports, quote in rows:
        what = (kind, status if status != "actual" else "", f"{reports} reports" if reports > 1 else "")
        much = (money(low, high, currency), sentence)
        cells = (lines(*what), who or "", lines(when, where), lines(*much), short(quote or ""))
        table.add_row(*(escape(cell) for cell in cells))
    return table


def lines(*parts: str | None) -> str:
    """The parts that there are, one a line."""
    return "\n".join(part for part in parts if part)


def money(low: float | None, high: float | None, currency: str | None) -> str:
    """A sum or a range as people write it: "10,000-15,000 RUB"."""
    values = [f"{value:,.0f}" for value in dict.fromkeys((low, high)) if value is not None]
    return f"{'-'.join(values)} {currency}" if values else ""


def short(quote: str) -> str:
    """One line of at most QUOTE characters."""
    line = " ".join(quote.split())
    return line if len(line) <= QUOTE else line[: QUOTE - 1].rsplit(" ", 1)[0] + " …"


def troubles(report: Report) -> list[str]:
    """What went wrong, in lines; a healthy run has none but the counts."""
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(report.problems.items()))
    lines = [f"Pages that gave no article, or one with a flaw: {kinds} (table problems)"] if kinds else []
    lines += [f"[yellow]Warning: {escape(warning)}[/]" for warning in report.warnings]
    return lines + [
        f"[yellow]Degraded: [bold]{escape(name)}[/]: {escape(why)}[/]"
        for name, why in report.degraded.items()
    ]
