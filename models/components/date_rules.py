"""The kinds of date expression: one pattern and one reading each, in one ordered list a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from models.components import date_readings as told
from models.components.date_readings import TABLES, Reading
from models.components.numbers import numerals
from models.components.patterns import cased
from models.vocabulary import either, vocabulary

YEAR = r"(?:1[89]|20)\d\d"


Listed = tuple[str, str, Reading]  # name, pattern, reading


class Rule(Struct, frozen=True):
    """A kind of date expression of one language."""

    name: str
    pattern: re.Pattern[str]
    read: Reading
    hint: re.Pattern[str]  # fast to find, and part of every match of `pattern`


class _Parts(Struct, frozen=True):
    """Pattern pieces of one language."""

    month: str
    day: str
    days: str  # a day, or the first of several ("14 and 15 March", "5–7 May")
    year: str
    years: str  # "last year"
    weekday: str


def _parts(words: Mapping[str, Any]) -> _Parts:
    month = either([form for forms in words["months"] for form in forms])
    month = rf"(?P<month>(?-i:{month}))" if words["cased_months"] else rf"(?P<month>{month})"
    day = rf"(?P<day>[12]\d|3[01]|0?[1-9]|\b{either(words['ordinals'])}\b){words['day_suffix']}"
    another = rf"\d{{1,2}}{words['day_suffix']}"
    more = rf"(?:\s?[–—-]\s?{another}|(?:,\s*{another})*\s+{either(words['day_lists'])}\s+{another})?"
    weekday = either([form for forms in words["weekdays"] for form in forms])
    return _Parts(
        month=month,
        day=day,
        days=rf"(?<![\d.,:$€£-]){day}{more}",
        year=rf"(?P<year>{YEAR})(?!\d){words['year_suffix']}",
        years=rf"(?P<years>{either([form for forms in words['years'].values() for form in forms])})",
        weekday=weekday,
    )


@cache
def date_rules(lang: str) -> tuple[Rule, ...]:
    """The rules of a language, most specific first. Raises NoVocabulary when it has no word list."""
    words = vocabulary(lang, "dates")
    p, hints = _parts(words), _hints(words)
    listed = [
        *_calendar_rules(words, p),
        *_phrase_rules(words),
        *_distance_rules(lang),
        *_loose_rules(words, p),
    ]
    return tuple(
        Rule(name, re.compile(pattern, re.IGNORECASE), read, hints[HINTED.get(name, "month")])
        for name, pattern, read in listed
    )


def _calendar_rules(words: Mapping[str, Any], p: _Parts) -> list[Listed]:
    """Rules for days and months of the calendar, with a year, a relative year or none."""
    gap = words["in_relative_year"]
    orders = [rf"{p.days}{words['day_joint']}{p.month}(?!\w)"]
    if words["month_first"]:
        orders.append(rf"(?<!\w){p.month}\s+{p.days}(?!\d|:\d)")
    led = rf"(?:(?<!\w){p.weekday}{words['weekday_joint']})?"
    part = rf"(?:(?<!\w){either(words['part_of'])}[\s-]+)?"
    numeric = rf"(?P<a>\d{{1,2}})[./](?P<b>\d{{1,2}})[./](?P<year>{YEAR}|\d\d)"
    relative = told.read_in_relative_year
    return [
        ("iso", r"(?<![\d.-])(?:1[89]|20)\d\d-\d\d-\d\d(?!\d)", told.read_iso),
        ("numeric", rf"(?<![\d./-]){numeric}(?![\d./]*\d)", told.read_numeric),
        *(("full", rf"{led}{order}{words['year_joint']}{p.year}", told.read_full) for order in orders),
        *(("day_relative_year", rf"{led}{order}{gap}{p.years}(?!\w)", relative) for order in orders),
        *(("relative_year_day", rf"(?<!\w){p.years}{gap}{order}", relative) for order in orders),
        ("month_relative_year", rf"{part}(?<!\w){p.month}{gap}{p.years}(?!\w)", relative),
        ("relative_year_month", rf"(?<!\w){p.years}{gap}{part}{p.month}(?!\w)", relative),
        ("month_year", rf"{part}(?<!\w){p.month}{words['year_joint']}{p.year}", told.read_month_year),
        *(("day_month", rf"{led}{order}", told.read_day_month) for order in orders),
    ]


# Which part of an expression its rule is found by; "month" for the others.
HINTED = {
    "iso": "digits",
    "numeric": "digits",
    "season": "digits",
    "year": "digits",
    "bare_season": "season",
    "distance": "distance",
    "relative_year": "years",
    "anaphoric_day": "phrase",
    "anaphoric_month": "phrase",
    "anaphoric_year": "phrase",
    "day_word": "phrase",
    "week_word": "phrase",
    "month_word": "phrase",
    "weekday": "weekday",
    "day_of_month": "day_of_month",
}


def _hints(words: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    distance = words["distance"]
    said = {
        "month": [form for forms in words["months"] for form in forms],
        "weekday": [form for forms in words["weekdays"] for form in forms],
        "distance": [*distance["ago"], *distance["later"], *distance["later_before"], *distance["earlier"]],
        "day_of_month": words["day_of_month"],
        "season": [form for forms in words["seasons"].values() for form in forms],
        "years": [form for forms in words["years"].values() for form in forms],
        "phrase": [form for t in TABLES if t != "years" for forms in words[t].values() for form in forms],
    }
    hints = {name: re.compile(rf"(?<!\w){cased(forms)}") for name, forms in said.items()}
    return {**hints, "digits": re.compile(r"\d[./-]\d|(?:1[89]|20)\d\d")}


def _phrase_rules(words: Mapping[str, Any]) -> list[Listed]:
    """Rules for fixed phrases: "the next day", "yesterday", "last month"."""
    said, published = told.read_from_told, told.read_from_publication
    readings = {
        "anaphoric_day": ("anaphoric_days", said("days", "anaphoric_days")),
        "anaphoric_month": ("anaphoric_months", said("months", "anaphoric_months")),
        "anaphoric_year": ("anaphoric_years", said("years", "anaphoric_years")),
        "day_word": ("days", published("days", "days")),
        "week_word": ("weeks", published("weeks", "weeks")),
        "month_word": ("months_ago", published("months", "months_ago")),
    }
    return [
        (name, rf"(?<!\w){either(_forms(words[table]))}(?!\w)", read)
        for name, (table, read) in readings.items()
    ]


def _forms(table: Mapping[str, list[str]]) -> list[str]:
    return [form for forms in table.values() for form in forms]


def _distance_rules(lang: str) -> list[Listed]:
    """Rules for "two years ago", "five days later", "через пять дней"."""
    words = vocabulary(lang, "dates")
    distance, read = words["distance"], told.read_distance
    count = rf"(?:(?P<count>{numerals(lang).expression})|{either(distance['one'])})\s*"
    unit = rf"(?P<unit>{either(_forms(words['units']))})"
    ago, earlier = either(distance["ago"]), either(distance["earlier"])
    ends = rf"(?:(?P<ago>{ago})|(?P<earlier>{earlier})|{either(distance['later'])})"
    return [
        ("distance", rf"(?<!\w){either(distance['later_before'])}\s+{count}{unit}(?!\w)", read),
        ("distance", rf"(?<!\w){count}{unit}\s+{ends}(?!\w)", read),
    ]


def _loose_rules(words: Mapping[str, Any], p: _Parts) -> list[Listed]:
    """Rules for weekdays, seasons, and months and years that need a preposition."""
    seasons, modifiers = either(_forms(words["seasons"])), either(_forms(words["weekday_modifiers"]))
    part = rf"(?:(?<!\w){either(words['part_of'])}[\s-]+)"
    before_season = rf"{either(words['season_before'])}\s+" if words["season_before"] else ""
    before_month, before_year = (
        rf"(?<!\w){either(words[name])}\s+" for name in ("month_before", "year_before")
    )
    year = rf"(?<![\d.,$€£/№-])(?P<year>{YEAR})"
    after_year = rf"(?:-(?:го|м|му|й))?\s*{either(words['year_after'])}(?!\w)"
    uncounted = rf"(?![\d.,:%]*\d)(?!\s*[%$€£])(?!\s*{either(words['year_not_before'])}(?!\w))"
    nth = rf"{either(words['day_of_month'])}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)"
    weekday = rf"(?:(?P<modifier>{modifiers})\s+)?(?P<weekday>{p.weekday})"
    bare_season = rf"{before_season}(?P<season>{seasons})(?!\w)(?!\s+(?:of\s+)?\d)"
    return [
        ("bare_season", rf"(?<!\w){bare_season}", told.read_season),
        ("season", rf"(?<!\w){seasons}\s+(?:of\s+)?{year}(?!\d)", told.read_year),
        ("weekday", rf"(?<!\w){weekday}(?!\w)", told.read_weekday),
        ("month", rf"(?:{part}|{before_month}{part}?){p.month}(?![\w])(?!\s+\d)", told.read_month),
        ("year", rf"{part}?{year}{after_year}", told.read_year),
        ("year", rf"{before_year}{year}{uncounted}", told.read_year),
        ("relative_year", rf"(?<!\w){p.years}(?!\w)", told.read_in_relative_year),
        ("day_of_month", rf"(?<!\w){nth}(?!\w)", told.read_day_of_month),
    ]
