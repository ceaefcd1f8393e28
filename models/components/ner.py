"""The spaCy component `khronika_ner`: names by a network of our own, run by ONNX Runtime.

Reads sentences (from the parser) and writes `doc.ents`. Weights are checked against their SHA-256.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from models.components.ner_agree import agree
from models.components.ner_decode import Named, best_tags, runs, whole_people
from models.components.ner_features import Arrays, WordPieces, arrays, windows

_FILES: Final = ("ner.onnx", "ner.sha256", "tokenizer.json")
_NO_PERSON: Final = re.compile(r"[_@/\\]|\.[a-z]{2,4}$")  # addresses and names of files
_LONGEST: Final = 120  # words read as one sentence; longer ones (lists, broken pages) are cut

Scores = npt.NDArray[np.float32]


class _Prepared(NamedTuple):
    """A batch of docs, its windows with the number of their doc, and the network's inputs by window numbers."""

    docs: list[Doc]
    places: list[tuple[int, list[list[Token]]]]
    inputs: list[tuple[list[int], Arrays]]


class DamagedWeights(ValueError):
    """A weight file is missing or is not the one that was trained."""


@Language.factory("khronika_ner", assigns=["doc.ents"], default_config={"threads": 2, "batch_pieces": 1024})
def make_recogniser(nlp: Language, name: str, threads: int, batch_pieces: int) -> NameRecogniser:
    """`threads`: processor threads of the network; `batch_pieces`: word pieces in a batch (memory)."""
    return NameRecogniser(name, threads, batch_pieces)


class NameRecogniser:
    """Marks PERSON, ORG, GPE, LOC, FAC, NORP, DATE, TIME, DURATION, MONEY, LAW, TITLE and CRIMINAL_CHARGE."""

    def __init__(self, name: str, threads: int = 2, batch_pieces: int = 1024) -> None:
        self.name = name
        self._threads = threads
        self._batch_pieces = batch_pieces
        self._folder: Path | None = None
        self._session: Any = None
        self._pieces: WordPieces | None = None

    def __call__(self, doc: Doc) -> Doc:
        prepared = self._prepared([doc])
        return _finished(prepared, self._scores(prepared))[0]

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Docs in their order; windows of a whole batch of docs are sorted by length and run together.

        The network runs a batch in a thread of its own while the components before this one read the next."""
        docs = iter(stream)
        with ThreadPoolExecutor(1, thread_name_prefix=self.name) as thread:
            waiting: tuple[_Prepared, Future[list[Scores]]] | None = None
            while batch := list(islice(docs, batch_size)):
                prepared = self._prepared(batch)
                running = thread.submit(self._scores, prepared)
                if waiting:
                    yield from _finished(waiting[0], waiting[1].result())
                waiting = prepared, running
            if waiting:
                yield from _finished(waiting[0], waiting[1].result())

    def scored(self, docs: Sequence[Doc]) -> list[list[tuple[list[Token], Scores]]]:
        """The words of each window of each doc with their log-probabilities, (words, TAGS)."""
        prepared = self._prepared(list(docs))
        found: list[list[tuple[list[Token], Scores]]] = [[] for _ in docs]
        for (number, part), rows in zip(prepared.places, self._scores(prepared), strict=True):
            found[number].append(([t for s in part for t in s], rows))
        return found

    def named(self, docs: Sequence[Doc]) -> list[list[Named]]:
        """The names of each doc with their probabilities, agreed on; `doc.ents` stays as it is."""
        return [
            agree([name for tokens, rows in windows_ for name in _named(tokens, rows)], doc.text)
            for doc, windows_ in zip(docs, self.scored(docs), strict=True)
        ]

    def from_disk(self, path: Path | str, exclude: Sequence[str] = ()) -> NameRecogniser:
        """Raises DamagedWeights when a file is missing or its checksum is wrong."""
        folder = Path(path)
        _verify(folder)
        self._folder = folder
        self._open()
        return self

    def to_disk(self, path: Path | str, exclude: Sequence[str] = ()) -> None:
        if self._folder is None:
            raise DamagedWeights("the name recogniser has no weights to save")
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            if (self._folder / name).resolve() != (target / name).resolve():
                shutil.copyfile(self._folder / name, target / name)

    def initialize(self, get_examples: Callable[[], Iterable[Any]], *, nlp: Language | None = None) -> None:
        """Nothing to do: the network is trained by models.train."""

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_session": None, "_pieces": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if self._folder is not None:
            self._open()

    def _open(self) -> None:
        import onnxruntime  # noqa: PLC0415

        assert self._folder is not None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads sleep
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(self._folder / "ner.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = WordPieces(self._folder / "tokenizer.json")

    def _prepared(self, docs: list[Doc]) -> _Prepared:
        """Windows and input arrays; made in the caller's thread, since documents are not shared."""
        if self._session is None or self._pieces is None:
            raise DamagedWeights("the name recogniser has no weights: load the pipeline from its folder")
        places = [(i, part) for i, doc in enumerate(docs) for part in _windows(doc, self._pieces)]
        parts = [[[t.text for t in s] for s in part] for _, part in places]
        sizes = [sum(len(p) for s in part for p in self._pieces(s)) for part in parts]
        inputs = [
            (batch, arrays([parts[i] for i in batch], self._pieces))
            for batch in _batches(sizes, self._batch_pieces)
        ]
        return _Prepared(docs, places, inputs)

    def _scores(self, prepared: _Prepared) -> list[Scores]:
        """Log-probabilities of the tags, (words, tags), of each window."""
        out: list[Scores] = [np.zeros((0, 0), np.float32)] * len(prepared.places)
        for batch, inputs in prepared.inputs:
            (raw,) = self._session.run(None, inputs)
            for row, i in enumerate(batch):
                out[i] = _log_softmax(raw[row, : sum(map(len, prepared.places[i][1]))])
        return out


def _finished(prepared: _Prepared, scores: list[Scores]) -> list[Doc]:
    found: list[list[Named]] = [[] for _ in prepared.docs]
    for (number, part), rows in zip(prepared.places, scores, strict=True):
        found[number] += _named([t for s in part for t in s], rows)
    for doc, names in zip(prepared.docs, found, strict=True):
        doc.set_ents([Span(doc, n.start, n.end, n.label) for n in agree(names, doc.text)])
    return prepared.docs


def _log_softmax(raw: Scores) -> Scores:
    shifted = raw - raw.max(axis=-1, keepdims=True)
    logs: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def _batches(sizes: Sequence[int], limit: int) -> Iterator[list[int]]:
    """Numbers of windows, shortest first, in batches that stay under `limit` pieces with their padding."""
    batch: list[int] = []
    for i in sorted(range(len(sizes)), key=sizes.__getitem__):
        if batch and (len(batch) + 1) * (sizes[i] + 2) > limit:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _windows(doc: Doc, pieces: WordPieces) -> list[list[list[Token]]]:
    """The words of `doc` in windows of sentences; white space is no word."""
    sentences = [part for sent in _sentences(doc) if (part := [t for t in sent if not t.is_space])]
    sentences = [s[i : i + _LONGEST] for s in sentences for i in range(0, len(s), _LONGEST)]
    sizes = [sum(map(len, pieces([t.text for t in s]))) for s in sentences]
    return [sentences[a:b] for a, b in windows(sizes)]


def _sentences(doc: Doc) -> Iterable[Iterable[Token]]:
    return doc.sents if doc.has_annotation("SENT_START") else (doc,)


def _named(tokens: list[Token], scores: Scores) -> Iterator[Named]:
    """Names of one window. None runs over a line break; sentence ends are too often wrong to part names."""
    breaks = [i for i in range(1, len(tokens)) if tokens[i].i != tokens[i - 1].i + 1]
    for begin, stop in pairwise([0, *breaks, len(tokens)]):
        for start, end, label in whole_people(runs(best_tags(scores[begin:stop]))):
            first, last = begin + start, begin + end - 1
            if label == "PERSON" and any(_NO_PERSON.search(t.text) for t in tokens[first : last + 1]):
                continue
            sure = float(np.exp(scores[first : last + 1].max(axis=-1).mean()))
            yield Named(
                tokens[first].i, tokens[last].i + 1, label, sure, *_offsets(tokens[first], tokens[last])
            )


def _offsets(first: Token, last: Token) -> tuple[int, int]:
    return first.idx, last.idx + len(last.text)


def _verify(folder: Path) -> None:
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise DamagedWeights(f"{folder}: missing {', '.join(missing)}; check the files out again")
    wanted = (folder / "ner.sha256").read_text(encoding="utf-8").split()[0]
    found = hashlib.sha256((folder / "ner.onnx").read_bytes()).hexdigest()
    if found != wanted:
        raise DamagedWeights(
            f"{folder / 'ner.onnx'} is damaged: SHA-256 {found[:12]}…, expected {wanted[:12]}…; get it again"
        )
