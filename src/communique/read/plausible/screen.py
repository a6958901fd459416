"""Finds judged by their features: a logistic model whose weights `training/plausible.py` chose (weights.json).

Its probability is that a find is a statement by the guidelines, half from PolNeAR documents that the encoder never saw
and half from own labels of other genres. Finds below the floor are dropped; the probability, calibrated, is the confidence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from communique.read.plausible.calibration import calibrated, kind_of
from communique.read.plausible.features import cue_kind, describe, find_of, moves_people, phrase, style
from communique.read.scores import WordScores
from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model: `styles` are (weight, mean, deviation) of the features of the whole text."""

    floor: float
    bias: float
    weights: dict[str, float]
    styles: dict[str, tuple[float, float, float]]


@cache
def load_weights() -> Weights:
    """The weights that ship beside this module."""
    raw = json.loads((resources.files(__package__) / "weights.json").read_text("utf-8"))
    styles = {name: (float(w), float(mean), float(sd)) for name, (w, mean, sd) in raw["styles"].items()}
    return Weights(raw["floor"], raw["bias"], raw["weights"], styles)


def screened(text: str, found: Sequence[Draft], quotes: QuoteIndex, scores: WordScores) -> list[Draft]:
    """The drafts that are probably statements, with how sure that is as their confidence."""
    floor = load_weights().floor
    return [
        replace(draft, raw=replace(draft.raw, confidence=calibrated(probability, kind)))
        for draft, probability, kind in judged(text, found, quotes, scores)
        if probability >= floor
    ]


def judged(text: str, found: Sequence[Draft], quotes: QuoteIndex, scores: WordScores) -> list[tuple[Draft, float, str]]:
    """The drafts with the probability that they are statements and their kind (calibration.py); plain deeds are left out."""
    model = load_weights()
    written = style(text, found, quotes)
    offset = model.bias + sum(w * (written[name] - mean) / sd for name, (w, mean, sd) in model.styles.items())
    out = []
    for draft in found:
        find = find_of(text, draft, quotes, scores.row("act", draft.raw.anchor))
        if moves_people(find):
            continue
        features = describe(find)
        z = offset + sum(model.weights.get(name, 0.0) * value for name, value in features.items())
        shape = "clause" if features.get("complementiser") else phrase(find)
        out.append((draft, 1 / (1 + math.exp(-z)), kind_of(find.form, cue_kind(find), shape)))
    return out
