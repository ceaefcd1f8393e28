"""Speakers in a dependency tree: the subject of the verb of speech that governs an event or quotes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Doc, Span, Token

from models.components.trees import child_of, prep_object
from models.components.triggers import Trigger
from models.vocabulary import vocabulary

_DEPTH = 10
_CLAUSE = frozenset({"ccomp", "parataxis"})
_OBJECT = frozenset({"dobj", "obj", "nsubjpass"})
_SAID = frozenset({"ccomp", "xcomp", "dobj", "obj", "auxpass"})
_KEPT = frozenset(
    {"compound", "poss", "amod", "det", "nummod", "nmod", "case", "flat", "quantmod", "advmod", "punct"}
)
_QUOTES = '"“”«»„'
_BACK = 3  # sentences in which "he said" finds whoever spoke before


def governing_speaker(trigger: Trigger, doc: Doc, words: Mapping[str, Any]) -> Span | None:
    """The speaker of the nearest verb of speech above the trigger, by its subject or its agent."""
    token = doc[trigger.root]
    for _ in range(_DEPTH):
        verb = token.head
        if verb == token:
            break
        if _tells(verb, token, words):
            found = _speaker(verb, words)
            if found is not None:
                return found
        token = verb
    return _aside(trigger, doc, words)


def _tells(verb: Token, clause: Token, words: Mapping[str, Any]) -> bool:
    """Whether `clause` is what the verb says: a clause, or an event as the object of a verb that reports."""
    lemma = verb.lemma_.lower()
    if clause.dep_ in _CLAUSE:
        return _speaks(verb)
    if clause.dep_ in _OBJECT:
        return lemma in words["reporting"]
    return clause.dep_ == "prep" and clause.lower_ in words["about"] and lemma in words["reporting"]


def _speaks(verb: Token) -> bool:
    """A verb of speech that is not denied."""
    if verb.pos_ not in ("VERB", "AUX") or any(child.dep_ == "neg" for child in verb.children):
        return False
    return verb.lemma_.lower() in vocabulary(verb.lang_, "roles")["speech"]["verbs"]


def _speaker(verb: Token, words: Mapping[str, Any]) -> Span | None:
    agent = prep_object(verb, ("by",))
    subject = agent or child_of(verb, ("nsubj",))
    if subject is None and verb.dep_ in ("conj", "xcomp"):
        return _speaker(verb.head, words) if verb.head.pos_ == "VERB" else None
    if subject is None:
        return _before_verb(verb)
    if subject.lower_ == "who" and verb.dep_ == "relcl":
        return noun_phrase(verb.head)
    if subject.lower_ in words["again"]:
        return _spoke_before(verb, words)
    return None if subject.lower_ in words["nobody"] else noun_phrase(subject)


def _before_verb(verb: Token) -> Span | None:
    """What stands between a comma and "said", where the parser took it for an apposition of what goes before."""
    start = verb.i
    while start > verb.sent.start and not verb.doc[start - 1].is_punct:
        start -= 1
    between = verb.doc[start : verb.i]
    named = start > verb.sent.start and len(between) and between[-1].pos_ in ("NOUN", "PROPN")
    verbal = any(t.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for t in between)
    return without_article(between) if named and not verbal else None


def _spoke_before(verb: Token, words: Mapping[str, Any]) -> Span | None:
    """Whoever spoke last in the paragraph, or the person it spoke of, for "he said"."""
    doc, start = verb.doc, verb.sent.start
    for _ in range(_BACK):
        if start == 0 or "\n\n" in doc[start - 1].text:
            return None
        sent = doc[start - 1].sent
        subjects = [s for t in sent if (s := child_of(t, ("nsubj",))) is not None and _someone(s, words)]
        speakers = [s for s in subjects if _speaks(s.head)] or [
            s for s in subjects if s.ent_type_ == "PERSON"
        ]
        if speakers:
            return noun_phrase(speakers[0])
        start = sent.start
    return None


def _someone(subject: Token, words: Mapping[str, Any]) -> bool:
    return subject.lower_ not in (*words["nobody"], *words["again"])


def _human(noun: Token) -> bool:
    persons = vocabulary(noun.lang_, "participants")["persons"]
    return noun.lemma_ in persons or noun.lemma_.lower() in persons


def _aside(trigger: Trigger, doc: Doc, words: Mapping[str, Any]) -> Span | None:
    """ "As the group writes, ..."; and "..., explains his brother" where the parser has it hang elsewhere."""
    for token in doc[trigger.start].sent:
        if not _speaks(token):
            continue
        if any(c.lower_ == "as" and c.dep_ in ("mark", "prep", "advmod") for c in token.children):
            return _speaker(token, words)
        if token.i > trigger.start and not any(c.dep_ in _SAID for c in token.children):
            subject = child_of(token, ("nsubj",))
            inverted = doc[token.i - 1].is_punct and subject is not None and subject.i > token.i
            found = _speaker(token, words) if inverted else _before_verb(token)
            if found is not None:
                return found
    return None


def quoting_speaker(trigger: Trigger, doc: Doc, words: Mapping[str, Any]) -> Span | None:
    """The speaker of the quotation that holds the trigger, which may be several sentences long."""
    quotation = _quotation(trigger, doc)
    if quotation is None:
        return None
    start, end = quotation
    verbs = [t for t in _around(start, end, doc) if _speaks(t)]
    return next((found for verb in verbs if (found := _speaker(verb, words)) is not None), None)


def _quotation(trigger: Trigger, doc: Doc) -> tuple[int, int] | None:
    """Tokens from one quotation mark to the next around the trigger, inside its paragraph."""
    first, last = trigger.start, trigger.end
    while first > 0 and "\n\n" not in doc[first - 1].text:
        first -= 1
    while last < len(doc) and "\n\n" not in doc[last].text:
        last += 1
    marks = [i for i in range(first, last) if doc[i].text in _QUOTES]
    before = [i for i in marks if i < trigger.start]
    after = [i for i in marks if i >= trigger.end]
    return (before[-1], after[0]) if len(before) % 2 == 1 and after else None


def _around(start: int, end: int, doc: Doc) -> Iterator[Token]:
    """What the sentences of its two ends say outside the quotation: after it first."""
    yield from doc[end + 1 : doc[min(end, len(doc) - 1)].sent.end]
    yield from doc[end + 1 : doc[min(end + 1, len(doc) - 1)].sent.end]
    yield from doc[doc[start].sent.start : start]


def noun_phrase(head: Token) -> Span:
    """The phrase of a noun without its clauses and appositions: what stands before it, and "of ..." after it."""
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in _KEPT and child.text not in _QUOTES:
            start = min(start, child.left_edge.i)
    for child in head.rights:
        beside = child.dep_ in ("flat", "appos") and child.left_edge.i == end
        if beside or (child.dep_ == "prep" and child.lower_ in ("of", "for")):
            end = max(end, noun_phrase(child).end if beside else child.right_edge.i + 1)
    return without_article(head.doc[start:end])


def without_article(span: Span) -> Span:
    """Without an article, and without a quotation mark that opens before it."""
    while len(span) > 1 and (span[0].lower_ in ("the", "a", "an") or _unclosed(span)):
        span = span[1:]
    return span


def _unclosed(span: Span) -> bool:
    return span[0].text in _QUOTES and not any(token.text in _QUOTES for token in span[1:])
