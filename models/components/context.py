"""What one document says about who is who: mentions by token, listed groups, and antecedents.

The participants of an event are read through this view; it never changes the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from models.components.persons import PersonCluster
from models.components.texts import text_of


@dataclass(frozen=True, slots=True)
class Listed:
    """Persons named one after another ("A, B and C"), tokens `start` to `end`."""

    start: int
    end: int
    persons: tuple[int, ...]


@dataclass(slots=True)
class Context:
    """Read-only view of one document; persons are indexes into `people`."""

    doc: Doc
    people: list[PersonCluster]
    by_token: dict[int, int] = field(default_factory=dict)  # token -> person, names only
    coref: dict[int, int] = field(default_factory=dict)  # token -> person, pronouns and nominals
    lists: list[Listed] = field(default_factory=list)
    values: frozenset[int] = (
        frozenset()
    )  # tokens of sums, dates, terms and articles: their numbers count nobody
    tokens_of: dict[int, list[int]] = field(default_factory=dict)  # person -> tokens of its names, in order
    text: str = ""  # of the document, which spaCy joins anew at each access
    starts: list[int] = field(default_factory=list)  # first tokens of sentences, in order
    breaks: list[int] = field(default_factory=list)  # tokens that end a paragraph, in order

    def last_named(self, person: int, before: int) -> int | None:
        """The last token of a name of the person before a token."""
        tokens = self.tokens_of.get(person, [])
        at = bisect_left(tokens, before)
        return tokens[at - 1] if at else None

    def sentences_between(self, left: int, right: int) -> int:
        """How many sentences start from token `left` to before token `right`."""
        return max(0, bisect_left(self.starts, right) - bisect_left(self.starts, left))

    def breaks_between(self, left: int, right: int) -> int:
        """How many paragraphs end from token `left` to before token `right`."""
        return max(0, bisect_left(self.breaks, right) - bisect_left(self.breaks, left))

    def person(self, token: Token) -> int | None:
        return self.by_token.get(token.i)

    def listed_with(self, token: Token) -> tuple[int, ...]:
        """The persons listed together with the one named at `token`, in its sentence; itself alone if none are."""
        for listed in self.lists:
            if listed.start <= token.i < listed.end and token.sent.start <= listed.start:
                return listed.persons
        return (self.by_token[token.i],)

    def persons_in(self, tokens: Iterable[Token]) -> list[int]:
        """Persons named among the tokens, in order, once each."""
        return unique(self.by_token[t.i] for t in tokens if t.i in self.by_token)


def unique(values: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(values))


def build_context(doc: Doc) -> Context:
    """The view of a document, made once for one list of people."""
    known: Context | None = doc.user_data.get("context")
    if known is None or known.people is not doc._.people:
        known = doc.user_data["context"] = _build(doc)
    return known


def _build(doc: Doc) -> Context:
    people: list[PersonCluster] = doc._.people or []
    context = Context(doc, people, text=text_of(doc))
    for index, person in enumerate(people):
        for start, end in person.mentions:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                context.by_token.update({t.i: index for t in span})
    for span in doc.spans.get("coref", ()):
        if span._.person is not None:
            context.coref[_head(span).i] = span._.person
    context.lists = list(_listed(context))
    for token in sorted(context.by_token):
        context.tokens_of.setdefault(context.by_token[token], []).append(token)
    context.starts = [sent.start for sent in doc.sents]
    context.breaks = [token.i for token in doc if "\n\n" in token.text]
    spans = (s for key in VALUES for s in doc.spans.get(key, ()))
    context.values = frozenset(i for s in spans for i in range(s.start, s.end))
    return context


VALUES = ("amounts", "dates", "terms", "charges")


def _head(span: Span) -> Token:
    return span.root if span.doc.has_annotation("DEP") else span[-1]


JOINERS = {
    ",",
    "and",
    "&",
    ";",
    "as",
    "well",
    "also",
    "и",
    "а",
    "та",
    "і",
    "й",
    "-",
    "–",
    "—",
    "•",
    "or",
}
_GLUE = 6  # words of a bracketed age or a short apposition between two names of one list


def _listed(context: Context) -> Iterable[Listed]:
    """Runs of names with nothing but joiners, line breaks or short appositions between commas."""
    runs: list[list[tuple[int, int, int]]] = []
    for start, end, person in _mentions(context):
        if runs and _joins(context.doc, runs[-1][-1][1], start):
            runs[-1].append((start, end, person))
        else:
            runs.append([(start, end, person)])
    for run in runs:
        persons = unique(p for _, _, p in run)
        if len(persons) > 1:
            yield Listed(run[0][0], run[-1][1], tuple(persons))


def _mentions(context: Context) -> list[tuple[int, int, int]]:
    """(first token, end token, person) of every name in text order."""
    out: list[tuple[int, int, int]] = []
    for i in sorted(context.by_token):
        person = context.by_token[i]
        if out and out[-1][1] == i and out[-1][2] == person:
            out[-1] = (out[-1][0], i + 1, person)
        else:
            out.append((i, i + 1, person))
    return out


def _joins(doc: Doc, left: int, right: int) -> bool:
    between = doc[left:right]
    if any("\n\n" in t.text or t.text in ".:" for t in between) or len(between) > _GLUE + 2:
        return False
    words = [t.lower_ for t in between if not t.is_space]
    if not words:
        return False
    if all(w in JOINERS for w in words):
        return True
    bracketed = words[0] in ("(", ",") and words[-1] in (",", "and", "и", "та", "і", ")")
    return bracketed and not any(t.pos_ in ("VERB", "AUX") for t in between)
