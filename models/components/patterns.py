"""Patterns made of word lists, and ways to run them fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from models.vocabulary import either


def ends_with(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern to search for in a text that ends with one of the words."""
    return re.compile(rf"(?<!\w){either(words)}\W{{0,2}}\Z", re.IGNORECASE)


def starts_with(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern to match against a text that starts with one of the words."""
    return re.compile(rf"\W{{0,3}}{either(words)}(?!\w)", re.IGNORECASE)


def cased(words: Iterable[str]) -> str:
    """Like `either`, for words in lower case or with a capital first letter, whatever the flags.

    A branch that starts with a letter class is skipped by its first letter; one that ignores case is tried
    letter by letter, which made long word lists several times slower."""
    spelled = [
        f"[{word[0].upper()}{word[0].lower()}]{word[1:]}" if word[0].isalpha() else word for word in words
    ]
    return f"(?-i:{either(spelled)})"


def windows(hint: re.Pattern[str], text: str, before: int, after: int) -> list[tuple[int, int]]:
    """The stretches of text within `before` and `after` characters of the matches of a fast pattern."""
    found: list[tuple[int, int]] = []
    for match in hint.finditer(text):
        start, end = max(0, match.start() - before), match.end() + after
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def near(
    pattern: re.Pattern[str], hint: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[re.Match[str]]:
    """The matches of a slow pattern in the windows around the matches of a fast one."""
    for start, end in windows(hint, text, before, after):
        yield from pattern.finditer(text, start, end)
