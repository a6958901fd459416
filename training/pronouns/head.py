"""The pronoun head: what the first head would give an anchor's candidates, weighed anew by what stands around them."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from communique.encoder.around import FEATURES, SPAN
from communique.encoder.schema import DISTANCES
from network import WIDTH

INNER = 128


class PronounHead(nn.Module):
    """It starts as the first head: its own part of the logits begins at nought and is added to the first one's logs."""

    def __init__(self, drop: float = 0.3):
        super().__init__()
        self.anchor, self.word = nn.Linear(SPAN * WIDTH, INNER), nn.Linear(SPAN * WIDTH, INNER)
        self.left, self.right = nn.Linear(WIDTH, INNER), nn.Linear(WIDTH, INNER)
        self.distance, self.around = nn.Embedding(DISTANCES, INNER), nn.Linear(FEATURES, INNER)
        self.norm, self.up = nn.LayerNorm(INNER), nn.Linear(INNER, INNER)
        self.out, self.none = nn.Linear(INNER, 1), nn.Linear(INNER, 1)
        self.scale, self.drop = nn.Parameter(torch.ones(1)), nn.Dropout(drop)
        for layer in (self.out, self.none):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, anchor: Tensor, words: Tensor, buckets: Tensor, around: Tensor, first: Tensor) -> Tensor:
        """Anchors [N, 3 x 384], candidates [N, K, 3 x 384], distances [N, K], features [N, K, F], logs [N, K + 1] -> [N, K + 1]."""
        own = slice(WIDTH * (SPAN // 2), WIDTH * (SPAN // 2 + 1))
        a = self.anchor(anchor)
        x = F.gelu(a[:, None] + self.word(words) + self.distance(buckets) + self.around(around))
        x = self.norm(self.drop(x) + self.left(anchor[:, own])[:, None] * self.right(words[..., own]))
        score = self.out(self.drop(F.gelu(self.up(x))))[..., 0]
        return first * self.scale + torch.cat([score, self.none(self.drop(F.gelu(a)))], -1)
