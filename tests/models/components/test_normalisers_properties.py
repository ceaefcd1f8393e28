"""What is written in any accepted form reads back as the same value; no text breaks the normalisers."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.components.amounts import find_amounts
from models.components.charges import find_charges
from models.components.counts import find_counts
from models.components.dates import find_dates, resolve
from models.components.numbers import read_number
from models.components.terms import find_terms
from models.law.codes import provisions
from models.places.gazetteer import find_places
from models.vocabulary import vocabulary

LANGUAGES = ("en", "ru", "uk")
QUICK = settings(max_examples=60, deadline=None)
UNITS = {
    "en": ("rubles", "hryvnias", "euros"),
    "ru": ("рублей", "гривен", "евро"),
    "uk": ("рублів", "гривень", "євро"),
}
CODES = ("RUB", "UAH", "EUR")
THOUSANDS = {"en": "thousand", "ru": "тысяч", "uk": "тисяч"}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
langs = st.sampled_from(LANGUAGES)


def every(text: str, lang: str) -> list:
    return [
        *find_amounts(text, lang),
        *find_charges(text, lang),
        *find_dates(text, lang, "2024-05-16"),
        *find_terms(text, lang),
        *find_counts(text, lang),
        *find_places(text),
    ]


@QUICK
@given(langs, st.integers(1, 10**9), st.sampled_from([",", " ", "\N{NO-BREAK SPACE}", ""]), st.integers(0, 2))
def test_a_sum_reads_back(lang: str, value: int, mark: str, currency: int):
    written = f"{value:,}".replace(",", mark)
    (found,) = find_amounts(f"x {written} {UNITS[lang][currency]} x", lang)
    assert found.money.value_min == found.money.value_max == value
    assert found.money.currency == CODES[currency]


@QUICK
@given(langs, st.integers(1, 400), st.integers(1, 500), st.sampled_from(["-", "–", " – "]))
def test_a_range_shares_its_multiplier(lang: str, low: int, more: int, dash: str):
    (found,) = find_amounts(f"x {low}{dash}{low + more} {THOUSANDS[lang]} {UNITS[lang][0]} x", lang)
    assert (found.money.value_min, found.money.value_max) == (low * 1000, (low + more) * 1000)


@QUICK
@given(
    st.integers(1, 10**7),
    st.sampled_from(["${:,}", "US${:,}", "USD {:,}", "{:,} USD", "$ {:,}", "{:,} dollars"]),
)
def test_dollars_read_back_on_either_side(value: int, form: str):
    (found,) = find_amounts(f"x {form.format(value)} x", "en")
    assert (found.money.value_min, found.money.currency) == (value, "USD")


@QUICK
@given(langs, st.data())
def test_every_number_word_has_its_value(lang: str, data: st.DataObject):
    words = {**vocabulary(lang, "numbers")["words"], **vocabulary(lang, "numbers")["scales"]}
    word = data.draw(st.sampled_from(sorted(words)))
    assert read_number(word, lang) == words[word]


@QUICK
@given(langs, st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_a_date_reads_back(lang: str, day: date):
    month = MONTHS[lang].split()[day.month - 1]
    forms = [f"{day.day} {month} {day.year}", day.isoformat(), f"{day:%d.%m.%Y}"]
    forms += [f"{month} {day.day}, {day.year}"] if lang == "en" else []
    for form in forms:
        (found,) = find_dates(f"x, {form}, x", lang)
        assert found.date.iso == day.isoformat()
        assert not found.date.relative


@QUICK
@given(langs, st.dates(date(2001, 1, 1), date(2035, 12, 31)), st.dates(date(2000, 1, 1), date(2035, 12, 31)))
def test_a_date_without_a_year_is_the_last_one_before_the_publication(lang: str, published: date, day: date):
    value = resolve(f"{day.day} {MONTHS[lang].split()[day.month - 1]}", lang, published.isoformat())
    assert value is not None
    if value.iso is not None:  # 29 February has no day in most years
        found = date.fromisoformat(value.iso)
        assert (found.day, found.month) == (day.day, day.month)
        assert found <= published
        assert (published - found).days < 366


@QUICK
@given(st.sampled_from(sorted(provisions())), st.one_of(st.none(), st.integers(1, 9)))
def test_a_cited_provision_reads_back(key: tuple[str, str], part: int | None):
    code, article = key
    names = {
        "RU-UK": "Criminal Code of Russia",
        "RU-KoAP": "Russian Code of Administrative Offences",
        "UA-KK": "Criminal Code of Ukraine",
        "BY-UK": "Belarusian Criminal Code",
    }
    if code not in names:
        return
    lead = f"Part {part} of Article" if part else "Article"
    (found,) = find_charges(f"He was tried under {lead} {article} of the {names[code]}.", "en")
    charge = found.charge
    assert (charge.code, charge.article, charge.part) == (code, article, str(part) if part else None)
    assert charge.note is None


@QUICK
@given(st.integers(1, 30), st.integers(1, 11))
def test_a_term_reads_back(years: int, months: int):
    for lang, text in (
        ("en", f"sentenced to {years} years and {months} months"),
        ("ru", f"приговорили к {years} годам и {months} месяцам"),
        ("uk", f"вирок – {years} років і {months} місяців"),
    ):
        (found,) = find_terms(text, lang)
        assert (found.term.years, found.term.months) == (years, months)


@QUICK
@given(langs, st.integers(2, 99999))
def test_a_count_reads_back(lang: str, value: int):
    noun = {"en": "people", "ru": "человек", "uk": "осіб"}[lang]
    (found,) = find_counts(f"x {value:,} {noun} x".replace(",", " "), lang)
    assert (found.count.count_min, found.count.count_max, found.group) == (value, value, "person")


PIECES = st.sampled_from(
    [
        *(
            "$",
            "€",
            "5",
            "1,000",
            "2.5",
            "million",
            "rubles",
            "(",
            ")",
            "-",
            "–",
            "«",
            "»",
            '"',
            ",",
            ".",
            ":",
            "\n",
        ),
        *(
            "Article",
            "part",
            "205.5",
            "of the",
            "Criminal Code",
            "accused of",
            "treason",
            "and",
            "for",
            "on",
            "in",
        ),
        *(
            "May",
            "12",
            "2021",
            "Tuesday",
            "years",
            "ago",
            "six",
            "people",
            "Kyiv",
            "District",
            "Court",
            "half a",
        ),
        *("ст.", "ч.", "УК РФ", "тысяч", "рублей", "лет", "вчера", "человек", "за", "обвинили в", "полтора"),
        *(
            "п'ять",
            "років",
            "осіб",
            "КК",
            "грн",
            "торік",
            "у",
            "звинуватили у",
            "зраді",
            "İ",
            "\u0130",
            "ß",
            "①",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(langs, st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)))
def test_any_text_is_read_without_an_error_and_spans_lie_in_it(lang: str, text: str):
    for found in every(text, lang):
        assert 0 <= found.start < found.end <= len(text)


def slowdown() -> float:
    """How much slower this machine is, now, than the one where 50 ms were measured: a busy one is slower."""
    start = time.process_time()
    sum(value * value for value in range(200_000))
    return max(1.0, (time.process_time() - start) / 0.012)


HARD = (
    "1 ",
    "5 rubles ",
    "Article 20.3, ",
    "ст. 205, ч. 2 ",
    "one hundred and ",
    "on on ",
    "accused of x, y and ",
    "((",
)
HARD_DATES = (
    "5, 6, 7 January ",
    "May May 5 ",
    "3 years and 5 months ",
    "п'ять тисяч ",
    "Kyiv District ",
    "5–6–7–",
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", [*HARD, *HARD_DATES])
def test_no_component_takes_longer_than_50_ms_for_10_kb(lang: str, piece: str):
    text = (piece * 10_000)[:10_000]
    finders: list[Callable[[str, str], list]] = [
        find_amounts,
        find_charges,
        find_dates,
        find_terms,
        find_counts,
    ]
    every(piece, lang)
    for find in finders:
        times = []
        for _ in range(12):  # the fastest counts: the machine may be busy
            start = time.process_time()
            find(text, lang)
            times.append((time.process_time() - start) / slowdown())
            if times[-1] <= 0.05:
                break
        assert min(times) <= 0.05, find.__name__
