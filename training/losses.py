"""The joint loss of a batch: linear heads over words, roles given anchors, antecedents of pronouns and nominals."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from communique.encoder.schema import PAIR_ROLES, TAG_HEADS
from corpora import IGNORE
from network import Reader, distance_buckets
from windows import Item

TAG_WEIGHT = {
    "roles": 1.5,
    "anchor": 6.0,
    "ner": 0.5,
    "timex": 0.5,
    "event_tb": 0.3,
    "event_ecb": 0.3,
    "status": 0.3,
    "act": 0.3,
}
COREF_WEIGHT = 0.5
SMOOTHED = ("act", "status")  # labels on which annotators differ most
ROLE_SCALE = 40  # words that one attribution's loss is spread over
PAD = 32  # lengths are padded to a multiple, so that few shapes are compiled


def label_loss(model: Reader, states: list[Tensor], batch: list[Item]) -> tuple[Tensor, dict[str, float]]:
    """The loss against the labels that the windows have, and its parts by head for the log."""
    total, parts = torch.zeros(()), {}
    for name in TAG_HEADS:
        loss = tag_loss(model, name, states, batch)
        if loss is not None:
            total, parts[name] = total + TAG_WEIGHT[name] * loss, loss.item()
    roles = role_loss(model, states, batch)
    if roles is not None:
        total, parts["pair"] = total + roles, roles.item()
    coref = coref_loss(model, states, batch)
    if coref is not None:
        total, parts["coref"] = total + COREF_WEIGHT * coref, coref.item()
    return total, parts


def encoded(model: Reader, batch: list[Item]) -> list[Tensor]:
    """Word states of each window: [words, 384]."""
    length = -(-max(len(x.ids) for x in batch) // PAD) * PAD
    ids, case = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.full((len(batch), 1, 1, length), -1e4, dtype=torch.bfloat16)
    for i, x in enumerate(batch):
        ids[i, : len(x.ids)], case[i, : len(x.ids)] = torch.from_numpy(x.ids), torch.from_numpy(x.case)
        mask[i, ..., : len(x.ids)] = 0
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encoder(ids, case, mask)
    hidden = hidden.float()
    return [hidden[i, torch.from_numpy(x.heads)] for i, x in enumerate(batch)]


def tag_loss(model: Reader, name: str, states: list[Tensor], batch: list[Item]) -> Tensor | None:
    """Cross entropy of one linear head over the words that have its label; None if none has."""
    having = [(s, x.tags[name]) for s, x in zip(states, batch, strict=True) if name in x.tags]
    if not having:
        return None
    target = torch.from_numpy(np.concatenate([t for _, t in having]))
    known = target != IGNORE
    if not known.any():
        return None
    logits = model.tags[name](torch.cat([s for s, _ in having])[known])
    return F.cross_entropy(logits, target[known], label_smoothing=0.05 if name in SMOOTHED else 0.0)


def role_loss(model: Reader, states: list[Tensor], batch: list[Item]) -> Tensor | None:
    """Mean cross entropy an anchor of the roles given it."""
    total, anchors = torch.zeros(()), 0
    for s, x in zip(states, batch, strict=True):
        if x.anchors:
            at = torch.tensor(x.anchors)
            with torch.autocast("cpu", torch.bfloat16):
                logits = model.roles(s, at, distance_buckets(at, len(s))).float()
            target = torch.from_numpy(np.stack(x.targets))
            loss = F.cross_entropy(logits.reshape(-1, PAIR_ROLES), target.reshape(-1), reduction="sum")
            total, anchors = total + loss / ROLE_SCALE, anchors + len(x.anchors)
    return total / anchors if anchors else None


def coref_loss(model: Reader, states: list[Tensor], batch: list[Item]) -> Tensor | None:
    """Mean negative log of the probability that an anchor gives to its antecedents together."""
    total, links = torch.zeros(()), 0
    for s, x in zip(states, batch, strict=True):
        if x.coref:
            at = torch.tensor([w for w, _ in x.coref])
            logits = model.coref(s, at, distance_buckets(at, len(s))).log_softmax(-1)
            for row, (_, heads) in zip(logits, x.coref, strict=True):
                total = total - torch.logsumexp(row[heads] if heads else row[-1:], 0)
                links += 1
    return total / links if links else None
