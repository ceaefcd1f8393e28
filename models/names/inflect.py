"""Personal names put into the nominative: 'Айдера Кадырова' -> 'Айдер Кадыров'.

Grammar comes from pymorphy3 and its Russian and Ukrainian dictionaries (MIT). A dictionary knows few
names of the region, so its guesses are read together: all words of one name share case and gender, and the
reading that most words agree on wins. A name that no reading explains stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    import pymorphy3  # noqa: PLC0415

    return pymorphy3.MorphAnalyzer(lang=lang)


def nominative(name: str, lang: str, gender_hint: Gender | None = None) -> str:
    """`name` in the nominative for Russian and Ukrainian; unchanged in other languages and in Latin letters.

    `gender_hint` settles names that could be a man's genitive or a woman's nominative ("Кадырова").
    """
    options = _options(name, lang)
    if not options:
        return name
    return min(
        options, key=lambda o: o.cost + _PRIOR[o.gender] + _MISFIT * (gender_hint not in (None, o.gender))
    ).name


def nominatives(names: Sequence[str], lang: str) -> list[str]:
    """The nominatives of all names of one document, in order.

    Mentions that may be of one person share a gender: "Александра Древина" is a man's genitive where the text
    also has "Древин".
    """
    options = [_options(name, lang) for name in names]
    costs: dict[tuple[str, str], list[float]] = {}
    for given in options:
        for option in given:
            costs.setdefault((_key(given), option.gender), []).append(option.cost)
    out = []
    for name, given in zip(names, options, strict=True):
        shared = {o: costs[_key(given), o.gender] for o in given}
        weigh = {o: o.cost + sum(s) / len(s) + _PRIOR[o.gender] for o, s in shared.items()}
        out.append(min(weigh, key=lambda o: weigh[o]).name if weigh else name)
    return out


class Option(NamedTuple):
    """The best nominative of a name for one gender."""

    gender: str
    name: str
    cost: float


# men are named more often, and in the genitive, in this subject
_PRIOR: Final = {"masc": 0.0, "femn": 0.25}
_GIVE_UP: Final = 3.0
_MISFIT: Final = 4.0


@lru_cache(maxsize=20_000)
def _options(name: str, lang: str) -> tuple[Option, ...]:
    """The best reading as a man's and as a woman's name; none where no reading explains the words."""
    if lang not in ("ru", "uk") or not _CYRILLIC.search(name):
        return ()
    words = name.split(" ")
    table = [tuple(_readings(word, lang, position)) for position, word in enumerate(words)]
    found = []
    for gender in ("masc", "femn"):
        case = min(_CASES, key=lambda c: _cost(table, c, gender))
        cost = _cost(table, case, gender)
        form = " ".join(_pick(readings, case, gender).nominative for readings in table)
        found.append(Option(gender, form if cost < _GIVE_UP * len(words) else name, cost))
    return tuple(found)


def _key(options: tuple[Option, ...]) -> str:
    """Mentions with the same stem of the last word may be of one person (or of one family)."""
    if not options:
        return ""
    word = min(options, key=lambda o: o.cost).name.split(" ")[-1].lower()
    return re.sub("(?:ый|ий|ая|а|я)$", "", word)


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
    for case, gender in product(_CASES, ("masc", "femn")):
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
_MASC_OV: Final = {
    "ru": (("", "nomn"), ("а", "gent"), ("у", "datv"), ("а", "accs"), ("ым", "ablt"), ("е", "loct")),
    "uk": (("", "nomn"), ("а", "gent"), ("у", "datv"), ("ові", "datv"), ("а", "accs"), ("им", "ablt")),
}  # fmt: skip
_FEMN_OV: Final = {
    "ru": (("а", "nomn"), ("ой", "gent"), ("ой", "datv"), ("у", "accs"), ("ой", "ablt"), ("ою", "ablt")),
    "uk": (("а", "nomn"), ("ої", "gent"), ("ій", "datv"), ("у", "accs"), ("ою", "ablt")),
}
_STEMS: Final = {"ru": ("ов", "ев", "ёв", "ин", "ын"), "uk": ("ов", "єв", "ев", "йов", "ін", "їн", "ин")}
# surnames in -skyi: (ending, case, gender)
_SKY: Final = {
    "ru": (
        ("ий", "nomn", "masc"), ("ого", "gent", "masc"), ("ого", "accs", "masc"), ("ому", "datv", "masc"),
        ("им", "ablt", "masc"), ("ом", "loct", "masc"), ("ая", "nomn", "femn"), ("ой", "gent", "femn"),
        ("ой", "datv", "femn"), ("ой", "ablt", "femn"), ("ую", "accs", "femn"),
    ),
    "uk": (
        ("ий", "nomn", "masc"), ("ого", "gent", "masc"), ("ого", "accs", "masc"), ("ому", "datv", "masc"),
        ("им", "ablt", "masc"), ("а", "nomn", "femn"), ("ої", "gent", "femn"), ("ій", "datv", "femn"),
        ("у", "accs", "femn"), ("ою", "ablt", "femn"),
    ),
}  # fmt: skip
_SKY_STEMS: Final = {"ru": ("ск", "цк"), "uk": ("ськ", "цьк", "зьк")}
# any other name that ends in a consonant, as a man's name: (ending, case)
_OTHERS: Final = (
    ("а", "gent"),
    ("а", "accs"),
    ("у", "datv"),
    ("ом", "ablt"),
    ("ем", "ablt"),
    ("ові", "datv"),
)
_IN_A: Final = (
    ("ы", "gent"),
    ("и", "gent"),
    ("е", "datv"),
    ("і", "datv"),
    ("у", "accs"),
    ("ой", "ablt"),
    ("ою", "ablt"),
)
_CONSONANTS: Final = frozenset("бвгґджзклмнпрстфхцчшщ")
_INDECLINABLE: Final = ("ко", "аго", "яго", "ово", "е", "и", "і", "ю", "ых", "их", "є", "ї", "у")


def _by_suffix(word: str, lang: str) -> Iterator[Reading]:
    """Regular endings of both languages, which cover most of the region's names."""
    low = word.lower()
    for stem in _STEMS[lang]:
        for endings, gender, nominal in ((_MASC_OV, "masc", ""), (_FEMN_OV, "femn", "а")):
            for ending, case in endings[lang]:
                if low.endswith(stem + ending) and len(low) > len(stem + ending) + 1:
                    yield Reading(case, gender, _with(word, ending, nominal), 0.25)
    for stem in _SKY_STEMS[lang]:
        for ending, case, gender in _SKY[lang]:
            if low.endswith(stem + ending):
                nominal = "ий" if gender == "masc" else "ая" if lang == "ru" else "а"
                yield Reading(case, gender, _with(word, ending, nominal), 0.25)
    yield from _plain_ending(word, low)


def _plain_ending(word: str, low: str) -> Iterator[Reading]:
    if low[-1] in _CONSONANTS:
        yield Reading("any", "femn", word, 0.6)  # women's names and surnames in a consonant never change
        yield Reading("nomn", "masc", word, 0.6)
    for ending, case in _OTHERS:
        stem = low.removesuffix(ending)
        if low.endswith(ending) and len(stem) > 2 and stem[-1] in _CONSONANTS:
            yield Reading(case, "masc", _with(word, ending, ""), 1.0)
    for ending, case in _IN_A:
        stem = low.removesuffix(ending)
        if low.endswith(ending) and len(stem) > 3 and stem[-1] in _CONSONANTS:
            yield Reading(case, "any", _with(word, ending, "а"), 1.1)
    if low.endswith(_INDECLINABLE) and not low.endswith(("ого", "его", "ому", "ему")):
        yield Reading("any", "any", word, 2.0 if low[-1] == "у" else 0.8)


def _with(word: str, ending: str, nominal: str) -> str:
    stem = word[: len(word) - len(ending)] if ending else word
    return stem + (nominal.upper() if word.isupper() else nominal)
