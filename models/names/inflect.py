"""Personal names put into the nominative: 'Айдера Кадырова' -> 'Айдер Кадыров'.

Grammar comes from pymorphy3 and its Russian and Ukrainian dictionaries (MIT). A dictionary knows few
names of the region, so its guesses are read together: all words of one name share case and gender, and the
reading that most words agree on wins. A name that no reading explains stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Any, Final, Literal, NamedTuple

Gender = Literal["masc", "femn"]

_CASES: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_NAME_TAGS: Final = ("Name", "Surn", "Patr")
_KEPT: Final = frozenset(
    ("оглы", "огли", "кызы", "кизи", "бей", "бек", "заде", "аль", "эль", "ібн", "ибн", "ван", "фон", "де")
)
_CYRILLIC: Final = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")


class Reading(NamedTuple):
    """One way to read a word: its nominative if the name has this case and gender; cost 0 is a sure one."""

    case: str
    gender: str
    nominative: str
    cost: float


@cache
def analyzer(lang: str) -> Any:
    """The pymorphy3 analyzer of 'ru' or 'uk', loaded once (0.1 s, 30 MB)."""
    import pymorphy3  # noqa: PLC0415 - loads on first use

    return pymorphy3.MorphAnalyzer(lang=lang)


@lru_cache(maxsize=20_000)
def nominative(name: str, lang: str, gender_hint: Gender | None = None) -> str:
    """`name` in the nominative for Russian and Ukrainian; unchanged in other languages and in Latin letters.

    `gender_hint` settles names that could be a man's genitive or a woman's nominative ("Кадырова").
    """
    if lang not in ("ru", "uk") or not _CYRILLIC.search(name):
        return name
    words = name.split(" ")
    table = [tuple(_readings(word, lang, position)) for position, word in enumerate(words)]
    best = min(_frames(gender_hint), key=lambda frame: _cost(table, *frame), default=None)
    if best is None or _cost(table, *best) >= _GIVE_UP * len(words):
        return name
    return " ".join(_pick(readings, *best).nominative for readings in table)


_GIVE_UP: Final = 3.0
_MISFIT: Final = 4.0


def _frames(gender_hint: Gender | None) -> Iterator[tuple[str, str]]:
    genders = (gender_hint,) if gender_hint else ("masc", "femn")
    return product(_CASES, genders)


def _cost(table: list[tuple[Reading, ...]], case: str, gender: str) -> float:
    oblique = 0.0 if case == "nomn" else 0.1
    return oblique + sum(_pick(readings, case, gender).cost for readings in table)


def _pick(readings: tuple[Reading, ...], case: str, gender: str) -> Reading:
    """The cheapest reading in this case and gender, or the word as written at the price of a misfit."""
    fits = [r for r in readings if r.case in (case, "any") and r.gender in (gender, "any")]
    return min(fits, key=lambda r: r.cost, default=Reading(case, gender, readings[0].nominative, _MISFIT))


def _readings(word: str, lang: str, position: int) -> Iterator[Reading]:
    """Readings of one word; the first yields the word as written, where a misfit falls back."""
    yield Reading("none", "none", word, _MISFIT)
    core = word.strip("«»\"“”'’,.")
    if len(core) <= 2 or word.endswith(".") or core.lower() in _KEPT or not core[:1].isupper():
        yield Reading("any", "any", word, 0.0)
        return
    if "-" in core:
        yield from _hyphenated(core, lang, position)
        return
    yield from _by_suffix(core, lang)
    for parse in analyzer(lang).parse(core):
        yield from _by_dictionary(parse, core, position)


def _hyphenated(word: str, lang: str, position: int) -> Iterator[Reading]:
    parts = [tuple(_readings(part, lang, position)) for part in word.split("-")]
    for case, gender in _frames(None):
        picked = [_pick(readings, case, gender) for readings in parts]
        cost = sum(r.cost for r in picked) / len(picked)
        yield Reading(case, gender, "-".join(r.nominative for r in picked), cost)


def _by_dictionary(parse: Any, word: str, position: int) -> Iterator[Reading]:
    tag = parse.tag
    case, number = str(tag.case or ""), tag.number
    if not {"NOUN", "ADJF"} & tag.grammemes or number == "plur" or case not in _CASES:
        return
    nominal = parse.inflect({"nomn"})
    form = nominal.word if nominal is not None else parse.normal_form
    kind = next((k for k in _NAME_TAGS if k in str(tag)), None)
    cost = 0.2 if kind else 1.6 if "anim" in str(tag) else 2.2
    cost += 0.0 if parse.is_known else 0.3
    cost += 0.3 if kind == "Surn" and position == 0 else 0.0
    for gender in (str(tag.gender),) if tag.gender in ("masc", "femn") else ("masc", "femn"):
        yield Reading(case, gender, _cased(form, word), cost)


def _cased(form: str, like: str) -> str:
    return form.upper() if like.isupper() and len(like) > 1 else form[:1].upper() + form[1:]


# endings of surnames in -ov, -in and the like: (ending, case)
_MASC_OV = (("", "nomn"), ("а", "gent"), ("у", "datv"), ("а", "accs"), ("ым", "ablt"), ("е", "loct"))
_MASC_OV_UK = (
    ("", "nomn"), ("а", "gent"), ("у", "datv"), ("ові", "datv"), ("а", "accs"), ("им", "ablt"),
    ("і", "loct"), ("ові", "loct"),
)  # fmt: skip
_FEMN_OV = (
    ("а", "nomn"), ("ой", "gent"), ("ой", "datv"), ("у", "accs"), ("ой", "ablt"), ("ою", "ablt"), ("ой", "loct"),
)  # fmt: skip
_FEMN_OV_UK = (("а", "nomn"), ("ої", "gent"), ("ій", "datv"), ("у", "accs"), ("ою", "ablt"), ("ій", "loct"))
_STEMS: Final = {"ru": ("ов", "ев", "ёв", "ин", "ын"), "uk": ("ов", "єв", "ев", "йов", "ін", "їн", "ин")}
_INDECLINABLE: Final = ("ко", "о", "е", "и", "і", "у", "ю", "ых", "их", "є", "ї")


def _by_suffix(word: str, lang: str) -> Iterator[Reading]:
    """Surnames in -ov, -ev, -in and the indeclinable ones: regular in both languages, most of the region's."""
    low = word.lower()
    masc, femn = (_MASC_OV, _FEMN_OV) if lang == "ru" else (_MASC_OV_UK, _FEMN_OV_UK)
    for stem in _STEMS[lang]:
        for endings, gender, nominal in ((masc, "masc", ""), (femn, "femn", "а")):
            for ending, case in endings:
                if low.endswith(stem + ending) and len(low) > len(stem + ending) + 1:
                    base = word[: len(word) - len(ending)] if ending else word
                    yield Reading(case, gender, base + (nominal.upper() if word.isupper() else nominal), 0.25)
    if low.endswith(_INDECLINABLE):
        yield Reading("any", "any", word, 0.8)
