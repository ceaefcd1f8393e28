"""Patterns for words that a text ends or starts with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.vocabulary import either


def ends_with(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern to search for in a text that ends with one of the words."""
    return re.compile(rf"(?<!\w){either(words)}\W{{0,2}}\Z", re.IGNORECASE)


def starts_with(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern to match against a text that starts with one of the words."""
    return re.compile(rf"\W{{0,3}}{either(words)}(?!\w)", re.IGNORECASE)
