"""The PLOVER root of a sentence with a source and a target, by a small linear model shipped beside this module.

Softmax regression on the features of features.py and, given the encoder, on its word states (states.py); trained by
training/train_plover.py on hand-labelled sentences of the PLOVER/ZSP data set. Two sets of weights are shipped: with
the states of one version of the encoder, and without. CAMEO codes come from a table (data/cameo.yaml).
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from communique.encoder.session import Model
from communique.errors import ModelError
from communique.read.acts.lexicon import load
from communique.read.events.features import features
from communique.read.events.states import pooled

Span = tuple[int, int]
Floats = NDArray[np.float32]
_FILE = "plover.npz"
_DENSE = 0.1  # states are standardised, then weighed against the features by this


@dataclass(frozen=True, slots=True)
class Root:
    """A PLOVER root with the model's probability for it."""

    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Feature -> row of a weight matrix with one column a root; `dense` for the states, with their mean and spread."""

    index: Mapping[str, int]
    matrix: NDArray[np.float32]
    roots: tuple[str, ...]
    dense: NDArray[np.float32] | None = None
    mean: NDArray[np.float32] | None = None
    spread: NDArray[np.float32] | None = None
    encoder: str = ""


class RootClassifier:
    """Tells what a source does to a target; with the encoder that its weights were made for, from its states too."""

    def __init__(self, model: Model | None = None) -> None:
        self._plain, self._stateful = _weights("plain"), _weights("states")
        self._model = model if model is not None and encoder_mark(model) == self._stateful.encoder else None

    def root(self, text: str, source: Span | None, target: Span | None) -> Root:
        """The most probable root of the sentence `text`; the spans are within it, None where there is no such actor."""
        weights = self._plain if self._model is None else self._stateful
        scores = np.zeros(len(weights.roots), np.float64)
        for name, count in sorted(features(text, source, target).items()):
            row = weights.index.get(name)
            if row is not None:
                scores += value_of(name, count) * weights.matrix[row]
        if (
            self._model is not None
            and weights.dense is not None
            and weights.mean is not None
            and weights.spread is not None
        ):
            states = pooled(self._model, text, source, target)
            if len(states):
                scores += standardised(states, weights.mean, weights.spread) @ weights.dense
        scores = np.exp(scores - scores.max())
        best = int(scores.argmax())
        return Root(weights.roots[best], float(scores[best] / scores.sum()))


def value_of(name: str, count: float) -> float:
    """The value of a feature that occurs `count` times: damped, and stronger for phrases of the lexicon."""
    damped = 1.0 + math.log(count)
    if name[0] == "r" and "=" in name[:4]:
        return 1.5 * damped
    return damped if name[0] in "§mnz" else 0.7 * damped


def standardised(states: Floats, mean: Floats, spread: Floats) -> Floats:
    """States about zero and of one spread, weighed against the features."""
    return ((states - mean) / spread * np.float32(_DENSE)).astype(np.float32)


def encoder_mark(model: Model) -> str:
    """What tells one trained encoder from another: the digest of its tagger in the manifest, else the version."""
    files = model.manifest.get("files", model.manifest.get("sha256", {}))
    digest = files.get("tagger.onnx") if isinstance(files, dict) else None
    return str(digest or model.version)


def cameo_of(root: str) -> tuple[str, ...]:
    """The CAMEO root codes that a PLOVER root stands for, the closest first."""
    return tuple(load("communique.read.events", "cameo.yaml")[root]["cameo"])


@cache
def _weights(kind: str) -> Weights:
    """The weights `plain` or `states`."""
    try:
        raw = (resources.files("communique.read.events") / "data" / _FILE).read_bytes()
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            names = str(stored[f"{kind}_names"]).split("\n")
            matrix = stored[f"{kind}_weights"].astype(np.float32) * np.float32(stored[f"{kind}_step"])
            roots = tuple(str(stored["roots"]).split())
            if kind == "plain":
                return Weights({name: row for row, name in enumerate(names)}, matrix, roots)
            dense = stored["dense_weights"].astype(np.float32) * np.float32(stored["dense_step"])
            mean, spread = stored["mean"].astype(np.float32), stored["spread"].astype(np.float32)
            mark = str(stored["encoder"])
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"{_FILE} cannot be read ({error}): reinstall communique, the file is part of it") from error
    return Weights({name: row for row, name in enumerate(names)}, matrix, roots, dense, mean, spread, mark)
