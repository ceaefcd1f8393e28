"""What each kind of date expression means: one reading a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from models.components.date_clock import Clock, Yearless, iso, shifted, weekday, with_year
from models.components.numbers import read_number
from models.vocabulary import either, vocabulary

Value = tuple[str | None, bool]  # ISO (None: unresolved), relative to something outside the expression
Reading = Callable[[re.Match[str], Clock, "DateWords"], Value]
REACH = 70  # characters before a date in which a word turns it to the future


class DateWords(Struct, frozen=True):
    """The word list of a language with what the readings look up compiled."""

    lang: str
    months: tuple[re.Pattern[str], ...]
    weekdays: tuple[re.Pattern[str], ...]
    ordinals: tuple[re.Pattern[str], ...]  # days of a month in words
    offsets: Mapping[str, tuple[tuple[int, re.Pattern[str]], ...]]  # table name -> (distance, words)
    units: Mapping[str, re.Pattern[str]]
    future: re.Pattern[str]
    past_weekday: re.Pattern[str]
    future_weekday: re.Pattern[str]


def _table(words: Mapping[str, Any], name: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (int(value), re.compile(either(forms), re.IGNORECASE)) for value, forms in words[name].items()
    )


TABLES = ("years", "days", "weeks", "months_ago", "anaphoric_days", "anaphoric_months", "anaphoric_years")


@cache
def date_words(lang: str) -> DateWords:
    """The date words of a language. Raises NoVocabulary when it has no list."""
    words = vocabulary(lang, "dates")
    month_flags = 0 if words["cased_months"] else re.IGNORECASE
    modifiers = words["weekday_modifiers"]
    return DateWords(
        lang=lang,
        months=tuple(re.compile(either(forms), month_flags) for forms in words["months"]),
        weekdays=tuple(re.compile(either(forms), re.IGNORECASE) for forms in words["weekdays"]),
        offsets={name: _table(words, name) for name in (*TABLES, "seasons")},
        ordinals=tuple(re.compile(either([form]), re.IGNORECASE) for form in words["ordinals"]),
        units={unit: re.compile(either(forms), re.IGNORECASE) for unit, forms in words["units"].items()},
        future=re.compile(rf"(?<!\w){either(words['future']['before'])}(?!\w)", re.IGNORECASE),
        past_weekday=re.compile(either(modifiers["past"]), re.IGNORECASE),
        future_weekday=re.compile(either(modifiers["future"]), re.IGNORECASE),
    )


def _index(patterns: Sequence[re.Pattern[str]], word: str) -> int:
    return next(i for i, pattern in enumerate(patterns) if pattern.fullmatch(word))


def _day(word: str, words: DateWords) -> int:
    return int(word) if word.isdigit() else _index(words.ordinals, word) + 1


def _offset(words: DateWords, table: str, phrase: str) -> int:
    return next(value for value, pattern in words.offsets[table] if pattern.fullmatch(phrase.strip()))


def _is_future(match: re.Match[str], words: DateWords) -> bool:
    sentence = re.split(r"[.!?]\s|\n", match.string[max(0, match.start() - REACH) : match.start()])[-1]
    return bool(words.future.search(sentence))


def read_full(match: re.Match[str], _clock: Clock, words: DateWords) -> Value:
    month = _index(words.months, match["month"]) + 1
    return iso(int(match["year"]), month, _day(match["day"], words)), False


def read_numeric(match: re.Match[str], _clock: Clock, _words: DateWords) -> Value:
    day, month, year = int(match["a"]), int(match["b"]), int(match["year"])
    if month > 12 >= day:
        day, month = month, day
    if year < 100:
        year += 2000 if year < 70 else 1900
    return iso(year, month, day), False


def read_iso(match: re.Match[str], _clock: Clock, _words: DateWords) -> Value:
    return iso(*(int(part) for part in match.group().split("-"))), False


def read_month_year(match: re.Match[str], _clock: Clock, words: DateWords) -> Value:
    return iso(int(match["year"]), _index(words.months, match["month"]) + 1), False


def read_in_relative_year(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
    """ "last year in August", "October 11 last year"."""
    if clock.published is None:
        return None, True
    year = clock.published.year + _offset(words, "years", match["years"])
    found = match.groupdict()
    month = found.get("month")
    day = _day(found["day"], words) if found.get("day") else None
    return iso(year, _index(words.months, month) + 1 if month else None, day), True


def read_day_month(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
    month = _index(words.months, match["month"]) + 1
    return with_year(
        clock, Yearless(match.start(), month, _day(match["day"], words), _is_future(match, words))
    )


def read_month(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
    month = _index(words.months, match["month"]) + 1
    return with_year(clock, Yearless(match.start(), month, None, _is_future(match, words)))


def read_year(match: re.Match[str], _clock: Clock, _words: DateWords) -> Value:
    return iso(int(match["year"])), False


def read_season(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
    """A season without a year: the year of its first month."""
    month = next(month for month, pattern in words.offsets["seasons"] if pattern.fullmatch(match["season"]))
    value, relative = with_year(clock, Yearless(match.start(), month, None, _is_future(match, words)))
    return (value[:4] if value else None), relative


def read_weekday(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
    index = _index(words.weekdays, match["weekday"])
    modifier = (match["modifier"] or "").strip()
    if words.past_weekday.fullmatch(modifier):
        direction = -1
    else:
        ahead = words.future_weekday.fullmatch(modifier) or _is_future(match, words)
        direction = 1 if ahead else 0
    return weekday(clock, match.start(), index, direction), True


def read_from_publication(unit: str, table: str) -> Reading:
    def read(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
        if clock.published is None:
            return None, True
        distance = _offset(words, table, match.group())
        today = clock.published.isoformat()
        if unit == "months":
            return shifted(today[:7], months=distance), True
        day = shifted(today, days=distance * (7 if unit == "weeks" else 1))
        return day[:7] if day and unit == "weeks" else day, True  # a week is told as the month it lies in

    return read


def read_from_told(unit: str, table: str) -> Reading:
    length = {"days": 10, "months": 7, "years": 4}[unit]

    def read(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
        distance = _offset(words, table, match.group())
        told = clock.told_day if unit == "days" else clock.told
        if told is None or len(told.iso) < length:
            return None, True
        if distance == 0:
            return told.iso[:length], True
        return shifted(told.iso, **{unit: distance}), True

    return read


def read_distance(match: re.Match[str], clock: Clock, words: DateWords) -> Value:
    """ "two years ago" from the publication; "two days later", "a week earlier" from the date told last."""
    count = read_number(match["count"], words.lang) if match["count"] else 1
    unit = next(name for name, pattern in words.units.items() if pattern.fullmatch(match["unit"]))
    said = match.groupdict()
    backwards = said.get("ago") or said.get("earlier")
    anchor = clock.published.isoformat() if said.get("ago") and clock.published else None
    told = clock.told_day if unit in ("day", "week") else clock.told
    if not said.get("ago") and told:
        anchor = told.iso
    if anchor is None or count is None or count != int(count) or count > 400:
        return None, True
    steps = int(count) * (-1 if backwards else 1)
    moved = {"day": ("days", 1), "week": ("days", 7), "month": ("months", 1), "year": ("years", 1)}[unit]
    value = shifted(anchor, **{moved[0]: steps * moved[1]})
    exact = unit == "day" or (unit == "week" and not said.get("ago"))
    return value if exact or value is None else value[:7] if unit == "week" else value, True


def read_day_of_month(match: re.Match[str], clock: Clock, _words: DateWords) -> Value:
    if clock.told is None or len(clock.told.iso) < 7:
        return None, True
    year, month = (int(part) for part in clock.told.iso.split("-")[:2])
    return iso(year, month, int(match["day"])), True
