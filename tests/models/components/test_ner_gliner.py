"""The seam for GLiNER models. No such model can be had here, so a function with its signature stands in."""

from __future__ import annotations

import sys

import pytest

from models.components.ner_gliner import PROMPTS, GlinerMissing, GlinerNames
from models.load import load_language


def test_found_names_become_entities():
    def predict(text, labels):
        assert list(labels) == list(PROMPTS)
        at = text.find("Refat Emirov")
        return [{"start": at, "end": at + 12, "label": "person"}] if at >= 0 else []

    nlp = load_language("ru")
    doc = GlinerNames(predict)(nlp("Nobody came. Then Refat Emirov spoke."))
    assert [(e.text, e.label_) for e in doc.ents] == [("Refat Emirov", "PERSON")]


def test_without_the_package_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "gliner", None)  # as if it were not installed
    with pytest.raises(GlinerMissing, match="pip install gliner"):
        load_language("en", "gliner:nowhere")
