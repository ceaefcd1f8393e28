"""Penalties beside a term: marked sentences, round trips, hostile text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.components.additional import FoundAdditional, find_additional
from models.values import Additional, Term
from tests.models.marked.normaliser_cases import Case, load

LANGUAGES = ("en", "ru", "uk")


def show(found: FoundAdditional) -> str:
    term = found.additional.term or Term()
    units = [
        f"{getattr(term, unit):g}{unit[0]}" for unit in ("years", "months", "days") if getattr(term, unit)
    ]
    return " ".join([found.additional.kind, *units])


@pytest.mark.parametrize("case", load("additional"), ids=str)
def test_additional_penalties(case: Case):
    found = find_additional(case.text, case.lang)
    assert [show(value) for value in found] == list(case.values)
    assert [case.text[value.start : value.end] for value in found] == list(case.marked)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 25))
def test_a_length_reads_back(years: int):
    forms = {
        "en": [f"{years} years of restricted freedom", f"a ban on teaching for {years} years"],
        "ru": [f"с ограничением свободы на {years} лет", f"с запретом преподавать на {years} лет"],
        "uk": [f"обмеженням волі на {years} років", f"із забороною викладати на {years} років"],
    }
    for lang, texts in forms.items():
        for text, kind in zip(texts, ("restricted_freedom", "ban"), strict=True):
            (found,) = find_additional(f"12, {text}.", lang)
            assert found.additional == Additional(kind, Term(years=years))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=300))
def test_any_text_is_read_without_an_error(lang: str, text: str):
    for found in find_additional(text, lang):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["banned from ", "the first 4 ", "one hundred and ", "запрет на ", "4 years of ", "з них перші "]
)
def test_ten_kilobytes_take_less_than_50_ms(lang: str, piece: str):
    text = (piece * 10_000)[:10_000]
    find_additional(piece, lang)
    times = []
    for _ in range(8):  # the fastest counts: the machine may be busy
        start = time.process_time()
        find_additional(text, lang)
        times.append(time.process_time() - start)
        if times[-1] <= 0.05:
            break
    assert min(times) <= 0.05
