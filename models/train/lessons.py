"""What the event models of one language are trained on: its own texts and those of languages that teach it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from models.train.gold import Annotated, gold_doc, read_gold
from models.train.settings import DATES_TAUGHT_BY, TAUGHT_BY, own_texts

Pair = tuple[Annotated, Doc]


@dataclass(frozen=True)
class Lessons:
    """Documents with their annotation."""

    news: list[Pair]  # annotated news in this language
    more: list[Pair]  # texts of our own, and everything in the languages that teach this one
    dates: list[Pair]  # whose dates alone are learned from


def lessons(lang: str, gold: Path) -> Lessons:
    """`gold`: the file of annotated articles."""
    more = _read(lang, own_texts(lang))
    for other in TAUGHT_BY.get(lang, ()):
        more += _read(other, read_gold(gold, other) + own_texts(other))
    dates = [
        pair
        for other in DATES_TAUGHT_BY.get(lang, ())
        for pair in _read(other, read_gold(gold, other) + own_texts(other))
    ]
    return Lessons(_read(lang, read_gold(gold, lang)), more, dates)


def _read(lang: str, articles: Sequence[Annotated]) -> list[Pair]:
    from models.reader import reader  # noqa: PLC0415 - heavy

    nlp = reader(lang)
    return [(article, gold_doc(article, nlp)) for article in articles]
