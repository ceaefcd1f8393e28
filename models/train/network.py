"""The recogniser's network: all-MiniLM with case and letters added to its input, and tags on top."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from models.components.ner_decode import TAGS
from models.components.ner_features import CHAR_KINDS, SHAPES


class Tagger(nn.Module):
    """Inputs as in ner_features.arrays; output: tag scores (B, W, len(TAGS)).

    Letters and case are added to every piece of a word before the first layer, where the encoder, which
    knows no case, can use them in context. `layers`: how many encoder layers are kept.
    """

    def __init__(self, encoder: Path, layers: int = 6, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(encoder),
            attn_implementation="sdpa",
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,  # random numbers cost more there than they help
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.letter = nn.Embedding(CHAR_KINDS, 24, padding_idx=0)
        self.convolution = nn.Conv1d(24, 96, 3, padding=1)
        self.cues = nn.ModuleList((nn.Embedding(SHAPES, 24), nn.Embedding(2, 8), nn.Embedding(3, 8)))
        self.mix = nn.Sequential(nn.Linear(96 + 40, 192), nn.GELU(), nn.Dropout(dropout))
        self.inject = nn.Linear(192, width)
        self.head = nn.Sequential(
            nn.Linear(width + 192, 256), nn.GELU(), nn.Dropout(dropout), nn.Linear(256, len(TAGS))
        )
        nn.init.normal_(self.inject.weight, std=0.005)
        nn.init.zeros_(self.inject.bias)

    def forward(  # noqa: PLR0913, PLR0917
        self, ids: Tensor, mask: Tensor, word: Tensor, letters: Tensor, cues: Tensor, first: Tensor
    ) -> Tensor:
        seen = self._words(letters, cues)
        padded = nn.functional.pad(self.inject(seen), (0, 0, 1, 0))
        added = padded.gather(1, word.unsqueeze(-1).expand(-1, -1, padded.shape[-1]))
        pieces = self.encoder.embeddings.word_embeddings(ids) + added * (word > 0).unsqueeze(-1)
        states = self.encoder(inputs_embeds=pieces, attention_mask=mask).last_hidden_state
        tops = states.gather(1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        scores: Tensor = self.head(torch.cat((tops, seen), dim=-1))
        return scores

    def _words(self, letters: Tensor, cues: Tensor) -> Tensor:
        count, width, size = letters.shape
        spelled = self.letter(letters.reshape(count * width, size)).transpose(1, 2)
        spelled = self.convolution(spelled).amax(dim=-1).reshape(count, width, -1)
        cased = [table(cues[..., i]) for i, table in enumerate(self.cues)]
        seen: Tensor = self.mix(torch.cat((spelled, *cased), dim=-1))
        return seen


def partial_loss(scores: Tensor, allowed: Tensor, robust: Tensor) -> Tensor:
    """Mean loss of words whose target is a set of tags; `allowed` (B, W) bit masks, 0 for padding.

    robust (B,) is q of the generalised cross entropy (1 - p^q) / q of Zhang and Sabuncu 2018, which trusts
    noisy labels less; 0 is the usual -log p.
    """
    bits = (allowed.unsqueeze(-1) >> torch.arange(len(TAGS), device=allowed.device)) & 1
    logs = torch.log_softmax(scores.float(), dim=-1)
    inside = torch.logsumexp(logs.masked_fill(bits == 0, -1e9), dim=-1).clamp(max=0.0)
    q = robust.unsqueeze(-1)
    losses = torch.where(q > 0, (1 - torch.exp(q * inside)) / q.clamp(min=1e-6), -inside)
    used = allowed > 0
    return (losses * used).sum() / used.sum().clamp(min=1)
