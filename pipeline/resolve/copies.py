"""Syndicated copies: mirrors, AMP and print pages, reprints. A copy confirms nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from pipeline.records import Article

_WORD: Final = re.compile(r"\w+")
SHORTEST: Final = 120  # characters; two shorter texts may be alike by chance


def _prints(article: Article) -> set[str]:
    """What two pages with one report share: the canonical address, and the words of the whole text."""
    words = " ".join(_WORD.findall(article.text.casefold()))
    prints = {"text:" + sha256(words.encode()).hexdigest()} if len(words) >= SHORTEST else set()
    return prints | ({f"url:{article.canonical_url}"} if article.canonical_url else set())


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Article id of each copy -> id of its original: the earliest published, then the first by id."""
    seen: dict[str, str] = {}
    copies: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: (a.published_at or "9999", a.fetched_at or "9999", a.id)):
        prints = _prints(article)
        original = next((seen[mark] for mark in sorted(prints) if mark in seen), None)
        if original is not None and original != article.id:
            copies[article.id] = original
        for mark in prints:
            seen.setdefault(mark, original or article.id)
    return copies
