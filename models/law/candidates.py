"""Articles that an offence told in words may fall under: candidates, never facts."""

from __future__ import annotations

import re
from functools import cache

from models.law.codes import country_of_code, provisions

STEM = 5  # letters of a word that are compared, so that case endings do not matter
ENOUGH = 0.5  # share of the label's words that a title must hold
MOST = 3


def stems(text: str) -> frozenset[str]:
    """The words of a phrase by their first letters; short words say too little."""
    return frozenset(word[:STEM] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()))


@cache
def _titles(lang: str) -> tuple[tuple[str, str, tuple[frozenset[str], ...]], ...]:
    """(code, article, stems of each alternative of the title) of every provision."""
    return tuple(
        (code, article, tuple(stems(part) for part in found.titles[lang].split(",")))
        for (code, article), found in provisions().items()
    )


@cache
def candidate_articles(label: str, lang: str, country: str | None) -> tuple[str, ...]:
    """Up to three "CODE article" whose title shares most words with `label`, best first. `country`
    (ISO 3166) leaves the codes of others out; () for a language without titles or when nothing fits."""
    if lang not in ("en", "ru", "uk") or not (words := stems(label)):
        return ()
    scored = []
    for code, article, titles in _titles(lang):
        if country and country_of_code(code) != country:
            continue
        shared, size = max((len(words & title), -len(title)) for title in titles)
        if shared >= ENOUGH * len(words) and shared:
            scored.append((-shared / (len(words) - size - shared), f"{code} {article}"))
    return tuple(name for _, name in sorted(scored)[:MOST])
