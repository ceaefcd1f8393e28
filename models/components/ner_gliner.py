"""Names by a GLiNER model that the user has: `load_language("en", "gliner:FOLDER")`.

GLiNER (https://github.com/urchade/GLiNER, Apache-2.0) takes label names as prompts. The package and its
models are not among our dependencies; the model must lie in a local folder, since nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

Predict = Callable[[str, Sequence[str]], Sequence[Mapping[str, Any]]]

PROMPTS: Final = {
    "person": "PERSON", "organization": "ORG", "country, city or region": "GPE", "landform or water": "LOC",
    "building, street or facility": "FAC", "nationality or religious group": "NORP",
    "date": "DATE", "time": "TIME",
    "duration": "DURATION", "sum of money": "MONEY", "law or legal article": "LAW", "job title": "TITLE",
    "criminal charge": "CRIMINAL_CHARGE",
}  # fmt: skip


class GlinerMissing(ImportError):
    """A GLiNER model was asked for but the gliner package is not installed."""


def load_gliner(folder: str) -> Predict:
    """The prediction function of the model in `folder`. Raises GlinerMissing."""
    try:
        from gliner import GLiNER  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
    except ImportError as error:
        raise GlinerMissing("to use a GLiNER model, install it first: pip install gliner") from error
    model: Predict = GLiNER.from_pretrained(folder, local_files_only=True).predict_entities
    return model


class GlinerNames:
    """A spaCy component that writes `doc.ents` from what `predict` finds in each sentence."""

    def __init__(self, predict: Predict) -> None:
        self._predict = predict

    def __call__(self, doc: Doc) -> Doc:
        spans: list[Span] = []
        for sentence in doc.sents:
            for found in self._predict(sentence.text, list(PROMPTS)):
                start = sentence.start_char + int(found["start"])
                end = sentence.start_char + int(found["end"])
                span = doc.char_span(start, end, label=PROMPTS[found["label"]], alignment_mode="expand")
                if span is not None:
                    spans.append(span)
        doc.ents = tuple(filter_spans(spans))
        return doc
