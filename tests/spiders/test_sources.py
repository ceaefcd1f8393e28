"""Every declared source, by one recorded page each: `sources/<name>.html` and what must be read out of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.parse import parse_html
from spiders.registry import UnknownSource, source, sources
from spiders.source import Source

FIXTURES = Path(__file__).parent / "sources"
FIELDS = ("title", "author", "published_at", "lang", "text")
PAGES = [declared for declared in sources() if declared.article]
each = pytest.mark.parametrize("declared", PAGES, ids=lambda declared: declared.name)


def expectation(declared: Source) -> dict[str, Any]:
    path = FIXTURES / f"{declared.name}.json"
    assert path.is_file(), f"{declared.name} has no fixture: make one with `khronika sources new`"
    expected: dict[str, Any] = json.loads(path.read_text())
    assert "review" not in expected, expected["review"]
    return expected


@each
@pytest.mark.parametrize("field", FIELDS)
def test_the_recorded_page_is_read_right(declared: Source, field: str) -> None:
    expected = expectation(declared)
    html = (FIXTURES / f"{declared.name}.html").read_bytes()
    parsed = parse_html(html, expected["url"], declared.hints)
    assert getattr(parsed, field) == expected[field]


@each
def test_article_addresses_are_told_from_others(declared: Source) -> None:
    expected = expectation(declared)
    assert declared.is_article(expected["url"])
    assert [url for url in expected["not_articles"] if declared.is_article(url)] == []


@each
def test_the_declaration_is_complete(declared: Source) -> None:
    assert declared.feeds or declared.sitemaps or declared.sections
    assert declared.languages
    least, most = declared.volume
    assert 0 < least < most
    addresses = (*declared.feeds, *declared.sitemaps, *declared.sections)
    assert all(address.url.startswith(("https://", "http://127.0.0.1")) for address in addresses)


def test_no_fixture_is_left_over() -> None:
    names = {declared.name for declared in PAGES}
    assert {path.stem for path in FIXTURES.glob("*.json")} == names


def test_at_least_fifteen_outlets() -> None:
    assert sum(not declared.local for declared in PAGES) >= 15


def test_an_unknown_source_names_the_known_ones() -> None:
    with pytest.raises(UnknownSource, match="qha"):
        source("pravda")
