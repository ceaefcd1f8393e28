"""The words by which a text describes a person: those before the name, in apposition to it, or said of it.

English is read with its tree where word order does not tell; Russian and Ukrainian by word order and case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from models.components.context import Context
from models.components.morphology import cases, is_verb

Side = Literal["before", "after", "said", "self"]

REACH = 14  # words
_OPENING, _CLOSING = "«“„(", "»”“)"
_STOPS = frozenset('.;:!?"\n')
_DASHES = ("–", "—", "-")
_CLAUSE = frozenset(
    {"and", "but", "who", "whose", "which", "that", "и", "а", "но", "который", "і", "й", "та", "але"}
)


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens `start` to `end`; `side` says where they stand: before or after the name, as predicate, or alone."""

    start: int
    end: int
    side: Side

    def span(self, doc: Doc) -> Span:
        return doc[self.start : self.end]


def descriptions(mention: Span, context: Context) -> Iterator[Description]:
    """Descriptions of the person named by `mention`, none of them empty."""
    for found in (_before(mention, context), _after(mention, context), _said(mention, context)):
        if found is not None and found.start < found.end:
            yield found


def _before(mention: Span, context: Context) -> Description | None:
    doc, end = context.doc, mention.start
    if end > mention.sent.start and doc[end - 1].text == ",":
        if not _apposed(mention, context):
            return None
        end -= 1
    start = end
    while start > max(mention.sent.start, end - REACH):
        token = doc[start - 1]
        if token.text in _CLOSING and token.text not in _OPENING:
            start = _opened(doc, start - 1, mention.sent.start)
            continue
        if _breaks(token, context) or token.text in (*_OPENING, ",", *_DASHES[:2]):
            break
        start -= 1
    return Description(start, end, "before")


def _opened(doc: Doc, at: int, floor: int) -> int:
    """Where the quotation that closes at token `at` begins; the token itself where it begins nowhere."""
    return next((i for i in range(at - 1, floor - 1, -1) if doc[i].text in _OPENING), at)


def _breaks(token: Token, context: Context) -> bool:
    return token.i in context.by_token or token.text in _STOPS or token.is_space or is_verb(token)


def _apposed(mention: Span, context: Context) -> bool:
    """ "The lawyer, X, said": the name between commas is in apposition to the words before it."""
    doc = context.doc
    closed = mention.end < len(doc) and doc[mention.end].text in (",", ".", ")")
    if doc.has_annotation("DEP"):
        return closed and mention.root.dep_ == "appos"
    noun, name = doc[mention.start - 2], mention[0]
    return closed and mention.start - 2 >= mention.sent.start and bool(cases(noun) & cases(name))


def _after(mention: Span, context: Context) -> Description | None:
    doc, start = context.doc, mention.end
    limit = min(mention.sent.end, start + REACH)
    if start >= limit:
        return None
    opener = doc[start].text
    if opener not in (",", "(", *_DASHES[:2]):
        return _linked(mention, context)
    start += 1
    if start >= limit or (doc[start].lower_ in _CLAUSE and not _says_who(doc, start)):
        return None
    end = start
    while end < limit and not _breaks_after(doc[end], start, context):
        end += 1
    if end < len(doc) and end in context.by_token and not _governs(doc, end, start):
        return None  # the words describe the next person of a list
    return Description(start, end, "after")


def _breaks_after(token: Token, start: int, context: Context) -> bool:
    if (
        token.i in context.by_token
        or token.text in (",", ")", ";", ":", ".", "–", "—", "!", "?")
        or token.is_space
    ):
        return True
    auxiliary = token.lower_ in ("is", "was", "works", "worked", "are", "были", "был", "была")
    return is_verb(token) and not (auxiliary and token.i - start <= 1)


def _says_who(doc: Doc, start: int) -> bool:
    """ ", who is a nurse"."""
    following = doc[start + 1].lower_ if start + 1 < len(doc) else ""
    return doc[start].lower_ == "who" and following in ("is", "was", "works", "worked")


def _governs(doc: Doc, name: int, start: int) -> bool:
    """Whether the words before the next name govern it ("X, lawyer of Y")."""
    return name - 1 > start and doc[name - 1].lower_ in ("of", "for", "to", "with", "by", "from", "at")


def _linked(mention: Span, context: Context) -> Description | None:
    """ "X of the Crimean Solidarity", "X from Sudak"."""
    doc, start = context.doc, mention.end
    if doc[start].lower_ not in ("of", "from", "из", "з", "із"):
        return None
    end = start + 1
    while end < min(mention.sent.end, start + 8) and not _breaks_after(doc[end], start, context):
        if doc[end].lower_ in ("in", "on", "at", "for", "to", "and", "и", "в", "на", "у", "та", "і"):
            break
        end += 1
    return Description(start, end, "after")


def _said(mention: Span, context: Context) -> Description | None:
    """ "X is a farmer", "X works as a nurse"; without a tree, "X – farmer" is an apposition."""
    doc, root = context.doc, mention.root if context.doc.has_annotation("DEP") else None
    if root is None or root.dep_ != "nsubj":
        return None
    verb = root.head
    found = (
        next((c for c in verb.children if c.dep_ in ("attr", "oprd")), None) if verb.lemma_ == "be" else None
    )
    if verb.lemma_ in ("work", "serve"):
        link = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
        found = next((c for c in link.children if c.dep_ == "pobj"), None) if link is not None else None
    if found is None or any(c.dep_ == "neg" for c in verb.children):
        return None
    start, end = found.left_edge.i, found.i + 1
    while end <= found.right_edge.i and not _breaks_after(doc[end], start, context):
        end += 1
    return Description(start, end, "said")
