"""Trains the recogniser: batches of windows, AdamW with a warm-up and a linear fall, in bfloat16."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import nn

from models.components.ner_features import WordPieces, arrays, windows
from models.train.document import Document, Sentence
from models.train.network import Tagger, partial_loss
from models.train.swap import recased, swap_names

log = logging.getLogger(__name__)

NOISY = frozenset({"silver"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of one training run; `robust` is the q of network.partial_loss for noisy corpora."""

    seed: int = 7
    pieces: int = 1800  # in one batch
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    robust: float = 0.3
    swapped: float = 0.5
    upper: float = 0.03
    title: float = 0.03
    decay: float = 0.85  # learning rate of a layer relative to the one above


@dataclass(frozen=True, slots=True)
class Window:
    sentences: tuple[Sentence, ...]
    targets: tuple[int, ...]
    size: int
    noisy: bool


def make_windows(
    documents: Sequence[Document], pieces: WordPieces, random: Random, plan: Plan
) -> list[Window]:
    """Windows of all documents, with names swapped in some of them."""
    found: list[Window] = []
    for document in documents:
        current = document
        if document.source != "people" and random.random() < plan.swapped:
            current = swap_names(document, random, {"PERSON": 1.0, "GPE": 0.6, "ORG": 0.4})
        found += _windows(current, recased(current.sentences, random, plan.upper, plan.title), pieces)
    return found


def _windows(document: Document, sentences: list[Sentence], pieces: WordPieces) -> Iterator[Window]:
    kept = [s for s in sentences if 0 < len(s.words) <= 150]
    sizes = [sum(map(len, pieces(s.words))) for s in kept]
    for start, end in windows(sizes):
        part = tuple(kept[start:end])
        targets = tuple(t for s in part for t in s.targets(document.known))
        yield Window(part, targets, sum(sizes[start:end]) + 2, document.source in NOISY)


def batches(found: list[Window], random: Random, limit: int) -> list[list[Window]]:
    """Batches of windows of similar length, in random order."""
    random.shuffle(found)
    out: list[list[Window]] = []
    for begin in range(0, len(found), 400):
        batch: list[Window] = []
        for window in sorted(found[begin : begin + 400], key=lambda w: w.size):
            if batch and (len(batch) + 1) * max(window.size, batch[-1].size) > limit:
                out.append(batch)
                batch = []
            batch.append(window)
        out.append(batch)
    random.shuffle(out)
    return out


def _tensors(batch: list[Window], pieces: WordPieces) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
    inputs = {
        k: torch.from_numpy(v)
        for k, v in arrays([[s.words for s in w.sentences] for w in batch], pieces).items()
    }
    targets = np.zeros(inputs["first"].shape, dtype=np.int64)
    for row, window in enumerate(batch):
        targets[row, : len(window.targets)] = window.targets
    return inputs, torch.from_numpy(targets)


def _optimizer(model: Tagger, plan: Plan) -> torch.optim.AdamW:
    encoder = model.encoder
    layers = list(encoder.encoder.layer)
    groups = [{"params": layer.parameters(), "lr": plan.encoder_rate * plan.decay**depth}
              for depth, layer in enumerate(reversed(layers))]  # fmt: skip
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad = False
    top = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    return torch.optim.AdamW([*groups, {"params": top, "lr": plan.head_rate}], weight_decay=0.01)


def fit(model: Tagger, phases: Sequence[list[list[Window]]], pieces: WordPieces, plan: Plan) -> None:
    """Runs through the batches of each phase in turn, with one learning-rate curve over all."""
    order = [batch for phase in phases for batch in phase]
    optimizer = _optimizer(model, plan)
    warm = max(1, int(plan.warm_up * len(order)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (len(order) - step) / (len(order) - warm)))
    )
    model.train()
    started, loss_sum = time.monotonic(), 0.0
    for step, batch in enumerate(order, start=1):
        loss_sum += _step(model, optimizer, batch, pieces, plan)
        schedule.step()
        if step % 25 == 0:
            log.info(
                "step %d of %d, loss %.4f, %.0f s",
                step,
                len(order),
                loss_sum / 25,
                time.monotonic() - started,
            )
            loss_sum = 0.0


def _step(
    model: Tagger, optimizer: torch.optim.Optimizer, batch: list[Window], pieces: WordPieces, plan: Plan
) -> float:
    inputs, targets = _tensors(batch, pieces)
    robust = torch.tensor([plan.robust if window.noisy else 0.0 for window in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(**inputs)
    loss = partial_loss(scores, targets, robust)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())
