"""Words that go together without meaning the same: ship and cargo, visa and consulate, senator and congress.

`data/related.tsv` holds the neighbours of a lemma by the vectors of a sentence encoder (see `training/related_table.py`). Too loose to
say that two sentences tell one thing; enough to say that a later sentence may be on the matter of an earlier one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

CLOSE, FAR = 0.6, 0.5


@lru_cache(maxsize=262144)
def relatedness(left: str, right: str) -> float:
    """How close two lemmas stand that are not alike in meaning: .6, .5, or 0 where neither is a neighbour of the other."""
    return max(neighbours(left).get(right, 0.0), neighbours(right).get(left, 0.0))


def neighbours(lemma: str) -> dict[str, float]:
    """The neighbours of a lemma, each with how near it is. Callers must not change it."""
    return _table().get(lemma, {})


@cache
def _table() -> dict[str, dict[str, float]]:
    text = files("communique.compare").joinpath("data", "related.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {w: dict.fromkeys(close.split(), CLOSE) | dict.fromkeys(far.split(), FAR) for w, close, far in rows}


__all__ = ["CLOSE", "FAR", "neighbours", "relatedness"]
