"""Older events told as background: marked sentences in three languages, and the arithmetic of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.components.background import background, days_between, news_date
from tests.models.marked.trigger_cases import TriggerCase, load, triggers


@pytest.mark.parametrize("case", load("background"), ids=str)
def test_background(case: TriggerCase):
    for trigger, doc, expected in triggers(case):
        sent = doc[trigger.start].sent
        dates = [s for s in doc.spans["dates"] if sent.start <= s.start < sent.end]
        span = dates[0] if dates else None
        iso = span._.date.iso if span is not None else None
        found = background(trigger, doc, iso, span, news_date(case.published, []))
        assert found.told == bool(expected)
        if expected == "date":
            assert found.span == span
        elif expected:
            assert found.span is not None
            assert found.span.text == expected


def test_without_a_publication_the_latest_event_is_the_news():
    assert news_date(None, ["2021-03", "2022-05-01", "2019"]) == "2022-05-01"
    assert news_date("2023-01-02T10:00:00Z", ["2024"]) == "2023-01-02"
    assert news_date(None, []) is None


@pytest.mark.parametrize(
    ("iso", "news", "days"),
    [
        ("2022-02", "2022-03-01", 1),
        ("2021", "2022-01-11", 11),
        ("2022-12", "2023-01-01", 1),
        (None, "2022", None),
    ],
)
def test_days_count_from_the_last_day_that_a_date_allows(iso: str | None, news: str, days: int | None):
    assert days_between(iso, news) == days


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-5000, 5000))
def test_days_between_two_days(day: date, more: int):
    assert days_between(day.isoformat(), (day + timedelta(more)).isoformat()) == more
