"""The language pipelines: `load_language("en")` gives a spaCy pipeline, loaded once a process.

Any other spaCy pipeline (a package such as en_core_web_trf, or a folder) can be put in place of ours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from models import long_texts  # noqa: F401 - registers what the pipeline's config names
from models.components.ner_agree import agree_ents
from models.components.ner_gliner import GlinerNames, load_gliner
from models.vocabulary import LANGUAGES

_LONGEST: Final = 500_000  # characters of one text in a language without a parser of its own


_GLINER: Final = "gliner:"
_FAST: Final = "fast"


class UnknownLanguage(LookupError):
    """There is no pipeline for this language."""


def available() -> tuple[str, ...]:
    """ISO 639-1 codes that `load_language` accepts."""
    return ("en", "ru", "uk")


@cache
def load_language(lang: str, pipeline: str | Path | None = None) -> Language:
    """The pipeline of `lang`, cached per process.

    Raises UnknownLanguage; OSError when `pipeline` is not found; DamagedWeights (models.components.ner). Long
    English texts are parsed in parts (models.long_texts); Russian and Ukrainian ones of more than half a million
    characters are refused by the pipeline with a ValueError, to bound memory.
    `pipeline`: name of an installed spaCy package or a folder to use instead of ours, or "gliner:FOLDER" for
    our trees with the names of a GLiNER model, or "fast" for ours with a small recogniser: quicker, less sure of
    names (models/languages/en/CARD.md).
    """
    if lang not in available():
        raise UnknownLanguage(f"no language pipeline for {lang!r}; there are: {', '.join(available())}")
    if pipeline is not None and str(pipeline).startswith(_GLINER):
        return _with_gliner(str(pipeline).removeprefix(_GLINER))
    if pipeline == _FAST:
        return _fast(lang)
    if pipeline is not None:
        return spacy.load(pipeline)
    return _english() if lang == "en" else _names_only(lang)


def _english() -> Language:
    return spacy.load(LANGUAGES / "en" / "pipeline")


def _fast(lang: str) -> Language:
    if lang != "en":
        raise UnknownLanguage(f"there is no fast pipeline for {lang!r}")
    nlp = spacy.load(LANGUAGES / lang / "pipeline", exclude=["khronika_ner"])
    nlp.add_pipe("ner", source=spacy.load(LANGUAGES / lang / "fast", vocab=nlp.vocab))
    Language.component("khronika_agree", func=agree_ents)
    nlp.add_pipe("khronika_agree")
    return nlp


def _with_gliner(folder: str) -> Language:
    predict = load_gliner(folder)
    nlp = _english()
    for name in ("ner", "khronika_ner"):
        if name in nlp.pipe_names:
            nlp.remove_pipe(name)
    Language.component("khronika_gliner", func=GlinerNames(predict))
    nlp.add_pipe("khronika_gliner")
    return nlp


def _names_only(lang: str) -> Language:
    from models.components import ner_slovnet, sentences  # noqa: F401, PLC0415

    nlp = spacy.blank(lang)
    nlp.max_length = _LONGEST
    if lang == "uk":
        # spaCy 3.8.18: the special cases of its Ukrainian tokenizer leave stale edges that crash Token.children
        nlp.tokenizer.rules = {}  # type: ignore[union-attr]
    nlp.add_pipe("khronika_sentences")
    nlp.add_pipe("khronika_slovnet")
    return nlp
