"""The grammatical cases that a name in Russian or Ukrainian text may stand in, read against its nominative."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from models.components.morphology import forms

ANY: Final = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
_DECLINED: Final = frozenset("аяйьбвгґджзклмнпрстфхцчшщ")  # last letters of names that change with the case
_SHARED = 2  # letters that a form has in common with its nominative

_ENDINGS: Final = (
    (("ові", "еві", "єві", "ому", "ему"), ("datv",)),
    (("ого", "его"), ("gent", "accs")),
    (("ым", "им", "ом", "ем", "єм", "ою", "ею"), ("ablt",)),
    (("ої",), ("gent",)),
    (("ій",), ("datv", "loct")),
    (("ой", "ей"), ("gent", "datv", "ablt", "loct")),
    (("ую", "юю"), ("accs",)),
)  # fmt: skip


def mention_cases(words: Sequence[str], nominative: str, lang: str) -> frozenset[str]:
    """The cases that all words of a mention allow; any case where they tell nothing."""
    told = []
    for word in words:
        base = max(nominative.split(), key=lambda n: _shared(n.lower(), word.lower()))
        if len(word) > 2 and _shared(base.lower(), word.lower()) >= _SHARED:
            told.append(word_cases(word, base, lang))
    changed = [
        cases for cases in told if "nomn" not in cases
    ]  # women's names may stay as they are beside these
    return _common(told) or _common(changed) or ANY


def _shared(a: str, b: str) -> int:
    """How many letters two words begin with in common."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _common(told: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*told) if told else frozenset()


@lru_cache(maxsize=20_000)
def word_cases(word: str, nominative: str, lang: str) -> frozenset[str]:
    """The cases in which a name with this nominative has this form."""
    low, base = word.lower(), nominative.lower()
    known = [f.case for f in forms(word, lang) if f.number != "plur" and f.nominative == base]
    told = frozenset(case for case in known if case)
    if told:
        return told
    if low == base:
        return frozenset(("nomn",)) if base[-1] in _DECLINED else ANY
    by_ending = next(
        (cases for ends, cases in _ENDINGS if low.endswith(ends) and not base.endswith(ends)), ()
    )
    return frozenset(by_ending) or _by_last_letter(low[-1], base[-1] in "ая")


def _by_last_letter(letter: str, in_a: bool) -> frozenset[str]:
    """`in_a`: the nominative ends in "а" or "я"."""
    if letter in "ая":
        return frozenset(("gent", "accs"))
    if letter in "ую":
        return frozenset(("accs",)) if in_a else frozenset(("datv",))
    if letter in "ыиі":
        return frozenset(("gent", "datv", "loct")) if in_a else frozenset(("datv", "loct"))
    return frozenset(("datv", "loct")) if letter in "еє" else ANY
