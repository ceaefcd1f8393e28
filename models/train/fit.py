"""Trains the recogniser: batches of windows, AdamW with a warm-up and a linear fall, in bfloat16.

Training that was stopped goes on from its last kept step with the same batches.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from models.components.ner_features import WINDOW, WordPieces, arrays, windows
from models.train.document import Document, Sentence
from models.train.network import Tagger, partial_loss
from models.train.swap import recased, resplit, swap_names

log = logging.getLogger(__name__)

NOISY: Final = frozenset({"silver"})
_LIMITS: Final = (WINDOW, WINDOW, WINDOW // 2, 1)  # most pieces in a window; 1: each sentence alone
_EVERY: Final = 150  # steps between two kept states
_STATE: Final = "state.pt"


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
    joined: float = 0.04  # sentences that the parser does not part
    cut: float = 0.04  # sentences that it parts wrongly
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
            current = swap_names(document, random, {"PERSON": 1.0, "GPE": 0.6, "ORG": 0.4, "FAC": 0.4})
        sentences = resplit(current.sentences, random, plan.joined, plan.cut)
        sentences = recased(sentences, random, plan.upper, plan.title)
        found += _windows(current, sentences, pieces, random.choice(_LIMITS))
    return found


def _windows(
    document: Document, sentences: list[Sentence], pieces: WordPieces, limit: int
) -> Iterator[Window]:
    kept = [s for s in sentences if 0 < len(s.words) <= 150]
    sizes = [sum(map(len, pieces(s.words))) for s in kept]
    for start, end in windows(sizes, limit):
        part = tuple(kept[start:end])
        targets = tuple(t for s in part for t in s.targets(document.known))
        yield Window(part, targets, sum(sizes[start:end]) + 2, document.source in NOISY)


def batches(found: list[Window], random: Random, limit: int) -> list[list[Window]]:
    """Batches of windows of similar length, in random order."""
    random.shuffle(found)
    out: list[list[Window]] = []
    for begin in range(0, len(found), 800):
        batch: list[Window] = []
        for window in sorted(found[begin : begin + 800], key=lambda w: w.size):
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


def fit(
    model: Tagger, order: Sequence[list[Window]], pieces: WordPieces, plan: Plan, keep: Path | None = None
) -> None:
    """Runs through the batches in their order, with one learning-rate curve over all.

    `keep`: folder for the state of the training, from which a later call with the same batches goes on.
    """
    optimizer = _optimizer(model, plan)
    warm = max(1, int(plan.warm_up * len(order)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (len(order) - step) / (len(order) - warm)))
    )
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
    done = _restored(parts, keep)
    model.train()
    started, loss_sum = time.monotonic(), 0.0
    for step, batch in enumerate(order[done:], start=done + 1):
        loss_sum += _step(model, optimizer, batch, pieces, plan)
        schedule.step()
        if step % 25 == 0:
            seconds = time.monotonic() - started
            log.info("step %d of %d, loss %.4f, %.0f s", step, len(order), loss_sum / 25, seconds)
            loss_sum = 0.0
        if keep is not None and (step % _EVERY == 0 or step == len(order)):
            _kept(parts, keep, step)


def _kept(parts: Mapping[str, Any], folder: Path, step: int) -> None:
    """Written beside and moved into place, so that a kill leaves the state before."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: part.state_dict() for name, part in parts.items()}
    torch.save({**state, "step": step, "random": torch.get_rng_state()}, folder / f"{_STATE}.new")
    (folder / f"{_STATE}.new").replace(folder / _STATE)


def _restored(parts: Mapping[str, Any], folder: Path | None) -> int:
    """The steps that the kept state has behind it, 0 where none is kept."""
    if folder is None or not (folder / _STATE).exists():
        return 0
    state = torch.load(folder / _STATE, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    torch.set_rng_state(state["random"])
    log.info("going on after step %d", state["step"])
    return int(state["step"])


def _step(
    model: Tagger, optimizer: torch.optim.Optimizer, batch: list[Window], pieces: WordPieces, plan: Plan
) -> float:
    inputs, targets = _tensors(batch, pieces)
    robust = torch.tensor([plan.robust if window.noisy else 0.0 for window in batch])
    device = next(model.parameters()).device
    inputs = {name: value.to(device) for name, value in inputs.items()}
    # the fused attention's way back is slow on a processor
    with torch.autocast(device.type, dtype=torch.bfloat16), sdpa_kernel(SDPBackend.MATH):
        scores = model(**inputs)
    loss = partial_loss(scores, targets.to(device), robust.to(device))
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())
