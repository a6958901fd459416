"""The PLOVER root of a sentence with a source and a target, by a small linear model shipped beside this module.

Softmax regression on the features of features.py, trained by training/train_plover.py on the hand-labelled sentences of
the PLOVER/ZSP data set. The mapping to CAMEO is a table (data/cameo.yaml).
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from communique.errors import ModelError
from communique.read.acts.lexicon import load
from communique.read.events.features import features

Span = tuple[int, int]
_FILE = "plover.npz"


@dataclass(frozen=True, slots=True)
class Root:
    """A PLOVER root with the model's probability for it."""

    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Feature -> row of a weight matrix with one column a root."""

    index: dict[str, int]
    matrix: NDArray[np.float32]
    roots: tuple[str, ...]


def value_of(name: str, count: float) -> float:
    """The value of a feature that occurs `count` times: damped, and stronger for phrases of the lexicon."""
    damped = 1.0 + math.log(count)
    if name[0] == "r" and "=" in name[:4]:
        return 2.0 * damped
    return damped if name[0] in "§mnz" else 0.7 * damped


def root_of(text: str, source: Span | None, target: Span | None) -> Root:
    """What `source` does to `target` in the sentence `text` (spans within it), as the most probable PLOVER root."""
    weights = _weights()
    scores = np.zeros(len(weights.roots), np.float64)
    for name, count in sorted(features(text, source, target).items()):
        row = weights.index.get(name)
        if row is not None:
            scores += value_of(name, count) * weights.matrix[row]
    scores = np.exp(scores - scores.max())
    best = int(scores.argmax())
    return Root(weights.roots[best], float(scores[best] / scores.sum()))


def cameo_of(root: str) -> tuple[str, ...]:
    """The CAMEO root codes that a PLOVER root stands for, the closest first."""
    return tuple(load("communique.read.events", "cameo.yaml")[root]["cameo"])


@cache
def _weights() -> Weights:
    try:
        raw = (resources.files("communique.read.events") / "data" / _FILE).read_bytes()
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            names = str(stored["names"]).split("\n")
            matrix = stored["weights"].astype(np.float32) * np.float32(stored["step"])
            roots = tuple(str(stored["roots"]).split())
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"{_FILE} cannot be read ({error}): reinstall communique, the file is part of it") from error
    return Weights({name: row for row, name in enumerate(names)}, matrix, roots)
