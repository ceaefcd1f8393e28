"""Texts that are not about persecution, and the model of relevance that they teach.

Background: GUM outside its courts and news, CrossNER politics and English web text; for Russian and Ukrainian the
sentences of the treebanks, in groups. Reports on attacks on human-rights defenders join the annotated articles as
texts that are about it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.components.relevance import word_features
from models.train.linear import Weights, fit_binary

GROUP = 12  # sentences that make one background text where the source has no documents
GUM_KEPT = ("academic", "bio", "interview", "voyage")
TREEBANKS = {"en": "ud_en_ewt", "ru": "ud_ru_taiga", "uk": "ud_uk_parlamint"}


@dataclass(frozen=True)
class Background:
    """Whole texts: `other` are about anything else, `related` are about persecution."""

    other: tuple[str, ...]
    related: tuple[str, ...]


def read_background(data: Path, lang: str) -> Background:
    """From the folder of the training data. Raises FileNotFoundError."""
    other = list(_groups(_conllu_texts(data / TREEBANKS[lang] / "train.conllu")))
    related: list[str] = []
    if lang == "en":
        gum = [p for p in sorted((data / "gum").glob("*.conllu")) if p.name.split("_")[1] in GUM_KEPT]
        other += [" ".join(_conllu_texts(path)) for path in gum]
        other += list(_groups(_column_texts(data / "crossner_politics" / "train.txt")))
        related += list(_attacks(data / "hrdsattack" / "train.json"))
    return Background(tuple(other), tuple(related))


def _conllu_texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text = "))


def _column_texts(path: Path) -> Iterator[str]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        yield " ".join(line.split("\t")[0] for line in block.splitlines() if line)


def _groups(sentences: Iterable[str]) -> Iterator[str]:
    batch: list[str] = []
    for sentence in sentences:
        batch.append(sentence)
        if len(batch) == GROUP:
            yield " ".join(batch)
            batch = []


def _attacks(path: Path) -> Iterator[str]:
    for row in json.loads(path.read_text(encoding="utf-8")):
        yield re.sub(r"<[^>]+>", " ", row["sample"]["Input.article_interface"])


def fit_relevance(articles: Sequence[dict[str, Any]], background: Background, c: float) -> Weights:
    """Annotated articles with incidents are relevant, those with neither incidents nor totals are not."""
    texts = [(a["text"], bool(a["incidents"])) for a in articles if a["incidents"] or not a["aggregates"]]
    texts += [(text, False) for text in background.other] + [(text, True) for text in background.related]
    return fit_binary([word_features(text) for text, _ in texts], [label for _, label in texts], c)
