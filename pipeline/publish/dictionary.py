"""Makes docs/data-dictionary.md: `python -m pipeline.publish.dictionary > docs/data-dictionary.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pipeline.publish.publisher import published_columns
from pipeline.publish.views import views
from pipeline.store.schema import TABLES, Table
from pipeline.taxonomy import TAXONOMY

_HEAD = """# Data dictionary

What `incidents.duckdb` contains. This page is made from the schema in `pipeline/store/schema.py`,
the views in `pipeline/publish/views/` and the incident types in `pipeline/taxonomy.py`; the same texts are
comments in the file itself (`SELECT * FROM duckdb_columns()`). To change it, change those and run
`python -m pipeline.publish.dictionary > docs/data-dictionary.md`.

Three rules for every query: count only incidents with `status = 'actual'`; leave out `withdrawn` ones (the
views do); never add `claims` (totals that somebody states) to incidents.
"""


def _types() -> Iterator[str]:
    yield "\n## Incident types\n\n| type | title | meaning | ACE 2005 | penalty |\n|---|---|---|---|---|\n"
    for entry in TAXONOMY.values():
        penalty = "yes" if entry.penalty else ""
        yield f"| `{entry.key}` | {entry.title} | {entry.definition} | {entry.ace or ''} | {penalty} |\n"


def _table(table: Table) -> Iterator[str]:
    key = ", ".join(f"`{name}`" for name in table.key)
    yield f"\n### {table.name}\n\n{table.comment} One row per {key}.\n\n"
    yield "| column | type | meaning |\n|---|---|---|\n"
    for column in published_columns(table):
        yield f"| `{column.name}` | {column.type} | {column.comment} |\n"


def dictionary() -> str:
    """The whole page, Markdown."""
    parts = [_HEAD, *_types(), "\n## Views\n\nStart here.\n\n| view | what it answers |\n|---|---|\n"]
    parts += [f"| `{view.name}` | {view.comment} |\n" for view in views()]
    parts.append("\n## Tables\n")
    for table in TABLES:
        if table.published:
            parts += _table(table)
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(dictionary())
