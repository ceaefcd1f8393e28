"""The number that a noun phrase states: "the six", "26 Crimean Tatars", "all ten men"."""

from __future__ import annotations

from spacy.tokens import Token

_WORDS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split(),
        range(1, 21),
        strict=True,
    )
) | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "both": 2,
    "couple": 2, "pair": 2, "dozen": 12,
}  # fmt: skip


def number_of(head: Token) -> int | None:
    """The count that the phrase headed by `head` states, None where it states none."""
    for token in [head, *(c for c in head.children if c.dep_ in ("nummod", "det", "amod", "predet"))]:
        value = word_value(_whole(token))
        if value is not None:
            return value
    return None


def _whole(token: Token) -> str:
    """The word with what stands before its hyphen, which the tokenizer parts: "forty-four"."""
    hyphenated = token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in _WORDS
    return f"{token.nbor(-2).lower_}-{token.lower_}" if hyphenated else token.lower_


def word_value(word: str) -> int | None:
    if word in _WORDS:
        return _WORDS[word]
    digits = word.replace(",", "")
    if digits.isdigit() and len(digits) < 7:
        return int(digits)
    parts = word.split("-")
    if len(parts) == 2 and all(p in _WORDS for p in parts):
        return _WORDS[parts[0]] + _WORDS[parts[1]]
    return None
