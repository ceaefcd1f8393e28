"""Dates of reports: what interval of days a report can mean, and how well two reports agree."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

from pipeline.resolve.reports import Report

Days = tuple[int, int]  # first and last proleptic ordinal

_ALWAYS: Final[Days] = (1, date.max.toordinal())
_NEWS_WINDOW: Final = 21  # an undated, non-background event is at most this many days older than the article


def days_of(iso: str | None) -> Days | None:
    """Interval of a date of stated precision (YYYY, YYYY-MM, YYYY-MM-DD, or longer); None if unreadable."""
    if not iso:
        return None
    try:
        parts = [int(part) for part in iso[:10].split("-")]
        if len(parts) == 3:
            day = date(*parts).toordinal()
            return day, day
        first_month, last_month = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
        end = calendar.monthrange(parts[0], last_month)[1]
        return date(parts[0], first_month, 1).toordinal(), date(parts[0], last_month, end).toordinal()
    except (ValueError, TypeError):
        return None


def window(report: Report) -> Days:
    """Days on which the event can have happened, by its date or else by the day of publication."""
    stated = days_of(report.draft.date)
    if stated:
        return stated
    published = days_of(report.published_at)
    if published is None:
        return _ALWAYS
    if report.draft.background:
        return 1, published[1]
    if report.draft.status in ("planned", "hypothetical"):
        return published[0] - 1, published[1] + 366
    return published[0] - _NEWS_WINDOW, published[1] + 1


def publication_gap(first: Report, second: Report) -> int | None:
    """Days between the two publications, None where one is unknown."""
    one, other = days_of(first.published_at), days_of(second.published_at)
    return abs(one[0] - other[0]) if one and other else None


def distance(first: Days, second: Days) -> int:
    """Days between two intervals, 0 where they overlap."""
    return max(first[0] - second[1], second[0] - first[1], 0)
