"""Distils the fast recogniser: en_core_web_sm's own, trained on from the labels of the accurate one.

The teacher labels silver news; in the hand-made sets it only settles what their annotators left open. Names of
the region are swapped in afterwards, so the small network sees more of them than the texts hold.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import fix_random_seed

from models.components.ner import NameRecogniser, Scores
from models.components.ner_decode import LABELS, TAGS, best_tags, runs
from models.train.assemble import describe, source
from models.train.document import Document, Mention, Sentence
from models.train.swap import recased, resplit, swap_names

log = logging.getLogger(__name__)

ORIGIN: Final = "the ner of spaCy en_core_web_sm 3.8.0, MIT, Copyright Explosion, trained on"
SEED: Final = 7
TIMES: Final[Mapping[str, float]] = {
    "silver": 0.5, "uner": 3, "gum": 3, "crossner": 3, "re3d": 2, "people": 3, "own": 6,
}  # fmt: skip
_RATES: Final = {"PERSON": 1.0, "GPE": 0.6, "ORG": 0.4, "FAC": 0.4}
_SWAPPED: Final = 0.5  # share of the documents
_TOGETHER: Final = 4  # sentences in one training text
_BATCH: Final = 48  # training texts in one step
_DROPPED: Final = 0.1


def taught(documents: Iterable[Document], teacher: NameRecogniser) -> Iterator[Document]:
    """`documents` with the teacher's labels, among those that their own marks allow; silver marks are replaced."""
    vocab = spacy.blank("en").vocab
    stream = iter(documents)
    while batch := list(islice(stream, 32)):
        docs = [_doc(d.sentences, vocab) for d in batch]
        for document, doc, scored in zip(batch, docs, teacher.scored(docs), strict=True):
            yield _labelled(document, doc, scored)


def _doc(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    words = [w for s in sentences for w in s.words]
    starts = [i == 0 for s in sentences for i in range(len(s.words))]
    return Doc(vocab, words=words, sent_starts=starts)  # type: ignore[arg-type]


def _labelled(document: Document, doc: Doc, scored: list[tuple[list[Token], Scores]]) -> Document:
    allowed = None
    if document.source != "silver":
        masks = np.array([m for s in document.sentences for m in s.targets(document.known)], dtype=np.int64)
        allowed = (masks[:, None] >> np.arange(len(TAGS))) & 1
    found = []
    for tokens, scores in scored:
        numbers = [t.i for t in tokens]
        rows = scores if allowed is None else np.where(allowed[numbers] > 0, scores, np.float32(-1e4))
        found += [(numbers[a], numbers[b - 1] + 1, label) for a, b, label in runs(best_tags(rows))]
    return document.with_sentences(_cut(document.sentences, found))


def _cut(sentences: Sequence[Sentence], found: list[tuple[int, int, str]]) -> Iterator[Sentence]:
    """The sentences with the names of their document; what runs over a sentence's end is left out."""
    begin = 0
    for sentence in sentences:
        end = begin + len(sentence.words)
        inside = [m for m in found if begin <= m[0] and m[1] <= end]
        mentions = tuple(Mention(a - begin, b - begin, (label,)) for a, b, label in inside)
        yield Sentence(sentence.words, mentions)
        begin = end


def examples(documents: Iterable[Document], random: Random, nlp: Language) -> list[Example]:
    """Texts of a few sentences with their names, some of them swapped."""
    found = []
    for document in documents:
        current = document
        if document.source != "people" and random.random() < _SWAPPED:
            current = swap_names(document, random, _RATES)
        sentences = recased(resplit(current.sentences, random, 0.04, 0.0), random, 0.03, 0.03)
        kept = [s for s in sentences if s.words]
        found += [_example(kept[i : i + _TOGETHER], nlp) for i in range(0, len(kept), _TOGETHER)]
    random.shuffle(found)
    return found


def _example(sentences: Sequence[Sentence], nlp: Language) -> Example:
    wanted = _doc(sentences, nlp.vocab)
    spans, begin = [], 0
    for sentence in sentences:
        spans += [Span(wanted, begin + m.start, begin + m.end, m.labels[0]) for m in sentence.mentions]
        begin += len(sentence.words)
    wanted.set_ents(spans)
    return Example(Doc(nlp.vocab, words=[t.text for t in wanted]), wanted)


def distil(documents: Sequence[Document], teacher: NameRecogniser, out: Path) -> None:
    """Trains the small recogniser and writes it to `out` as a pipeline of its own.

    `documents`: what to learn from, each as often as it shall be seen; it is labelled once."""
    fix_random_seed(SEED)
    random = Random(SEED)
    nlp = source(keep=("ner",))
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    once = list({id(d): d for d in documents if d.size}.values())
    labelled = dict(zip(map(id, once), taught(once, teacher), strict=True))
    learned = examples([labelled[id(d)] for d in documents if d.size], random, nlp)
    optimizer = nlp.resume_training()
    losses: dict[str, float] = {}
    for number, start in enumerate(range(0, len(learned), _BATCH), start=1):
        nlp.update(learned[start : start + _BATCH], sgd=optimizer, drop=_DROPPED, losses=losses)
        if number % 100 == 0:
            log.info("fast: batch %d of %d, loss %.0f", number, -(-len(learned) // _BATCH), losses["ner"])
            losses = {}
    describe(nlp, "khronika_fast", "Names for the fast English pipeline of Khronika", ORIGIN)
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)
