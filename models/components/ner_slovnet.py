"""Names in Russian and Ukrainian text by slovnet's news model, whose weights the natasha package carries.

Source: https://github.com/natasha/slovnet (MIT): 2.3 MB over navec embeddings, trained on Russian news.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from models.names.inflect import analyzer

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
    if doc.lang_ == "uk":
        spans = [kept for span in spans if (kept := _ukrainian(span)) is not None]
    doc.ents = tuple(filter_spans(spans))
    return doc


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
    parses = analyzer("uk").parse(word)
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
