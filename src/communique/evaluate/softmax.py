"""Softmax regression by full-batch Adam: small, deterministic, numpy only. Trains and cross-validates PLOVER roots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_DECAY, _DECAY_SQUARE, _TINY = 0.9, 0.999, 1e-8


def fit(
    blocks: Sequence[Floats],
    labels: NDArray[np.int64],
    classes: int,
    *,
    penalty: float = 1e-3,
    steps: int = 90,
    rate: float = 0.05,
    balance: float = 0.6,
) -> list[Floats]:
    """One weight matrix a block of features ([rows, features] each). `balance` 1 weighs classes alike, 0 by size."""
    counts = np.bincount(labels, minlength=classes).astype(np.float32)
    by_class = (counts.mean() / np.maximum(counts, 1)) ** balance
    weight = (by_class[labels] / by_class[labels].mean())[:, None].astype(np.float32)
    target = np.eye(classes, dtype=np.float32)[labels]
    weights = [np.zeros((block.shape[1], classes), np.float32) for block in blocks]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for step in range(1, steps + 1):
        error = (probabilities(blocks, weights) - target) * weight / len(labels)
        pace = rate * (1 - step / (steps + 1))
        for i, block in enumerate(blocks):
            slope = block.T @ error + penalty * weights[i]
            first[i] = _DECAY * first[i] + (1 - _DECAY) * slope
            second[i] = _DECAY_SQUARE * second[i] + (1 - _DECAY_SQUARE) * slope * slope
            moved = first[i] / (1 - _DECAY**step) / (np.sqrt(second[i] / (1 - _DECAY_SQUARE**step)) + _TINY)
            weights[i] = (weights[i] - pace * moved).astype(np.float32)
    return weights


def probabilities(blocks: Sequence[Floats], weights: Sequence[Floats]) -> Floats:
    """Class probabilities [rows, classes]."""
    scores = sum((block @ w for block, w in zip(blocks, weights, strict=True)), np.float32(0))
    scores = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)
