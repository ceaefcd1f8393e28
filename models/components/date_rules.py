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
    p = _parts(words)
    joint, gap = words["day_joint"], words["in_relative_year"]
    orders = [rf"{p.days}{joint}{p.month}(?!\w)"]
    if words["month_first"]:
        orders.append(rf"(?<!\w){p.month}\s+{p.days}(?!\d|:\d)")
    led = rf"(?:(?<!\w){p.weekday}{words['weekday_joint']})?"
    part = rf"(?:(?<!\w){either(words['part_of'])}[\s-]+)?"
    rules = [
        ("iso", r"(?<![\d.-])(?:1[89]|20)\d\d-\d\d-\d\d(?!\d)", told.read_iso),
        (
            "numeric",
            rf"(?<![\d./-])(?P<a>\d{{1,2}})[./](?P<b>\d{{1,2}})[./](?P<year>{YEAR}|\d\d)(?![\d./]*\d)",
            told.read_numeric,
        ),
        *(("full", rf"{led}{order}{words['year_joint']}{p.year}", told.read_full) for order in orders),
        *(
            (
                "day_relative_year",
                rf"{led}{order}{gap}{p.years}(?!\w)",
                told.read_in_relative_year,
            )
            for order in orders
        ),
        *(
            ("relative_year_day", rf"(?<!\w){p.years}{gap}{order}", told.read_in_relative_year)
            for order in orders
        ),
        (
            "month_relative_year",
            rf"{part}(?<!\w){p.month}{gap}{p.years}(?!\w)",
            told.read_in_relative_year,
        ),
        (
            "relative_year_month",
            rf"(?<!\w){p.years}{gap}{part}{p.month}(?!\w)",
            told.read_in_relative_year,
        ),
        ("month_year", rf"{part}(?<!\w){p.month}{words['year_joint']}{p.year}", told.read_month_year),
        *(("day_month", rf"{led}{order}", told.read_day_month) for order in orders),
        *_word_rules(lang, p),
    ]
    hints = _hints(words)
    return tuple(
        Rule(name, re.compile(pattern, re.IGNORECASE), read, hints[HINTED.get(name, "month")])
        for name, pattern, read in rules
    )


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


def _phrases(words: Mapping[str, Any], table: str) -> str:
    return rf"(?<!\w){either([form for forms in words[table].values() for form in forms])}(?!\w)"


def _word_rules(lang: str, p: _Parts) -> list[tuple[str, str, Reading]]:
    """Rules for dates told in words, and for months and years that need a preposition."""
    words = vocabulary(lang, "dates")
    number, distance = numerals(lang).expression, words["distance"]
    unit = rf"(?P<unit>{either([form for forms in words['units'].values() for form in forms])})"
    count = rf"(?:(?P<count>{number})|{either(distance['one'])})\s*"
    ago, earlier = either(distance["ago"]), either(distance["earlier"])
    ends = rf"(?:(?P<ago>{ago})|(?P<earlier>{earlier})|{either(distance['later'])})"
    before_season = rf"{either(words['season_before'])}\s+" if words["season_before"] else ""
    seasons = either([form for forms in words["seasons"].values() for form in forms])
    modifiers = either([form for forms in words["weekday_modifiers"].values() for form in forms])
    part = rf"(?:(?<!\w){either(words['part_of'])}[\s-]+)"
    counted = rf"(?!\s*{either(words['year_not_before'])}(?!\w))"
    year_before = rf"(?<!\w){either(words['year_before'])}\s+"
    nth = r"(?P<day>\d{1,2})(?:st|nd|rd|th)"
    month_before = rf"(?<!\w){either(words['month_before'])}\s+"
    year_after = rf"(?:-(?:го|м|му|й))?\s*{either(words['year_after'])}(?!\w)"
    year = rf"(?<![\d.,$€£/№-])(?P<year>{YEAR})"
    return [
        ("anaphoric_day", _phrases(words, "anaphoric_days"), told.read_from_told("days", "anaphoric_days")),
        (
            "anaphoric_month",
            _phrases(words, "anaphoric_months"),
            told.read_from_told("months", "anaphoric_months"),
        ),
        (
            "anaphoric_year",
            _phrases(words, "anaphoric_years"),
            told.read_from_told("years", "anaphoric_years"),
        ),
        ("day_word", _phrases(words, "days"), told.read_from_publication("days", "days")),
        ("week_word", _phrases(words, "weeks"), told.read_from_publication("weeks", "weeks")),
        ("month_word", _phrases(words, "months_ago"), told.read_from_publication("months", "months_ago")),
        ("distance", rf"(?<!\w){either(distance['later_before'])}\s+{count}{unit}(?!\w)", told.read_distance),
        (
            "bare_season",
            rf"(?<!\w){before_season}(?P<season>{seasons})(?!\w)(?!\s+(?:of\s+)?\d)",
            told.read_season,
        ),
        ("distance", rf"(?<!\w){count}{unit}\s+{ends}(?!\w)", told.read_distance),
        ("season", rf"(?<!\w){seasons}\s+(?:of\s+)?{year}(?!\d)", told.read_year),
        (
            "weekday",
            rf"(?<!\w)(?:(?P<modifier>{modifiers})\s+)?(?P<weekday>{p.weekday})(?!\w)",
            told.read_weekday,
        ),
        ("month", rf"(?:{part}|{month_before}{part}?){p.month}(?![\w])(?!\s+\d)", told.read_month),
        ("year", rf"{part}?{year}{year_after}", told.read_year),
        ("year", rf"{year_before}{year}(?![\d.,:%]*\d)(?!\s*[%$€£]){counted}", told.read_year),
        ("relative_year", rf"(?<!\w){p.years}(?!\w)", told.read_in_relative_year),
        ("day_of_month", rf"(?<!\w){either(words['day_of_month'])}\s+{nth}(?!\w)", told.read_day_of_month),
    ]
