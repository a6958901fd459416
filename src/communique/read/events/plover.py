"""The PLOVER root of a sentence with a source and a target, by a small linear model shipped beside this module."""

from __future__ import annotations

import math


def value_of(name: str, count: float) -> float:
    """The value of a feature that occurs `count` times: damped, and stronger for phrases of the lexicon."""
    damped = 1.0 + math.log(count)
    return damped * (2.0 if name[0] == "r" and "=" in name[:4] else 1.0 if name[0] in "§mnz" else 0.7)
