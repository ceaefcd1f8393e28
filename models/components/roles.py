"""The part each person plays in an article, read from the words beside the name.

Whether somebody is affected is not decided here: that follows from the events (pipeline.compose).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from models.components.context import Context
from models.values import PersonRole
from models.vocabulary import vocabulary

PRIORITY: Sequence[PersonRole] = (
    "judge", "prosecutor", "lawyer", "relative", "reporter", "speaker", "official", "other",
)  # fmt: skip
_BESIDE = 4  # words before a name that may carry its title


@cache
def _titles(lang: str) -> dict[str, PersonRole]:
    return {
        word.lower(): role for role, words in vocabulary(lang, "roles")["title"].items() for word in words
    }


def stated_roles(context: Context, person: int) -> set[PersonRole]:
    """Every role that the text states for one person, by title, apposition or act of speech."""
    roles: set[PersonRole] = set()
    for start, end in context.people[person].mentions:
        span = context.doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            roles.update(_mention_roles(span, context))
    return roles


def main_role(roles: set[PersonRole]) -> PersonRole:
    return next((role for role in PRIORITY if role in roles), "other")


def _mention_roles(span: Span, context: Context) -> Iterator[PersonRole]:
    for word in (*words_before(span, context), *apposition(span, context)):
        role = title_of(word)
        if role:
            yield role
    if speaks(span, context):
        yield "speaker"


def title_of(word: Token) -> PersonRole | None:
    """The role that a word beside a name tells."""
    titles = _titles(word.lang_)
    return titles.get(word.lower_) or titles.get(word.lemma_.lower())


def words_before(span: Span, context: Context) -> Iterator[Token]:
    """Words just before the name, the nearest first, back to a verb, a stop or another name."""
    doc, start = context.doc, span.start
    for i in range(start - 1, max(start - 1 - _BESIDE, span.sent.start - 1), -1):
        token = doc[i]
        if token.i in context.by_token or token.text in '.;:!?"”' or token.pos_ in ("VERB", "AUX"):
            break
        yield token


def apposition(span: Span, context: Context) -> Iterator[Token]:
    """Words of the apposition just after the name."""
    doc = context.doc
    if span.end >= len(doc) or doc[span.end].text not in (",", "(", "–", "-", "—"):
        return
    for i in range(span.end + 1, min(span.end + 9, span.sent.end)):
        token = doc[i]
        if token.i in context.by_token or token.text in ",;:.)–":
            return
        yield token


def speaks(span: Span, context: Context) -> bool:
    """The name is the subject of a verb of speech, or the source named by "according to"."""
    words = vocabulary(context.doc.lang_, "roles")["speech"]
    root = span.root
    for token in (root, root.head if root.dep_ in ("appos", "compound", "conj") else root):
        if token.dep_ in ("nsubj",) and token.head.lemma_.lower() in words["verbs"]:
            return True
    return _by_source_phrase(span, context.doc, words["phrases"])


def _by_source_phrase(span: Span, doc: Doc, phrases: Sequence[str]) -> bool:
    before = doc[max(span.sent.start, span.start - 5) : span.start].text.lower()
    return any(phrase in before for phrase in phrases if phrase != "as")
