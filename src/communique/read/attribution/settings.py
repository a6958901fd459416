"""Thresholds and calibration of the decoder, chosen on the carved quarter of PolNeAR train (training/choose.py)."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """What the decoder was told by the tuning data; probabilities unless said otherwise."""

    anchor: float = 0.35  # a cue word starts an attribution at this probability
    cueless: float = 0.5  # the same for an attribution without a cue
    tag_weight: float = 0.3  # how much the anchor-free tags count beside the roles given the anchor
    cue_bias: float = 0.0  # added to the log-probabilities of cue labels given an anchor
    source_bias: float = 0.0  # the same for source labels
    fragment: float = 0.6  # a further piece of content needs this mean probability
    fragment_words: int = 30  # unless it is longer than this
    duplicate: float = 0.8  # two contents sharing this part of their words are one attribution
    calibration: tuple[float, ...] = (
        0.0,
        1.0,
        1.0,
        1.0,
        0.0,
    )  # logistic weights: bias, anchor, content, source, no source


@cache
def load_settings() -> Settings:
    """The settings that ship beside this module."""
    raw: dict[str, Any] = json.loads((resources.files(__package__) / "settings.json").read_text("utf-8"))
    known = {f.name for f in fields(Settings)}
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items() if k in known}
    return Settings(**values)
