"""Whether two written names are one person, as far as names alone can tell.

A name never proves that two people are one where it leaves room for namesakes: a lone given name gives
`"unknown"`, and the caller decides by the facts of the event.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from pipeline.resolve.spelling import (
    byname_group,
    close,
    fold,
    given_group,
    same_given,
    same_surname,
    skeleton,
    stem,
)

Verdict = Literal["same", "different", "unknown"]

_PATRONYMIC: Final = re.compile(
    r"(?:ovi[Ck]h?|evi[Ck]h?|ovna|evna|ivna|iCna|ioviC|eviC|oviC|iviC|ohli|ohlu|kizi|hizi)$"
)
_TURKIC: Final = re.compile(r"(?:ohli|ohlu|kizi|hizi)$")
_SURNAME: Final = re.compile(
    r"(?:ov|ev|ova|eva|sin|kin|nin|lin|kina|nina|ski|skii|skaa|skai|enko|Cuk|uk|iuk|Cenko|ian|idze|svili|vi[Ck])$"
)
_SPLIT: Final = re.compile(r"[\s,]+")


class PersonName(Struct, frozen=True):
    """A written name taken apart. Where the order is open, `given` and `surname` may be swapped."""

    given: str | None
    surname: str | None
    patronymic: str | None = None
    ordered: bool = False  # the place of the patronymic shows which word is the surname
    lone: str | None = None  # the only word of a one-word name


def _is_patronymic(word: str) -> bool:
    return len(word) > 6 and byname_group(word) is None and bool(_PATRONYMIC.search(fold(word)))


def _is_initial(word: str) -> bool:
    return len(word.replace(".", "")) <= 2 and word[:1].isupper() and (word.endswith(".") or len(word) == 1)


def looks_like_surname(word: str) -> bool:
    """Whether a word has a typical surname ending and is no listed given name."""
    return given_group(word) is None and bool(_SURNAME.search(fold(word)))


def _split_initials(word: str) -> list[str]:
    """ "R.K." is two words to the reader."""
    parts = [part for part in word.split(".") if part]
    return (
        [f"{part}." for part in parts] if word.count(".") > 1 and all(len(p) == 1 for p in parts) else [word]
    )


@lru_cache(maxsize=100_000)
def parse_name(name: str) -> PersonName:
    """Take a written name apart: "Aliev Muslim Nuriyevich", "Refat A. Chubarov", "B. Asanov", "Zarema"."""
    words = [part for word in _SPLIT.split(name.strip()) if word for part in _split_initials(word)]
    if len(words) == 1:
        return PersonName(None, None, lone=words[0])
    if not words:
        return PersonName(None, None)
    for place, word in enumerate(words):
        if place and len(words) > 2 and _is_patronymic(word) and place in (1, 2):
            rest = words[:place] + words[place + 1 :]
            given, surname = (rest[1], rest[0]) if place == 2 else (rest[0], rest[-1])
            return PersonName(given, surname, patronymic=word, ordered=True)
    return _two_words(words)


def _two_words(words: list[str]) -> PersonName:
    initials = [word for word in words if _is_initial(word)]
    full = [word for word in words if not _is_initial(word)]
    if initials and len(full) == 1:
        return PersonName(initials[0], full[0], ordered=True)
    if not full:
        return PersonName(None, None)
    turkic = _TURKIC.search(fold(full[-1]))  # a surname as often as a patronymic
    if len(full) == 2 and _is_patronymic(full[-1]) and not turkic and not looks_like_surname(full[-1]):
        return PersonName(full[0], None, patronymic=full[-1], ordered=True)
    swapped = given_group(full[-1]) is not None and given_group(full[0]) is None
    return PersonName(full[-1], full[0], ordered=True) if swapped else PersonName(full[0], full[-1])


def _given_fits(first: str | None, second: str | None) -> bool:
    if not first or not second:
        return True
    if _is_initial(first) or _is_initial(second):
        return fold(first)[:1] == fold(second)[:1]
    return same_given(first, second)


def _full_match(first: PersonName, second: PersonName) -> bool:
    """Two full names are one: straight, or crossed where one of them may be written surname first."""
    if not first.surname or not second.surname:
        return False
    straight = same_surname(first.surname, second.surname) and _given_fits(first.given, second.given)
    if straight or (first.ordered and second.ordered):
        return straight
    return bool(
        first.given
        and second.given
        and not _is_initial(first.given)
        and not _is_initial(second.given)
        and same_given(first.given, second.surname)
        and same_surname(first.surname, second.given)
    )


def _compare_lone(lone: str, other: PersonName) -> Verdict:
    """One word against a name: a surname fits its surname; a given name proves nothing, ever."""
    if other.lone:
        if not (same_surname(lone, other.lone) or same_given(lone, other.lone)):
            return "different"
        return "same" if looks_like_surname(lone) and looks_like_surname(other.lone) else "unknown"
    if other.given and same_given(lone, other.given) and not looks_like_surname(lone):
        return "unknown"
    if other.surname and same_surname(lone, other.surname):
        return "same" if looks_like_surname(lone) or given_group(lone) is None else "unknown"
    return "different"


@lru_cache(maxsize=500_000)
def compare(first: str, second: str) -> Verdict:
    """Whether two written names are one person: "same", "different", or "unknown" (the facts must decide).

    "same" for a lone surname means "may be the same within one story"; use `is_full` before joining people
    of different stories.
    """
    one, other = parse_name(first), parse_name(second)
    if one.lone:
        return _compare_lone(one.lone, other)
    if other.lone:
        return _compare_lone(other.lone, one)
    if one.patronymic and other.patronymic and not close(fold(one.patronymic), fold(other.patronymic)):
        return "different"
    if _full_match(one, other):
        return "same"
    if not (one.surname and other.surname) and _given_fits(one.given, other.given):
        return "unknown"
    return "different"


def is_full(name: str) -> bool:
    """Whether a name has a given name (or initial) and a surname."""
    parsed = parse_name(name)
    return bool(parsed.given and parsed.surname)


def surname_keys(name: str) -> frozenset[str]:
    """Skeletons of the words of a name that may be its surname (or its only word)."""
    parsed = parse_name(name)
    words: list[str | None] = [parsed.lone or parsed.surname or parsed.given]
    if _may_be_swapped(parsed):
        words.append(parsed.given)
    return frozenset(skeleton(word) for word in words if word) - {""}


def _may_be_swapped(parsed: PersonName) -> bool:
    given = parsed.given
    return bool(not parsed.ordered and given and not _is_initial(given) and given_group(given) is None)


def _given_marks(given: str | None) -> set[str]:
    """The first letter (all vowels are one) and the group of a given name."""
    if not given or not (plain := fold(given)):
        return {""}
    group = given_group(given)
    letter = "a" if plain[0] in "aeoui" else plain[0]
    return {letter} if group is None else {letter, f"group-{group}"}


def block_keys(name: str) -> frozenset[str]:
    """Keys of which any two full spellings of one person share one: surname skeleton and given-name mark.

    A lone name has a key of its own: it is only ever tied to a full one within one story.
    """
    parsed = parse_name(name)
    if parsed.lone:
        return frozenset({f"lone/{skeleton(parsed.lone)}"})
    orders: list[tuple[str | None, str | None]] = [
        (parsed.surname or parsed.given, parsed.given if parsed.surname else None)
    ]
    if _may_be_swapped(parsed) and parsed.surname:
        orders.append((parsed.given, parsed.surname))
    keys = {f"{skeleton(word)}/{mark}" for word, given in orders if word for mark in _given_marks(given)}
    bynames = {f"byname-{group}" for word, _ in orders if word and (group := byname_group(word)) is not None}
    return frozenset(keys | bynames)


def display_key(name: str) -> str:
    """A sort and identity key of a written name: folded words in alphabetical order."""
    return " ".join(sorted(stem(word) for word in _SPLIT.split(name.strip()) if word))
