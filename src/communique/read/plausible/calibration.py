"""The confidence of a statement out of the screen's probability, by kind of quotation (calibration.json).

Platt scaling (Platt 1999), one line for what is quoted at least in part and one for what is told: the screen is sure of
the former and too sure of the latter. `training/calibrate.py` fits both on documents that the encoder and the screen's
features were not drawn from alone, half of the evidence from another genre.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources

CLIP = 1e-3  # probabilities nearer to none and to all than this are taken as this

Line = tuple[float, float]
"""Bias and slope on the log-odds."""


@cache
def load_lines() -> dict[str, Line]:
    """The lines that ship beside this module: "quoted" and "told"."""
    raw = json.loads((resources.files(__package__) / "calibration.json").read_text("utf-8"))
    return {kind: (float(bias), float(slope)) for kind, (bias, slope) in raw.items()}


def kind_of(form: str) -> str:
    """Which line a form of quotation takes."""
    return "told" if form == "indirect" else "quoted"


def log_odds(probability: float) -> float:
    """Log-odds of a probability, clipped."""
    clipped = min(max(probability, CLIP), 1 - CLIP)
    return math.log(clipped / (1 - clipped))


def calibrated(probability: float, form: str) -> float:
    """How often finds of this form and probability are statements, 0 to 1; never falls as the probability rises."""
    bias, slope = load_lines()[kind_of(form)]
    return 1 / (1 + math.exp(-(bias + slope * log_odds(probability))))
