"""Phrases of a Russian or Ukrainian sentence that say who without a name: pronouns, "the farmer", "twelve sailors".

They stand for somebody named before, for a group, or for people without names; `models.components.referents` decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from models.components.case_phrases import COURT
from models.components.context import Context
from models.components.morphology import Form, forms, is_verb
from models.components.roles import title_of
from models.vocabulary import vocabulary

_DIRECT: Final = frozenset({"nomn", "accs"})  # a number and its noun in the genitive stand in either
_PEOPLE: Final = frozenset(
    {"person", "detainee", "activist", "professional", None}
)  # groups of models.components.counts
_NEAR: Final = 4  # words from a noun to the name that it is the title of
_POINTERS: Final = (
    ("pronouns_first", "pronoun_first"),
    ("pronouns_singular", "pronoun_sg"),
    ("pronouns_plural", "pronoun_pl"),
)


class Pointer(NamedTuple):
    """Tokens `start` to `end`, the cases they may stand in, and what `Participants` is told of them."""

    start: int
    end: int
    cases: frozenset[str]
    anchor: str
    number: int | None
    acting: bool = False


def pointers(sent: Span, context: Context) -> Iterator[Pointer]:
    """Every such phrase of a sentence, in no order."""
    doc = context.doc
    words = vocabulary(doc.lang_, "participants")
    taken: set[int] = set()
    for span in _counts(sent):
        taken.update(range(span.start, span.end))
        yield _counted(span)
    for token in sent:
        if token.i in taken or token.i in context.by_token or not token.is_alpha:
            continue
        anchor = next((anchor for key, anchor in _POINTERS if token.lower_ in words[key]), None)
        if token.lower_ in words["everybody"]:
            yield Pointer(token.i, token.i + 1, _cases(token), "definite_pl", None)
        elif anchor is not None:
            yield Pointer(token.i, token.i + 1, _cases(token), anchor, None)
        elif token.lower_ in words["persons"] and not _titles_name(token, context):
            yield _described(token, words["indefinite"])


def _counts(sent: Span) -> list[Span]:
    spans: list[Span] = list(sent.doc.spans.get("counts", ()))
    return [s for s in spans if sent.start <= s.start < sent.end and s._.group in _PEOPLE]


def _counted(span: Span) -> Pointer:
    """ "Двенадцать моряков" is told for the first time; "двенадцатерых", "восьмерым" alone point back."""
    count = span._.count
    told = frozenset(f.case for t in span for f in forms(t.text, t.lang_) if f.case and f.number != "sing")
    bare = span._.group is None
    direct = "nomn" in told or "accs" in told or (not bare and "gent" in told)
    cases = (told - {"gent"} if not bare else told) | (_DIRECT if direct else frozenset())
    return Pointer(
        span.start, span.end, cases or _DIRECT, "definite_pl" if bare else "unnamed", count.count_min
    )


def _cases(token: Token) -> frozenset[str]:
    return frozenset(f.case for f in forms(token.text, token.lang_) if f.case)


def _described(token: Token, indefinite: list[str]) -> Pointer:
    """One person who was told of before, unless a word says that it is another; several are without names."""
    readings: list[Form] = [f for f in forms(token.text, token.lang_) if f.case]
    single = [f for f in readings if f.number != "plur"]
    plural = [f for f in readings if f.number == "plur"]
    one = bool(single) and readings[0].number != "plur"
    cases = frozenset(f.case for f in (single if one else plural) if f.case)
    start = _start(token)
    other = any(t.lower_ in indefinite for t in token.doc[start : token.i + 1])
    anchor = "unnamed" if other or not one else "definite_sg"
    return Pointer(start, token.i + 1, cases, anchor, 1 if one else None, title_of(token) in COURT)


def _start(token: Token) -> int:
    """With the adjectives and ages before it: "26-летнего активиста"."""
    doc, start = token.doc, token.i
    while start > token.sent.start and token.i - start < _NEAR and _modifies(doc[start - 1]):
        start -= 1
    return start


def _modifies(token: Token) -> bool:
    if token.is_punct:
        return token.text in "-–"
    if token.like_num:
        return True
    readings = forms(token.text, token.lang_)
    return bool(readings) and readings[0].pos in ("ADJF", "PRTF", "NUMR", "ANUM")


def _titles_name(token: Token, context: Context) -> bool:
    """ "Активист Орлов" and "Орлов, активист": the name is the phrase."""
    doc: Doc = context.doc
    for i in range(token.i + 1, min(token.i + 1 + _NEAR, token.sent.end)):
        if i in context.by_token:
            return True
        if doc[i].is_punct or is_verb(doc[i]):
            break
    commas = [i for i in range(max(token.sent.start, token.i - 3), token.i) if doc[i].text == ","]
    return bool(commas) and commas[0] - 1 in context.by_token
