"""Names of one document in the nominative, with what the document and lists of given names tell of their bearers.

`models.names.inflect` reads the endings of one name; here a given name settles the gender ("Жанара Балгабаева" is no
man's genitive), a surname follows the case of the given name beside it ("Богдана Зизу"), and a surname alone takes the
form that a fuller name of the document shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from models.components.folding import fold_token
from models.components.gender import Gender, patronymic_gender
from models.components.morphology import INFLECTED, Form, forms
from models.names.inflect import nominative, nominatives
from models.names.lists import TRADITIONS, sections, spellings

_GENDERS: Final[tuple[Gender, Gender]] = ("masc", "femn")
_VOWELS: Final = "аеиіоуяєїюэыё"
# endings of a man's or woman's surname by case -> nominative: (cases, ending, what stands in its place)
_ENDINGS: Final = (
    (("accs",), "у", "а"), (("accs",), "ю", "я"), (("gent",), "ы", "а"), (("gent",), "и", "а"),
    (("datv", "loct"), "е", "а"), (("datv", "loct"), "ці", "ка"), (("datv", "loct"), "зі", "га"),
    (("datv", "loct"), "сі", "ха"), (("datv", "loct"), "і", "а"), (("ablt",), "ой", "а"), (("ablt",), "ою", "а"),
    (("datv",), "ові", ""), (("datv",), "еві", ""), (("datv",), "у", ""), (("datv",), "ю", "ь"), (("ablt",), "ом", ""),
    (("gent", "accs"), "а", ""), (("gent", "accs"), "я", "ь"),
)  # fmt: skip
_ABLT: Final = frozenset({"ablt"})
_INSTRUMENTAL: Final = re.compile(r"^(.+(?:ов|ев|ёв|єв|ин|ын|ін|їн))(?:ым|им)$")


def document_names(written: Sequence[str], lang: str) -> list[str]:
    """The nominatives of all names of one document, in order."""
    if lang not in INFLECTED:
        return list(written)
    found = [
        _by_given(name, guess, lang) for name, guess in zip(written, nominatives(written, lang), strict=True)
    ]
    full = {word for name in found if " " in name for word in name.split()[1:]}
    return [
        name if " " in name else _as_elsewhere(as_written, name, full, lang)
        for as_written, name in zip(written, found, strict=True)
    ]


def _by_given(written: str, guess: str, lang: str) -> str:
    """The nominative for the gender that a given name or patronymic tells, else the guess of the endings."""
    words = written.split()
    if len(words) < 2:
        return guess
    read = {gender: nominative(written, lang, gender) for gender in _GENDERS}
    told = [g for g in _GENDERS if _tells(read[g], g, lang)]
    if not told and _only_surname_declined(words, read["femn"].split()):
        told = ["femn"]  # men's given names decline, save for a few that the lists know
    name = read[told[0]] if len(told) == 1 else guess
    if name == written and (surname := _INSTRUMENTAL.search(words[-1])):
        return " ".join([*(_declined(w, _ABLT) or w for w in words[:-1]), surname[1]])
    return _agreeing(words, name.split(), lang)


def _only_surname_declined(written: list[str], read: list[str]) -> bool:
    """ "Лутфие Зудиевой", "Махинур Ниязову": or, with a given name that men cannot bear undeclined, "Айке Осипова"."""
    if written[0] != read[0] or not read[-1].endswith(("а", "я")):
        return False
    return _undeclined(written[0]) or (written[0][-1].lower() not in _VOWELS and written[1:] != read[1:])


def _tells(name: str, gender: Gender, lang: str) -> bool:
    return patronymic_gender(name) == gender or any(gender in given_genders(w, lang) for w in name.split())


def _undeclined(word: str) -> bool:
    return word[-1].lower() in _VOWELS and word[-1].lower() not in "оая"


def _agreeing(written: list[str], read: list[str], lang: str) -> str:
    """A surname left as it was beside a given name in an oblique case is put into the nominative as well, and
    one in "-ці" comes from "-ка"."""
    if len(written) != len(read) or len(read) != 2 or written[0] == read[0]:
        return " ".join(read)
    if written[1] == read[1] or written[1].endswith("ці"):
        read = [read[0], _declined(written[1], _cases(written[0], read[0], lang)) or read[1]]
    return " ".join(read)


def _cases(word: str, nominal: str, lang: str) -> frozenset[str]:
    readings = [f for f in forms(word, lang) if f.case and f.nominative == nominal.lower()]
    return frozenset(f.case for f in readings if f.case) or _by_ending(word, nominal)


def _by_ending(word: str, nominal: str) -> frozenset[str]:
    found = [c for c, ending, instead in _ENDINGS if word == nominal.removesuffix(instead) + ending]
    return frozenset(case for cases in found for case in cases)


def _declined(surname: str, cases: frozenset[str]) -> str | None:
    """A surname by its regular ending in one of the cases; one in a vowel first, since "Зизу" is no "Зиз"."""
    low = surname.lower()
    for wanted, ending, instead in _ENDINGS:
        stem = low.removesuffix(ending)
        softened = len(instead) > 1  # к, г and х become ц, з and с
        if (
            cases & set(wanted)
            and low.endswith(ending)
            and len(stem) > 2
            and (softened or stem[-1] not in _VOWELS)
        ):
            return surname[: len(stem)] + instead
    return None


def _as_elsewhere(written: str, guess: str, full: set[str], lang: str) -> str:
    """A surname alone as it stands in a fuller name of the document, where its ending allows that."""
    return next((form for form in (guess, *_possible(written, lang)) if form in full), guess)


def _possible(written: str, lang: str) -> Iterator[str]:
    yield written
    yield from (nominative(written, lang, gender) for gender in _GENDERS)
    low = written.lower()
    for _, ending, instead in _ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            yield written[: len(written) - len(ending)] + instead


@lru_cache(maxsize=10_000)
def given_genders(word: str, lang: str) -> frozenset[str]:
    """The genders of a given name in the nominative, by our lists and the dictionary; none for other words."""
    listed = _listed().get(fold_token(word), frozenset())
    return listed or frozenset(f.gender for f in forms(word, lang) if f.gender and _is_given(f, word))


def _is_given(form: Form, word: str) -> bool:
    return form.given_name and form.known and form.case == "nomn" and form.nominative == word.lower()


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Spelling-neutral key of a given name -> its genders."""
    found: dict[str, set[str]] = {}
    for tradition in TRADITIONS:
        for section, gender in (("male", "masc"), ("female", "femn")):
            for name in sections(tradition)[section]:
                for variant in spellings(name):
                    found.setdefault(fold_token(variant), set()).add(gender)
    return {key: frozenset(genders) for key, genders in found.items()}
