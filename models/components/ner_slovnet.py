"""Names in Russian and Ukrainian text by slovnet's news model, whose weights the natasha package carries.

Source: https://github.com/natasha/slovnet (MIT): 2.3 MB over navec embeddings, trained on Russian news.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from models.components.morphology import VERBAL, forms
from models.names.inflect import analyzer
from models.vocabulary import vocabulary

_LABELS: Final = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"}
_CHUNK: Final = 20_000  # characters: bounds memory on very long texts


@cache
def _tagger() -> Any:
    from natasha import NewsEmbedding, NewsNERTagger  # noqa: PLC0415

    return NewsNERTagger(NewsEmbedding())


@Language.component("khronika_slovnet")
def khronika_slovnet(doc: Doc) -> Doc:
    """Writes `doc.ents` with the labels PERSON, LOC and ORG."""
    spans: list[Span] = []
    for start, end in _chunks(doc):
        if not doc.text[start:end].strip():  # the model stumbles over nothing
            continue
        for found in _tagger()(doc.text[start:end]).spans:
            span = doc.char_span(
                start + found.start, start + found.stop, label=_LABELS[found.type], alignment_mode="expand"
            )
            if span is not None:
                spans.append(span)
    spans = [part for span in spans for part in _parts(span)]
    if doc.lang_ == "uk":
        spans = [kept for span in spans if (kept := _ukrainian(span)) is not None]
    spans = [_with_kin(_untitled(span)) for span in spans if not _is_word(span)]
    doc.ents = tuple(filter_spans(spans))
    return doc


_PARTING: Final = frozenset(("и", "і", "й", "та", ")"))
_KIN: Final = frozenset(("кызы", "кизи", "уулу", "улы", "оглы", "огли", "гызы"))  # "daughter of", "son of"


def _parts(span: Span) -> Iterator[Span]:
    """Two names that the model took for one ("Гайдай і Данило Сухий"); a name without the acronym before it, or the
    bracket after it."""
    if span.label_ != "PERSON":
        yield span
        return
    bracket = next((t.i for t in span if t.text == "("), span.end)
    span = Span(span.doc, span.start, max(bracket, span.start + 1), label="PERSON")
    cuts = [
        t.i for t in span if t.lower_ in _PARTING or (t.text.isupper() and len(t.text) > 1 and len(span) > 1)
    ]
    if len(cuts) == len(span) or all(t.text.isupper() for t in span if t.is_alpha):
        yield span
        return
    start = span.start
    for end in [*cuts, span.end]:
        if end > start:
            yield Span(span.doc, start, end, label="PERSON")
        start = end + 1


def _untitled(span: Span) -> Span:
    """A name without the noun that opens its sentence: "Активистку Ленияр Сейтчалык задержали"."""
    titles = vocabulary(span.doc.lang_, "participants")["persons"]
    if span.label_ == "PERSON" and len(span) > 1 and span[0].is_sent_start and span[0].lower_ in titles:
        return Span(span.doc, span.start + 1, span.end, label="PERSON")
    return span


def _with_kin(span: Span) -> Span:
    """The patronymic's last word belongs to the name: "Махабат Тажибек кызы"."""
    doc = span.doc
    if span.label_ == "PERSON" and span.end < len(doc) and doc[span.end].lower_ in _KIN:
        return Span(doc, span.start, span.end + 1, label="PERSON")
    return span


def _is_word(span: Span) -> bool:
    """One word that is no name: a verb, a participle or the name of a group at the start of a sentence, or an
    adjective of a place before its noun ("Полтавский суд")."""
    if span.label_ != "PERSON" or len(span) > 1:
        return False
    token = span[0]
    readings = forms(token.text.replace("’", "'"), span.doc.lang_)
    if readings and all(f.pos in VERBAL or f.number == "plur" for f in readings):
        return True
    plain = any(f.known for f in readings) and not any(f.proper for f in readings if f.known)
    opening = token.is_sent_start or not token.nbor(-1).is_alpha
    if plain and opening and not any(f.case == "nomn" and f.number != "plur" for f in readings):
        return True
    return _before_its_noun(token)


def _before_its_noun(token: Token) -> bool:
    if token.i + 1 == len(token.doc):
        return False
    after = token.nbor()
    mine = {(f.case, f.gender) for f in forms(token.text, token.lang_) if f.pos == "ADJF"}
    nouns = [f for f in forms(after.text, token.lang_) if f.pos == "NOUN"]
    return (
        after.is_lower
        and bool(nouns)
        and any((f.case, f.gender) in mine and not f.animate for f in nouns[:1])
    )


def _ukrainian(span: Span) -> Span | None:
    """The model is Russian and takes many Ukrainian words at the start of a sentence for people.

    Words that the Ukrainian dictionary knows, but not as names, are cut off, save after a given name.
    """
    if span.label_ != "PERSON":
        return span
    start, end = span.start, span.end
    while start < end and not _may_be_name(span.doc[start].text):
        start += 1
    while end > start and not _may_be_name(span.doc[end - 1].text) and not _is_given(span.doc[end - 2].text):
        end -= 1
    return Span(span.doc, start, end, label="PERSON") if end > start else None


@cache
def _grammemes(word: str) -> tuple[bool, frozenset[str]]:
    """Whether the dictionary knows the word, and all its grammemes."""
    parses = analyzer("uk").parse(word.replace("’", "'"))
    return any(p.is_known for p in parses), frozenset(g for p in parses for g in p.tag.grammemes)


def _may_be_name(word: str) -> bool:
    known, grammemes = _grammemes(word)
    return word[:1].isupper() and (not known or bool(grammemes & {"Name", "Surn", "Patr"}))


def _is_given(word: str) -> bool:
    return "Name" in _grammemes(word)[1]


def _chunks(doc: Doc) -> list[tuple[int, int]]:
    """Character ranges of whole sentences, each about _CHUNK long at most."""
    ranges: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        if ranges and end - ranges[-1][0] <= _CHUNK:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges
