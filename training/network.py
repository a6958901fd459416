"""The network: a BERT encoder over wordpieces, linear heads over words, and two pair heads (anchor x word).

Roles are labelled *given an anchor* (the cue's first word), as semantic role labelling does for predicates: one word may be source of
one attribution and content of another, so nested and shared attributions need no special case. Coreference is the same shape: a pronoun
or nominal picks the head words of its antecedents.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from communique.encoder.schema import DISTANCES, PAIR_ROLES, TAG_HEADS
from communique.encoder.words import CASES

WIDTH, LAYERS, HEADS, INNER, VOCAB = 384, 6, 12, 1536, 30522
PAIR, COREF = 192, 128


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.heads, self.drop = heads, nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, d = x.shape
        q, k, v = (f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        if mask is None:  # export: the pattern that onnxruntime fuses
            scores = torch.matmul(q, k.transpose(-1, -2)) / (d // self.heads) ** 0.5
            a = torch.matmul(torch.softmax(scores, -1), v)
        else:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.o(a.transpose(1, 2).reshape(b, n, d))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.word, self.position = nn.Embedding(VOCAB, WIDTH), nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor | None = None) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.word(ids) + self.position(positions)[None] + self.case(case)))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, state: dict[str, Tensor]) -> None:
        """Weights of a Hugging Face BERT checkpoint; every case class starts as token type 0."""
        get = lambda name: state[name] if name in state else state["bert." + name]  # noqa: E731
        with torch.no_grad():
            self.word.weight.copy_(get("embeddings.word_embeddings.weight"))
            self.position.weight.copy_(get("embeddings.position_embeddings.weight"))
            self.case.weight.copy_(get("embeddings.token_type_embeddings.weight")[:1].expand(CASES, -1))
            self.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
            self.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
            names = {
                "q": "attention.self.query",
                "k": "attention.self.key",
                "v": "attention.self.value",
                "o": "attention.output.dense",
                "norm1": "attention.output.LayerNorm",
                "up": "intermediate.dense",
                "down": "output.dense",
                "norm2": "output.LayerNorm",
            }
            for i, layer in enumerate(self.layers):
                for ours, theirs in names.items():
                    for part in ("weight", "bias"):
                        getattr(getattr(layer, ours), part).copy_(get(f"encoder.layer.{i}.{theirs}.{part}"))


class RoleHead(nn.Module):
    """Word states and anchors -> BIO role logits [anchors, words, PAIR_ROLES]."""

    def __init__(self):
        super().__init__()
        self.anchor, self.word = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.conv = nn.Conv1d(PAIR, PAIR, 3, padding=1)
        self.out = nn.Linear(PAIR, PAIR_ROLES)

    def forward(self, states: Tensor, anchors: Tensor, buckets: Tensor) -> Tensor:
        x = F.gelu(self.anchor(states[anchors])[:, None] + self.word(states)[None] + self.distance(buckets))
        x = x + F.gelu(self.conv(x.transpose(1, 2))).transpose(1, 2)
        return self.out(x)


class CorefHead(nn.Module):
    """Word states and anchors -> antecedent logits [anchors, words + 1]; the last column is "none in this window"."""

    def __init__(self):
        super().__init__()
        self.anchor, self.word = nn.Linear(WIDTH, COREF), nn.Linear(WIDTH, COREF)
        self.distance = nn.Embedding(DISTANCES, COREF)
        self.out, self.none = nn.Linear(COREF, 1), nn.Linear(COREF, 1)

    def forward(self, states: Tensor, anchors: Tensor, buckets: Tensor) -> Tensor:
        a = self.anchor(states[anchors])
        x = F.gelu(a[:, None] + self.word(states)[None] + self.distance(buckets))
        return torch.cat([self.out(x)[..., 0], self.none(F.gelu(a))], -1)


class Reader(nn.Module):
    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.encoder = Encoder(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, len(labels)) for name, labels in TAG_HEADS.items()})
        self.roles, self.coref = RoleHead(), CorefHead()


def distance_buckets(anchors: Tensor, words: int) -> Tensor:
    """Signed log buckets of word - anchor: [anchors, words], 0..DISTANCES-1."""
    delta = torch.arange(words)[None] - anchors[:, None]
    size = delta.abs().float()
    step = (
        torch.where(size < 5, size, (4 + torch.log2(torch.clamp(size, min=1) / 4) * 2.4))
        .floor()
        .clamp(max=DISTANCES // 2)
    )
    return (DISTANCES // 2 + torch.sign(delta) * step).long()
