"""Spelling-neutral keys of names: one name is written in two scripts and many transliterations."""

from __future__ import annotations

import re

from anyascii import anyascii

# one written sound, several spellings: Dzhelyal / Jelal, Alexei / Aleksey, Kyiv's y / Kiev's i
_FOLDS = (
    ("dzh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "h"), ("g", "h"), ("x", "ks"), ("ie", "e"), ("ye", "e"),
    ("iy", "i"), ("yi", "i"), ("ia", "a"), ("ya", "a"), ("iu", "u"), ("yu", "u"), ("y", "i"), ("j", "i"), ("w", "v"),
    ("ii", "i"),
)  # fmt: skip


def fold_token(token: str) -> str:
    """A spelling-neutral Latin key of one name token: 'Джелялов' and 'Dzhelialov' give the same key."""
    key = re.sub(r"[^a-z]", "", anyascii(token).lower())
    for written, sound in _FOLDS:
        key = key.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", key)
