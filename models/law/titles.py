"""The titles of the law tables as patterns, so that an offence is known in any inflection by what the code calls it."""

from __future__ import annotations

import re
from functools import cache

from models.law.codes import provisions

ENDING = {"en": 1, "ru": 2, "uk": 2}  # letters at the end of a word that inflection may change
SHORTEST = 4  # letters of a stem
ALONE = 7  # letters of a title of one word; shorter ones ("insult") are words of everyday language
BRACKET = re.compile(r"\s*\([^)]*\)")


@cache
def title_forms(lang: str) -> tuple[str, ...]:
    """One regular expression an alternative title, without groups; spaces match any white space by
    models.vocabulary.either. () for a language without titles."""
    titles = {
        part.strip()
        for found in provisions().values()
        for part in BRACKET.sub("", found.titles.get(lang, "")).split(",")
    }
    return tuple(sorted(_form(title, lang) for title in titles if " " in title or len(title) >= ALONE))


def _form(title: str, lang: str) -> str:
    """ "violence against an official" -> "violen\\w* against an offici\\w*"."""
    return " ".join(_stem(word, ENDING[lang]) for word in title.split())


def _stem(word: str, ending: int) -> str:
    spelled = re.escape(word).replace("ё", "[её]").replace("'", "['’ʼ]")
    if not word.isalpha() or len(word) < SHORTEST + 1:
        return spelled
    stem = word[: max(SHORTEST, len(word) - ending)].replace("ё", "[её]")
    return rf"{stem}\w*"
