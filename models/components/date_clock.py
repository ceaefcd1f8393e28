"""Where in time a text speaks from: the day of publication and the date that was told last."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta

from msgspec import Struct

NEAR = 260  # characters within which a told date says the year of the next one
SOON = 7  # days within which a weekday belongs to the date told before it
OLDEST = 1800


class Told(Struct, frozen=True):
    """A date resolved earlier in the text and where it ended."""

    iso: str
    end: int


class Clock(Struct, frozen=True):
    """Publication day (None when unknown), the dates told so far, and the whole text."""

    published: date | None
    text: str
    told: Told | None = None
    told_day: Told | None = None  # the last one that is exact to the day
    default_year: int | None = None  # of a text without a publication date: the latest one it names

    def near(self, start: int) -> Told | None:
        """The date told last, if it stands in the same paragraph and close before `start`."""
        if self.told is None or start - self.told.end > NEAR or "\n" in self.text[self.told.end : start]:
            return None
        return self.told


def parse_day(value: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None for None, a vague date or anything else."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO 8601 of stated precision; None for a day or month that does not exist."""
    if not OLDEST <= year <= MAXYEAR or not (month is None or 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def middle(value: str) -> date:
    """A day that stands for a date of any precision: the day itself, the 15th, or 1 July."""
    filled = {4: f"{value}-07-01", 7: f"{value}-15", 10: value}[len(value)]
    return date.fromisoformat(filled)


def shifted(value: str, *, days: int = 0, months: int = 0, years: int = 0) -> str | None:
    """A date moved by a distance; as precise as the unit allows and never more precise than it was."""
    year, *rest = (int(part) for part in value.split("-"))
    if years:
        return iso(year + years)
    if months:
        if not rest:
            return None
        index = year * 12 + rest[0] - 1 + months
        return iso(index // 12, index % 12 + 1)
    if len(rest) < 2:
        return value if days == 0 else None
    try:
        return (date(year, *rest) + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


class Yearless(Struct, frozen=True):
    """A month or a day of a month whose year is not said; `future` when words near it look ahead."""

    start: int
    month: int
    day: int | None
    future: bool

    def within(self, year: int) -> str | None:
        """The ISO date in `year`."""
        return iso(year, self.month, self.day)


def with_year(clock: Clock, part: Yearless) -> tuple[str | None, bool]:
    """(ISO, relative) of a date without a year. Next to a told date: the year that brings it closest to it;
    else the last one before the publication, or the next one after it for the future."""
    near = clock.near(part.start)
    if near is not None or clock.published is None:
        return _closest(clock, near or clock.told, part), clock.published is None
    today = clock.published
    this = part.within(today.year)
    late = this is not None and _first(this) > today
    early = this is not None and _last(this) < today
    return part.within(today.year + (part.future and early) - (late and not part.future)), True


def _closest(clock: Clock, anchor: Told | None, part: Yearless) -> str | None:
    year = int(anchor.iso[:4]) if anchor else clock.default_year
    if year is None:
        return None
    options = [option for shift in (0, -1, 1) if (option := part.within(year + shift))]
    limit = None if part.future else clock.published
    allowed = [option for option in options if limit is None or _first(option) <= limit]
    if anchor is None or len(anchor.iso) == 4:  # only a year was told
        return next((option for option in allowed if int(option[:4]) == year), max(allowed, default=None))
    if not allowed:
        return None
    target = middle(anchor.iso)
    return min(allowed, key=lambda option: abs((middle(option) - target).days))


def _first(value: str) -> date:
    return date.fromisoformat(value if len(value) == 10 else f"{value}-01")


def _last(value: str) -> date:
    year, month, *day = (int(part) for part in value.split("-"))
    return date(year, month, day[0] if day else calendar.monthrange(year, month)[1])


def weekday(clock: Clock, start: int, index: int, direction: int) -> str | None:
    """The day of a weekday (Monday is 0): around a date told near by, else from the publication backwards
    (`direction` 0, the day itself counts), strictly before it (-1) or after it (1)."""
    near = clock.near(start)
    today = clock.published
    if today is None:
        if near is None or len(near.iso) < 10:
            return None
        told = middle(near.iso)
        return (told + timedelta(days=(index - told.weekday() + 3) % 7 - 3)).isoformat()
    if direction > 0:
        return (today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)).isoformat()
    back = (today.weekday() - index) % 7
    return (today - timedelta(days=back or (7 if direction < 0 else 0))).isoformat()
