"""Sentences of Russian and Ukrainian text by razdel (MIT), which knows abbreviations, initials and quotations.

Its lists are Russian; what Ukrainian shortens otherwise is in the language's sentences.toml. A line break always ends
a sentence: headlines, list items and datelines have no full stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from razdel import sentenize
from spacy.language import Language
from spacy.tokens import Doc

from models.vocabulary import vocabulary

_LINE = "\n"


@Language.component("khronika_sentences", assigns=["token.is_sent_start"])
def khronika_sentences(doc: Doc) -> Doc:
    """Write sentence starts. Reads `doc.lang_`."""
    starts = set(_starts(doc.text, _shortened(doc.lang_)))
    begins = True
    for token in doc:
        inside = range(token.idx, token.idx + len(token))
        begins = begins or any(i in starts for i in inside)
        token.is_sent_start = begins and not token.is_space
        begins = (begins and token.is_space) or (token.is_space and _LINE in token.text)
    if len(doc):
        doc[0].is_sent_start = True
    return doc


@cache
def _shortened(lang: str) -> tuple[str, ...]:
    return tuple(vocabulary(lang, "sentences")["shortened"])


def _starts(text: str, shortened: tuple[str, ...]) -> Iterator[int]:
    """Offsets of first characters."""
    before = ""
    for found in sentenize(text):
        if _last_word(before) not in shortened:
            yield found.start
        before = found.text


def _last_word(sentence: str) -> str:
    return sentence[sentence.rfind(" ") + 1 :].lower().lstrip('(«"')
