"""The warehouse's tables, written once: the DDL, the comments, the published file and the data dictionary
are all made from this list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import Struct


class Column(Struct, frozen=True):
    """One column. `type` is a DuckDB type; `published` is False for what only the resolver needs."""

    name: str
    type: str
    comment: str
    published: bool = True


class Table(Struct, frozen=True):
    """One table. `key` names the columns that identify a row; `published` tables go into incidents.duckdb."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    published: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _columns(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


def _hidden(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row, published=False) for row in rows)


TERM_COLUMNS: Final = (
    ("term_years", "DOUBLE", "Years of the term; NULL where no term is read"),
    ("term_months", "DOUBLE", "Months beside the years"),
    ("term_days", "DOUBLE", "Days (administrative arrest)"),
    ("term_hours", "DOUBLE", "Hours (compulsory work)"),
    ("life", "BOOLEAN", "True for life imprisonment"),
    ("suspended", "BOOLEAN", "True for a suspended term"),
    ("regime", "VARCHAR", "strict regime, general regime, colony settlement, prison, house arrest, ..."),
    ("additional", "VARCHAR[]", "Penalties beside the term, in the article's words"),
)
USD_COLUMNS: Final = (
    ("usd_min", "DOUBLE", "Low end in US dollars: the article's own figure, else by a dated rate, else NULL"),
    ("usd_max", "DOUBLE", "High end in US dollars"),
    ("usd_source", "VARCHAR", "article, or whose rate it is, with the value of a unit of account"),
    ("usd_date", "VARCHAR", "Period of the rate, YYYY or YYYY-MM; NULL for the article's own figure"),
)

SOURCES: Final = Table(
    "sources",
    "News outlets that articles came from.",
    _columns(
        ("source", "VARCHAR", "Short name of the outlet, as in spiders/sources/"),
        ("title", "VARCHAR", "Name of the outlet as readers know it"),
        ("url", "VARCHAR", "Home page"),
        ("lang", "VARCHAR", "Main language, ISO 639-1"),
    ),
    key=("source",),
)

ARTICLES: Final = Table(
    "articles",
    "Every version of every article, as parsed from an archived page.",
    (
        *_columns(
            ("article_id", "VARCHAR", "Stable id of the article's canonical URL"),
            ("version", "INTEGER", "1 for the first text that was fetched, 2 for the first changed one, ..."),
            ("is_current", "BOOLEAN", "True for the latest version"),
            ("source", "VARCHAR", "Outlet: sources.source"),
            ("url", "VARCHAR", "Address that was fetched"),
            ("canonical_url", "VARCHAR", "Address that the page names as its own"),
            ("lang", "VARCHAR", "Language, ISO 639-1"),
            ("title", "VARCHAR", "Headline"),
            ("author", "VARCHAR", "Byline"),
            ("published_at", "VARCHAR", "Publication time, ISO 8601, as precise as the page says"),
            ("published_on", "DATE", "Publication day; NULL where the page gives none"),
            ("fetched_at", "VARCHAR", "Fetch time, ISO 8601, UTC"),
            ("text", "VARCHAR", "Article text; all offsets count Unicode code points of it"),
            ("content_hash", "VARCHAR", "sha256 of the text"),
            ("archive_file", "VARCHAR", "WARC file with the page, relative to the archive folder"),
            ("archive_offset", "BIGINT", "Byte offset of the response record in archive_file"),
            ("tags", "VARCHAR[]", "Keywords of the page"),
            ("event_id", "VARCHAR", "Cluster of articles that report the same real-world event"),
            ("copy_of", "VARCHAR", "article_id of the original where this is a syndicated copy"),
            ("run_id", "VARCHAR", "Run that loaded this version: runs.run_id"),
        ),
        *_hidden(("vector", "FLOAT[]", "Sentence vector of the title and the first 1,200 characters")),
    ),
    key=("article_id", "version"),
)

MENTIONS: Final = Table(
    "mentions",
    "Names, sums, dates and laws found in the current version of each article.",
    _columns(
        ("article_id", "VARCHAR", "articles.article_id"),
        ("start", "INTEGER", "First character in the article text, from 0"),
        ("end", "INTEGER", "One past the last character"),
        ("label", "VARCHAR", "PERSON, ORG, LOC, MONEY, DATE, NORP or LAW"),
        ("text", "VARCHAR", "The characters"),
        ("person_id", "VARCHAR", "people.person_id for a PERSON that was resolved"),
    ),
    key=("article_id", "start", "end", "label"),
)

ARTICLE_PEOPLE: Final = Table(
    "article_people",
    "Who appears in which article, and as what.",
    _columns(
        ("article_id", "VARCHAR", "articles.article_id"),
        ("name", "VARCHAR", "Fullest form of the name in this article"),
        ("person_id", "VARCHAR", "people.person_id"),
        (
            "role",
            "VARCHAR",
            "affected, speaker, lawyer, judge, prosecutor, official, relative, reporter, other",
        ),
        ("roles", "VARCHAR[]", "All roles in this article"),
        ("age", "INTEGER", "Age as stated or by the date of birth, years"),
        ("sex", "VARCHAR", "female or male, by title, noun, patronymic, verb, pronoun or given name"),
        ("occupation", "VARCHAR", "Occupation or office in the article's words, nominative"),
        ("affiliation", "VARCHAR", "Organisation that the person belongs to or works for"),
        ("community", "VARCHAR", "Ethnic or religious group as stated, under its English name"),
        ("mentions", "INTEGER", "Number of mentions"),
    ),
    key=("article_id", "name"),
)

PEOPLE: Final = Table(
    "people",
    "People across all articles. A lone given name is a person of its own until facts tie it to a full name.",
    _columns(
        ("person_id", "VARCHAR", "Stable id"),
        ("name", "VARCHAR", "Most frequent full name"),
        ("articles", "INTEGER", "Number of articles that name the person"),
        ("roles", "VARCHAR[]", "Roles over all articles, most frequent first"),
        ("birth_year_min", "INTEGER", "Earliest year of birth that stated ages allow"),
        ("birth_year_max", "INTEGER", "Latest year of birth that stated ages allow"),
        ("sex", "VARCHAR", "female or male, as most articles show it"),
        ("occupations", "VARCHAR[]", "Occupations and offices that articles state, most frequent first"),
        ("affiliations", "VARCHAR[]", "Organisations, most frequent first"),
        ("communities", "VARCHAR[]", "Ethnic and religious groups, most frequent first"),
    ),
    key=("person_id",),
)

PERSON_TRAITS: Final = Table(
    "person_traits",
    "What each article says of each person, with the words that say it.",
    _columns(
        ("article_id", "VARCHAR", "articles.article_id"),
        ("name", "VARCHAR", "article_people.name"),
        ("trait", "VARCHAR", "age, sex, occupation, affiliation or community"),
        ("value", "VARCHAR", "The value"),
        ("quote", "VARCHAR", "Characters quote_start to quote_end of the article text"),
        ("quote_start", "INTEGER", "First character"),
        ("quote_end", "INTEGER", "One past the last"),
    ),
    key=("article_id", "name", "trait"),
)

PERSON_NAMES: Final = Table(
    "person_names",
    "Spellings of each person's name.",
    (
        *_columns(
            ("person_id", "VARCHAR", "people.person_id"),
            ("name", "VARCHAR", "One spelling, as an article gives it"),
            ("articles", "INTEGER", "Number of articles with this spelling"),
        ),
        *_hidden(("blocks", "VARCHAR[]", "Keys under which other spellings are looked for")),
    ),
    key=("person_id", "name"),
)

INCIDENTS: Final = Table(
    "incidents",
    "Real-world events, merged from the reports of all articles. Totals and practices are in claims.",
    (
        *_columns(
            ("incident_id", "VARCHAR", "Stable id; older ids that turned out to be the same are in aliases"),
            ("type", "VARCHAR", "Kind of incident: see the list of types in the data dictionary"),
            ("status", "VARCHAR", "actual, planned, hypothetical or denied; count only actual ones"),
            ("date", "VARCHAR", "Best date: YYYY, YYYY-MM or YYYY-MM-DD, as precise as the reports allow"),
            ("date_from", "DATE", "First day that the reports allow; NULL where no date is known"),
            ("date_to", "DATE", "Last day that the reports allow"),
            (
                "date_text",
                "VARCHAR",
                "The words of the date in one report, also where they cannot be resolved",
            ),
            ("place", "VARCHAR", "Place as most reports give it"),
            ("agency", "VARCHAR", "Court or agency that acted, as most reports give it"),
            ("court", "VARCHAR", "Court that the event is said of, also where another agency acted"),
            ("judge", "VARCHAR", "Name of the judge"),
            (
                "facility",
                "VARCHAR",
                "Prison, colony, detention centre or police station, in words of a report",
            ),
            ("subject", "VARCHAR", "Who, in the article's words, where nobody is named"),
            ("count_min", "INTEGER", "Least number of people"),
            ("count_max", "INTEGER", "Greatest number of people that a report gives"),
            ("sentence", "VARCHAR", "Penalty term in the words of most reports"),
            *TERM_COLUMNS,
            ("background", "BOOLEAN", "True where all reports tell it only as background to later news"),
            ("attribution", "VARCHAR", "Who says so, where a report names one"),
            ("conflicts", "VARCHAR[]", "Fields on which reports differ; incident_reports has each value"),
            ("reports", "INTEGER", "Independent reports, syndicated copies not counted"),
            ("copies", "INTEGER", "Syndicated copies"),
            ("sources", "INTEGER", "Outlets"),
            ("first_published", "VARCHAR", "Publication of the first report"),
            ("last_published", "VARCHAR", "Publication of the last report"),
            ("confidence", "DOUBLE", "0 to 1: chance that at least one outlet's report was read correctly"),
            ("withdrawn", "BOOLEAN", "True where no current article version tells it any more"),
            ("event_id", "VARCHAR", "articles.event_id of its reports"),
        ),
        *_hidden(("born", "BIGINT", "Order in which incidents were first stored")),
    ),
    key=("incident_id",),
)

INCIDENT_PEOPLE: Final = Table(
    "incident_people",
    "The people an incident happened to.",
    _columns(
        ("incident_id", "VARCHAR", "incidents.incident_id"),
        ("person_id", "VARCHAR", "people.person_id"),
        ("name", "VARCHAR", "Fullest spelling among the incident's reports"),
        ("case_id", "VARCHAR", "cases.case_id where it is a stage of a prosecution of this person"),
        ("age", "INTEGER", "Age in the first report that states it, years"),
        ("sex", "VARCHAR", "female or male, by title, noun, patronymic, verb, pronoun or given name"),
        ("occupation", "VARCHAR", "Occupation or office in the article's words, nominative"),
        ("affiliation", "VARCHAR", "Organisation that the person belongs to or works for"),
        ("community", "VARCHAR", "Ethnic or religious group as stated, under its English name"),
    ),
    key=("incident_id", "person_id"),
)

INCIDENT_CHARGES: Final = Table(
    "incident_charges",
    "What the people of an incident are accused of, one row a report and charge.",
    _columns(
        ("incident_id", "VARCHAR", "incidents.incident_id"),
        ("report_id", "VARCHAR", "incident_reports.report_id that gives it"),
        ("charge", "VARCHAR", "Article number as reported, or the offence in words"),
        ("code", "VARCHAR", "Code of law: RU-UK, RU-KoAP, UA-KK, BY-UK, ...; NULL or - where unknown"),
        ("article", "VARCHAR", "Article number"),
        ("part", "VARCHAR", "Part of the article"),
        ("inferred", "BOOLEAN", "True where the code is concluded from the numbering, not named"),
        ("quote", "VARCHAR", "Characters quote_start to quote_end of the article text; NULL without offsets"),
        ("quote_start", "INTEGER", "First character"),
        ("quote_end", "INTEGER", "One past the last"),
    ),
    key=("incident_id", "report_id", "charge"),
)

INCIDENT_AMOUNTS: Final = Table(
    "incident_amounts",
    "Sums of money of an incident (fines, damages), one row a report and currency.",
    _columns(
        ("incident_id", "VARCHAR", "incidents.incident_id"),
        ("report_id", "VARCHAR", "incident_reports.report_id that gives it"),
        ("currency", "VARCHAR", "ISO 4217, or a unit of account: BYN-BU, KZT-MCI, UAH-MI"),
        ("value_min", "DOUBLE", "Sum, or low end of a range; NULL for up to value_max"),
        ("value_max", "DOUBLE", "Sum, or high end of a range; NULL for from value_min"),
        ("is_equivalent", "BOOLEAN", "True for the same sum given again in another currency"),
        ("per_person", "BOOLEAN", "True for a sum each"),
        ("is_total", "BOOLEAN", "True for a sum over several people"),
        ("period", "VARCHAR", "day, month or year for a recurring sum"),
        *USD_COLUMNS,
        ("quote", "VARCHAR", "Characters quote_start to quote_end of the article text; NULL without offsets"),
        ("quote_start", "INTEGER", "First character"),
        ("quote_end", "INTEGER", "One past the last"),
    ),
    key=("incident_id", "report_id", "currency", "is_equivalent"),
)

INCIDENT_REPORTS: Final = Table(
    "incident_reports",
    "The evidence: each incident as each article tells it, word for word, with where the page is archived.",
    (
        *_columns(
            ("report_id", "VARCHAR", "Stable id of one event in one version of one article"),
            ("incident_id", "VARCHAR", "incidents.incident_id"),
            ("article_id", "VARCHAR", "articles.article_id"),
            ("version", "INTEGER", "articles.version the offsets belong to"),
            (
                "is_current",
                "BOOLEAN",
                "False where a newer version or reading of the article no longer has it",
            ),
            ("kind", "VARCHAR", "report, or copy for a syndicated copy (no independent confirmation)"),
            ("source", "VARCHAR", "Outlet: sources.source"),
            ("url", "VARCHAR", "Address of the article"),
            ("published_at", "VARCHAR", "Publication of the article"),
            ("type", "VARCHAR", "Type as this article tells it"),
            ("status", "VARCHAR", "actual, planned, hypothetical or denied"),
            ("persons", "VARCHAR[]", "Names as in this article"),
            ("subject", "VARCHAR", "Who, where nobody is named"),
            ("count_min", "INTEGER", "Number of people, least"),
            ("count_max", "INTEGER", "Number of people, greatest"),
            ("date", "VARCHAR", "Date as this article gives it"),
            ("date_text", "VARCHAR", "The words of the date"),
            ("place", "VARCHAR", "Place as this article gives it"),
            ("agency", "VARCHAR", "Court or agency as this article gives it"),
            ("court", "VARCHAR", "Court as this article gives it"),
            ("judge", "VARCHAR", "Name of the judge as in this article"),
            ("facility", "VARCHAR", "Place of detention in this article's words"),
            ("facility_kind", "VARCHAR", "sizo, prison, colony, detention_centre, police_station, ..."),
            ("facility_number", "VARCHAR", "Its number, as written"),
            ("facility_place", "VARCHAR", "Settlement or street in its name"),
            ("charge", "VARCHAR", "Charge as this article gives it"),
            ("value_min", "DOUBLE", "Sum, low end"),
            ("value_max", "DOUBLE", "Sum, high end"),
            ("currency", "VARCHAR", "Currency of the sum, ISO 4217"),
            ("sentence", "VARCHAR", "Penalty term in this article's words"),
            *TERM_COLUMNS,
            ("attribution", "VARCHAR", "Who says so"),
            ("background", "BOOLEAN", "True where the article tells it as background"),
            ("confidence", "DOUBLE", "0 to 1, of the machine's reading"),
            ("quote", "VARCHAR", "The words that say it: characters quote_start to quote_end of the text"),
            ("quote_start", "INTEGER", "First character of the quote in the article text"),
            ("quote_end", "INTEGER", "One past the last"),
            ("trigger_text", "VARCHAR", "The words that name the event"),
            ("content_hash", "VARCHAR", "sha256 of the article text the offsets belong to"),
            ("archive_file", "VARCHAR", "WARC file with the page, relative to the archive folder"),
            ("archive_offset", "BIGINT", "Byte offset of the response record in archive_file"),
        ),
        *_hidden(
            ("draft", "VARCHAR", "The machine's draft as JSON, to resolve again"),
            ("ages", "INTEGER[]", "Ages of persons, in their order"),
            ("event_id", "VARCHAR", "articles.event_id when it was resolved"),
            ("copy_of", "VARCHAR", "articles.copy_of"),
            ("blocks", "VARCHAR[]", "Keys under which reports of the same event are looked for"),
        ),
    ),
    key=("report_id",),
)

REPORT_FIELDS: Final = Table(
    "report_fields",
    "Each value of each report by itself: the words it was read from, and how sure the machine is of it.",
    _columns(
        ("report_id", "VARCHAR", "incident_reports.report_id"),
        ("incident_id", "VARCHAR", "incidents.incident_id"),
        ("field", "VARCHAR", "event, person, date, place, charge, amount, attribution, facility, judge, ..."),
        ("value", "VARCHAR", "The value; for event its type and status"),
        (
            "confidence",
            "DOUBLE",
            "0 to 1, calibrated: of values at 0.8 about 8 in 10 are right; NULL where unknown",
        ),
        ("quote", "VARCHAR", "Characters quote_start to quote_end of the article text; NULL without offsets"),
        ("quote_start", "INTEGER", "First character"),
        ("quote_end", "INTEGER", "One past the last"),
    ),
    key=("report_id", "field", "value"),
)

CLAIMS: Final = Table(
    "claims",
    "Totals, statistics and practices that somebody states. Never count them as incidents.",
    _columns(
        ("claim_id", "VARCHAR", "Stable id"),
        ("article_id", "VARCHAR", "articles.article_id"),
        ("version", "INTEGER", "articles.version the offsets belong to"),
        ("kind", "VARCHAR", "total, statistic or practice"),
        ("count", "INTEGER", "The number that is stated"),
        ("counted", "VARCHAR", "Who or what is counted, in the article's words"),
        ("place", "VARCHAR", "Place for which it is stated"),
        ("speaker", "VARCHAR", "Who states it"),
        ("as_of", "VARCHAR", "Date for which it is stated; the day of publication for: now, to date"),
        ("confidence", "DOUBLE", "Probability that it is a stated total; 1 for practices"),
        ("value_min", "DOUBLE", "Sum of money, low end"),
        ("value_max", "DOUBLE", "Sum of money, high end"),
        ("currency", "VARCHAR", "ISO 4217"),
        ("quote", "VARCHAR", "The words: characters quote_start to quote_end of the text"),
        ("quote_start", "INTEGER", "First character"),
        ("quote_end", "INTEGER", "One past the last"),
    ),
    key=("claim_id",),
)

ARTICLE_AMOUNTS: Final = Table(
    "article_amounts",
    "Every sum of money in the current version of each article. Only those with role fine were fined.",
    _columns(
        ("article_id", "VARCHAR", "articles.article_id"),
        ("version", "INTEGER", "articles.version the offsets belong to"),
        ("role", "VARCHAR", "fine, aid, damages, bail or other"),
        ("value_min", "DOUBLE", "Sum, or low end of a range; NULL for up to value_max"),
        ("value_max", "DOUBLE", "Sum, or high end of a range; NULL for from value_min"),
        ("currency", "VARCHAR", "ISO 4217"),
        ("per_person", "BOOLEAN", "True for a sum each"),
        ("is_total", "BOOLEAN", "True for a sum over several people"),
        ("period", "VARCHAR", "day, month or year for a recurring sum"),
        ("equivalent_min", "DOUBLE", "The same sum in another currency, as the article gives it, low end"),
        ("equivalent_max", "DOUBLE", "The same, high end"),
        ("equivalent_currency", "VARCHAR", "ISO 4217"),
        *USD_COLUMNS,
        ("quote", "VARCHAR", "The words: characters quote_start to quote_end of the text"),
        ("quote_start", "INTEGER", "First character"),
        ("quote_end", "INTEGER", "One past the last"),
    ),
    key=("article_id", "quote_start", "quote_end"),
)

CASES: Final = Table(
    "cases",
    "Prosecutions: the stages of one case against one person, linked by person, charge and time.",
    _columns(
        ("case_id", "VARCHAR", "Stable id"),
        ("person_id", "VARCHAR", "people.person_id"),
        ("charge", "VARCHAR", "First charge that a report gives"),
        ("opened", "DATE", "Day of the first stage, where known"),
        ("latest", "DATE", "Day of the latest stage, where known"),
        ("stages", "VARCHAR[]", "Types of the stages in order of time"),
        ("incidents", "VARCHAR[]", "incident_id of each stage"),
        ("outcome", "VARCHAR", "Type of the latest penalty or of the end of the case; NULL while open"),
    ),
    key=("case_id",),
)

DECISIONS: Final = Table(
    "decisions",
    "What analysts decided in review. Never changed or deleted by a run.",
    _columns(
        ("decision_id", "VARCHAR", "Stable id"),
        ("decided_at", "TIMESTAMP", "When, UTC"),
        ("analyst", "VARCHAR", "Who"),
        ("action", "VARCHAR", "confirm, correct, reject, merge, split"),
        ("target", "VARCHAR", "Table of the value that was judged"),
        ("target_key", "VARCHAR", "Stable key of the row that was judged"),
        ("field", "VARCHAR", "Column that was judged; NULL for the row"),
        ("machine_value", "VARCHAR", "The machine's value at that time"),
        ("human_value", "VARCHAR", "The analyst's value"),
        ("note", "VARCHAR", "Why"),
    ),
    key=("decision_id",),
)

RUNS: Final = Table(
    "runs",
    "Each run of the pipeline.",
    _columns(
        ("run_id", "VARCHAR", "Id of the run"),
        ("started_at", "TIMESTAMP", "Start, UTC"),
        ("finished_at", "TIMESTAMP", "End, UTC"),
        ("status", "VARCHAR", "running, finished, degraded or failed"),
        ("articles", "INTEGER", "Articles handed to the load"),
        ("new_articles", "INTEGER", "Articles or versions that were new"),
        ("problems", "INTEGER", "Problems met"),
        ("software", "VARCHAR", "Version of Khronika"),
    ),
    key=("run_id",),
)

SOURCE_HEALTH: Final = Table(
    "source_health",
    "How each source did in each run.",
    _columns(
        ("run_id", "VARCHAR", "runs.run_id"),
        ("source", "VARCHAR", "sources.source"),
        ("status", "VARCHAR", "ok, degraded (stats says why) or dead (the crawl failed)"),
        ("articles", "INTEGER", "Articles that arrived"),
        ("new_articles", "INTEGER", "Articles or versions that were new"),
        ("problems", "INTEGER", "Problems met"),
        ("stats", "VARCHAR", "Counters of the crawl as JSON"),
    ),
    key=("run_id", "source"),
)

PROBLEMS: Final = Table(
    "problems",
    "What went wrong, with the address.",
    _columns(
        ("run_id", "VARCHAR", "runs.run_id"),
        ("source", "VARCHAR", "sources.source"),
        ("kind", "VARCHAR", "unreachable, http_error, gone, empty_article, not_an_article, bad_charset, ..."),
        ("url", "VARCHAR", "Address, where the problem has one"),
        ("message", "VARCHAR", "What happened"),
        ("at", "VARCHAR", "When, ISO 8601"),
    ),
    key=("run_id", "source", "kind", "url", "message"),
)

ALIASES: Final = Table(
    "aliases",
    "Ids that went into another: follow old_id to new_id.",
    _columns(
        ("old_id", "VARCHAR", "Id that is no longer used"),
        ("new_id", "VARCHAR", "Id that holds its reports now"),
        ("kind", "VARCHAR", "incident or person"),
        ("run_id", "VARCHAR", "Run that joined them"),
    ),
    key=("old_id",),
)

META: Final = Table(
    "meta",
    "Facts about the warehouse itself.",
    _columns(
        ("key", "VARCHAR", "Name of the fact"),
        ("value", "VARCHAR", "Its value"),
    ),
    key=("key",),
    published=False,
)

TABLES: Final = (
    SOURCES,
    ARTICLES,
    MENTIONS,
    ARTICLE_PEOPLE,
    PERSON_TRAITS,
    PEOPLE,
    PERSON_NAMES,
    INCIDENTS,
    INCIDENT_PEOPLE,
    INCIDENT_CHARGES,
    INCIDENT_AMOUNTS,
    INCIDENT_REPORTS,
    REPORT_FIELDS,
    CLAIMS,
    ARTICLE_AMOUNTS,
    CASES,
    DECISIONS,
    RUNS,
    SOURCE_HEALTH,
    PROBLEMS,
    ALIASES,
    META,
)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def create_table(table: Table, columns: tuple[Column, ...] | None = None) -> str:
    """DDL of one table (all columns, or those given)."""
    lines = ",\n  ".join(f'"{column.name}" {column.type}' for column in columns or table.columns)
    return f'CREATE TABLE IF NOT EXISTS "{table.name}" (\n  {lines}\n)'


def added_columns(table: Table, there: Collection[str]) -> list[str]:
    """ALTER statements for the columns that a stored table lacks; its rows have NULL in them."""
    return [
        statement
        for column in table.columns
        if column.name not in there
        for statement in (
            f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {column.type}',
            f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {_quoted(column.comment)}',
        )
    ]


def comments(table: Table, columns: tuple[Column, ...] | None = None) -> list[str]:
    """COMMENT statements of a table and its columns."""
    on_table = f'COMMENT ON TABLE "{table.name}" IS {_quoted(table.comment)}'
    on_columns = [
        f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {_quoted(column.comment)}'
        for column in columns or table.columns
    ]
    return [on_table, *on_columns]
