"""The word lists of personal names, with gender endings and spelling variants made from the base forms.

A list file has sections in brackets; entries are separated by spaces or, in organisations.txt and patterns.txt,
stand one on a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
TRADITIONS: Final = (
    "crimean_tatar", "ukrainian", "russian", "belarusian", "central_asian", "caucasian", "turkish",
)  # fmt: skip

_BY_LINE: Final = frozenset({"organisations", "patterns"})
# endings that make family names of men's given names, by tradition
_PATERNAL: Final = {
    "crimean_tatar": ("ov", "aev"), "ukrainian": ("enko", "chuk", "iv"), "russian": ("ov", "ovsky"),
    "belarusian": ("enka", "ovich", "chyk"), "central_asian": ("ov", "uly", "zoda"),
    "caucasian": ("yan", "shvili", "ov", "zade", "iev"), "turkish": ("oglu", "soy", "er"),
}  # fmt: skip
_VILLAGES: Final = ("ivka", "ovka", "ovo", "ivske", "abad", "kent", "koy", "aul")

_FEMININE: Final = (
    ("skyi", "ska"), ("tskyi", "tska"), ("ski", "skaya"), ("sky", "skaya"), ("tski", "tskaya"), ("oy", "aya"),
    ("yi", "a"), ("ny", "naya"), ("ou", "ova"), ("au", "ava"), ("eu", "eva"), ("iou", "iova"),
)  # fmt: skip
_ADDS_A: Final = ("ov", "ev", "in", "yn", "yov")
# one name, several spellings in the press: (written, also written)
_SPELLINGS: Final = (
    ("dzh", "j"), ("dzh", "dj"), ("kh", "h"), ("iev", "iyev"), ("aev", "ayev"), ("ii", "iy"),
    ("ii", "y"), ("yev", "iev"), ("ey", "ei"), ("ay", "ai"), ("yu", "iu"), ("ya", "ia"), ("lya", "lia"),
    ("yo", "io"), ("ks", "x"), ("oo", "u"), ("shch", "sch"), ("sh", "ş"), ("ch", "ç"), ("y", "i"),
    ("iia", "ia"), ("w", "v"), ("ym", "im"),
)  # fmt: skip


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The sections of `<name>.txt`: section -> entries in file order."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current += [line] if name in _BY_LINE else line.split()
    return {section: tuple(dict.fromkeys(entries)) for section, entries in found.items()}


def feminine(surname: str) -> str:
    """The woman's form of a Slavic or Slavicised surname; others are the same for both."""
    if surname.endswith(_ADDS_A):
        return surname + "a"
    for ending, female in sorted(_FEMININE, key=lambda pair: -len(pair[0])):
        if surname.endswith(ending):
            return surname[: -len(ending)] + female
    return surname


def spellings(name: str) -> tuple[str, ...]:
    """`name` and the variants that differ in one regular transliteration."""
    variants = [name]
    for written, other in _SPELLINGS:
        for a, b in ((written, other), (written.capitalize(), other.capitalize())):
            if a in name:
                variants.append(name.replace(a, b))
    return tuple(dict.fromkeys(variants))


@cache
def surnames(tradition: str) -> tuple[str, ...]:
    """The listed surnames of a tradition and those that its men's given names make."""
    lists = sections(tradition)
    made = [g + e for g in lists["male"] if g[-1] not in "aeiouy" for e in _PATERNAL[tradition]]
    return tuple(dict.fromkeys((*lists["surnames"], *made)))


@cache
def villages() -> tuple[str, ...]:
    """Names of villages as given names make them: Petrivka, Rustamabad. Some exist, all could."""
    given = (g for t in TRADITIONS for g in sections(t)["male"] if g[-1] not in "aeiouy" and g.isalpha())
    return tuple(dict.fromkeys(g + e for g in given for e in _VILLAGES))


def patronymics(tradition: str, gender: str) -> Iterable[str]:
    """Patronymics from the given names of a tradition that uses them."""
    male, female = ("ovych", "ivna") if tradition == "ukrainian" else ("ovich", "ovna")
    for given in sections(tradition)["male"]:
        if given[-1] not in "aeiouy":
            yield given + (male if gender == "male" else female)


@cache
def _given_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for tradition in TRADITIONS:
        lists = sections(tradition)
        for gender in ("male", "female"):
            for name in lists[gender]:
                for variant in spellings(name):
                    found.setdefault(variant.lower(), gender)
    for gender, names in sections("english").items():
        for name in names:
            found.setdefault(name.lower(), gender)
    return found


def given_gender(word: str) -> str | None:
    """'male' or 'female' for a given name of our lists or a surname in -ova, -ska; None if unknown."""
    low = word.lower()
    if low in _given_names():
        return _given_names()[low]
    if (
        low.endswith(("ova", "eva", "ivna", "ovna", "evna", "skaya", "ska", "tska", "kyzy", "qizi"))
        and len(low) > 5
    ):
        return "female"
    return "male" if low.endswith(("ovich", "evich", "ovych", "oglu", "ogly", "vili")) else None
