"""The confidence of a statement out of the screen's probability, by kind of quotation (calibration.json).

Platt scaling (Platt 1999), a line each for what is quoted at least in part, for what is told, and for what is told under a
cue that speaks of a topic, a deed or a wish: PolNeAR counts such noun phrases and infinitives, our guidelines mostly do not.
`training/calibrate.py` fits them on documents that are reported nowhere.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources

CLIP = 1e-3  # probabilities nearer to none and to all than this are taken as this

NO_SPEECH = frozenset({"topic", "deed", "attitude", "unlisted", "name", "perceive", "appear"})
"""Sorts of cues that need no speech: "discussed", "backed", "wants", "saw"."""
NO_CLAUSES = frozenset({"bare", "to"})

Line = tuple[float, float]
"""Bias and slope on the log-odds."""


@cache
def load_lines() -> dict[str, Line]:
    """The lines that ship beside this module: "quoted", "told" and "doubtful"."""
    raw = json.loads((resources.files(__package__) / "calibration.json").read_text("utf-8"))
    return {kind: (float(bias), float(slope)) for kind, (bias, slope) in raw.items()}


def kind_of(form: str, cue: str = "assert", phrase: str = "clause") -> str:
    """Which line a find takes, by its form and, where it is told, by the sort of its cue and of its content (features.py)."""
    if form != "indirect":
        return "quoted"
    return "doubtful" if phrase in NO_CLAUSES and cue in NO_SPEECH else "told"


def log_odds(probability: float) -> float:
    """Log-odds of a probability, clipped."""
    clipped = min(max(probability, CLIP), 1 - CLIP)
    return math.log(clipped / (1 - clipped))


def calibrated(probability: float, kind: str) -> float:
    """How often finds of this kind and probability are statements, 0 to 1; never falls as the probability rises."""
    bias, slope = load_lines()[kind]
    return 1 / (1 + math.exp(-(bias + slope * log_odds(probability))))
