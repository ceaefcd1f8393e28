"""Articles that an offence told in words may fall under: candidates, never facts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from models.law.codes import country_of_code, provisions

STEM = 5  # letters of a word that are compared, so that case endings do not matter
ENOUGH = 0.5  # share of the label's words that a title must hold
MOST = 3


def stems(text: str) -> frozenset[str]:
    """The words of a phrase by their first letters; short words say too little."""
    return frozenset(word[:STEM] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()))


@cache
def _titles(lang: str) -> Mapping[str, frozenset[tuple[str, frozenset[str]]]]:
    """By stem: ("CODE article", stems of one alternative of its title) of every provision that holds it."""
    index: dict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
    for (code, article), found in provisions().items():
        for title in (stems(part) for part in found.titles[lang].split(",")):
            for stem in title:
                index[stem].add((f"{code} {article}", title))
    return {stem: frozenset(titles) for stem, titles in index.items()}


@lru_cache(maxsize=4096)
def candidate_articles(label: str, lang: str, country: str | None) -> tuple[str, ...]:
    """Up to three "CODE article" whose title shares most words with `label`, best first. `country`
    (ISO 3166) leaves the codes of others out; () for a language without titles or when nothing fits."""
    if lang not in ("en", "ru", "uk") or not (words := stems(label)):
        return ()
    scored: dict[str, float] = {}
    for name, title in set[tuple[str, frozenset[str]]]().union(*(_titles(lang).get(w, ()) for w in words)):
        shared = len(words & title)
        if shared >= ENOUGH * len(words) and (not country or country_of_code(name) == country):
            scored[name] = max(scored.get(name, 0.0), shared / len(words | title))
    return tuple(sorted(scored, key=lambda name: (-scored[name], name))[:MOST])
