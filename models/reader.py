"""The whole reading of a text: the language's pipeline with every component of ours after it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from models.load import load_language

COMPONENTS: Final = ("amounts", "charges", "dates", "terms", "counts", "persons")

NEED_TREES: Final = frozenset({"coref"})


@Language.component("khronika_lines")
def khronika_lines(doc: Doc) -> Doc:
    """A line break always ends a sentence: headlines, list items and datelines have no full stop."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def reader(lang: str, pipeline: str | Path | None = None) -> Language:
    """The pipeline that reads articles in `lang`, built once a process.

    Documents may carry `doc.user_data["published_at"]` (ISO 8601) before they are read.
    Raises models.load.UnknownLanguage.
    """
    nlp = load_language(lang, pipeline)
    if "parser" in nlp.pipe_names and "khronika_lines" not in nlp.pipe_names:
        nlp.add_pipe("khronika_lines", before="parser")
    for kind in COMPONENTS:
        if kind in NEED_TREES and "parser" not in nlp.pipe_names:
            continue
        import_module(f"models.components.{kind}")
        if f"khronika_{kind}" not in nlp.pipe_names:
            nlp.add_pipe(f"khronika_{kind}")
    return nlp
