"""One spelling for the many ways press writes a name from a Cyrillic or Turkic alphabet.

`anyascii` romanises any script; the rules below then join what Russian, Ukrainian, Belarusian, Crimean Tatar
and English conventions keep apart: g/h/kh, y/i/yi, dzh/j/dj/c, q/k, x/ks, iu/yu, ie/ye, doubled letters.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

_TURKIC: Final = str.maketrans(
    {"ç": "ch", "ş": "sh", "ı": "y", "ğ": "g", "ñ": "n", "ö": "o", "ü": "u", "â": "a", "ə": "a"}
)
_RULES: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[^a-z]", ""),
        (r"shch|sch", "s"),
        (r"tch|tsch", "C"),
        (r"dzh|dzi|dhz|dsch|dj|j(?=[aeou])", "J"),
        (r"^ye|^ie", "e"),
        (r"ck", "k"),
        (r"ch", "C"),
        (r"c(?=[eiya])", "J"),
        (r"c", "k"),
        (r"zh", "z"),
        (r"sh", "s"),
        (r"kh|gh|[gh]", "h"),
        (r"x", "ks"),
        (r"q", "k"),
        (r"w", "v"),
        (r"ph", "f"),
        (r"[yij]+", "i"),
        (r"(?<=[^aeoui])i(?=[aeou])", ""),
        (r"(?<=[aeou])i(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
    )
)
_FEMININE: Final = re.compile(r"(?<=[oe]v)a$|(?<=in)a$|(?<=sk)(?:aia|aa|aya|i|ii|a)$|i$")
_SUFFIX: Final = re.compile(r"(?<=.{3})[oe]v$")
_VOWELS: Final = re.compile(r"(?<=.)[aeoui]")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """One written word in a joined spelling: "Джемілєв", "Dzhemiliev" and "Cemilev" all give "Jemilev"."""
    plain = anyascii(word.lower().translate(_TURKIC)).lower()
    for pattern, replacement in _RULES:
        plain = pattern.sub(replacement, plain)
    return plain


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`fold` of a surname without feminine endings and the optional -ov/-ev ("Dzhelyalova" -> "Jelal")."""
    plain = _FEMININE.sub("", fold(word))
    return _SUFFIX.sub("", plain)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Blocking key: the first four consonants (and a leading vowel) of the stem."""
    base = stem(word)
    return (_VOWELS.sub("", base) or base)[:4]


def close(first: str, second: str) -> bool:
    """Whether two folded words are one word with at most a slip of the pen (one in five letters)."""
    if first == second:
        return True
    longest = max(len(first), len(second))
    if longest < 5:
        return False
    slips = int(DamerauLevenshtein.distance(first, second, score_cutoff=3))
    return slips <= (1 if longest < 9 else 2)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, int], dict[str, int]]:
    raw = files(__package__).joinpath("given_names.toml").read_text(encoding="utf-8")
    data = tomllib.loads(raw)
    given = {fold(form): number for number, group in enumerate(data["groups"]) for form in group}
    bynames = {stem(form): number for number, group in enumerate(data["bynames"]) for form in group}
    return given, bynames


def given_group(word: str) -> int | None:
    """Number of the group of given names that `word` belongs to, None for an unlisted word."""
    return _vocabulary()[0].get(fold(word))


def byname_group(word: str) -> int | None:
    return _vocabulary()[1].get(stem(word))


@lru_cache(maxsize=200_000)
def same_given(first: str, second: str) -> bool:
    """Whether two written given names are spellings of one."""
    one, other = given_group(first), given_group(second)
    if one is not None and other is not None:
        return one == other
    return close(fold(first), fold(second))


@lru_cache(maxsize=200_000)
def same_surname(first: str, second: str) -> bool:
    """Whether two written surnames are spellings of one (-ov optional, feminine forms equal)."""
    one, other = byname_group(first), byname_group(second)
    if one is not None and one == other:
        return True
    return close(stem(first), stem(second)) or close(fold(first), fold(second))


@lru_cache(maxsize=200_000)
def consonants(word: str) -> str:
    """A rougher key than `stem` for whole texts: five consonants, so that case endings do not matter."""
    plain = fold(word)
    return plain[:1] + _VOWELS.sub("", plain[1:])[:4] if plain else ""
