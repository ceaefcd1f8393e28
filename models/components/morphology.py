"""Word forms of Russian and Ukrainian, where documents have no tags: lemmas, cases and genders by pymorphy3."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Token

from models.names.inflect import analyzer

INFLECTED = ("ru", "uk")
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox"})
VERBAL = frozenset({"VERB", "INFN", "GRND"})


class Form(NamedTuple):
    """One reading of a word."""

    lemma: str
    pos: str  # OpenCorpora part of speech: NOUN, ADJF, PRTF, VERB, ...
    case: str | None
    gender: str | None  # masc, femn, neut
    number: str | None  # sing, plur
    past: bool
    animate: bool
    given_name: bool
    passive: bool  # a participle
    proper: bool  # a given name, surname, patronymic or name of a place
    known: bool  # to the dictionary, not guessed from the ending
    nominative: str  # this word in the nominative, number and gender kept


@lru_cache(maxsize=50_000)
def forms(word: str, lang: str) -> tuple[Form, ...]:
    """All readings of a word, the likeliest first; none in other languages."""
    if lang not in INFLECTED:
        return ()
    return tuple(_forms(word, lang))


def _forms(word: str, lang: str) -> Iterator[Form]:
    for parse in analyzer(lang).parse(word):
        tag = parse.tag
        nominal = parse.inflect({"nomn"}) if tag.case else None
        yield Form(
            lemma=parse.normal_form,
            pos=str(tag.POS or ""),
            case=str(tag.case) if tag.case else None,
            gender=str(tag.gender) if tag.gender else None,
            number=str(tag.number) if tag.number else None,
            past=str(tag.tense) == "past",
            animate=str(tag.animacy) == "anim",
            given_name="Name" in tag.grammemes,
            passive="pssv" in tag.grammemes,
            proper=bool(_PROPER & tag.grammemes),
            known=bool(parse.is_known),
            nominative=nominal.word if nominal is not None else parse.word,
        )


def lemmas(token: Token) -> frozenset[str]:
    """The word in lower case and its possible lemmas."""
    readings = forms(token.text, token.lang_)
    return frozenset({token.lower_, token.lemma_.lower(), *(form.lemma for form in readings)} - {""})


def cases(token: Token) -> frozenset[str]:
    """The cases that a noun or name may stand in."""
    return frozenset(form.case for form in forms(token.text, token.lang_) if form.case)


def is_verb(token: Token) -> bool:
    """A finite verb, infinitive or gerund: by its tag, else where every reading is one."""
    if token.pos_:
        return token.pos_ in ("VERB", "AUX")
    readings = forms(token.text, token.lang_)
    return bool(readings) and all(form.pos in VERBAL for form in readings)
