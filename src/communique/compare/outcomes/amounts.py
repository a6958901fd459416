"""What was to come in figures beside what came: less, or which side of a bound ("at least half", "below twelve dollars")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from communique.compare.clauses.quantities import Quantity
from communique.compare.outcomes.bearing import Bearing
from communique.compare.outcomes.promises import Pledge, Promise

Amount = Literal["met", "less", "missed"]

_PART = 0.3  # what is less than this share of what was said counts something else
_UPWARD = re.compile(r"\b(?:pass|passes|exceed|exceeds|top|tops|surpass|rise above|climb above|reach|beat)\W*$")
_DOWNWARD = re.compile(r"\b(?:fall below|drop below|sink below|slip under|fall under|stay under|stay below)\W*$")
_LOWERING = frozenset("cut reduce lower shrink limit fall drop halve slash trim decrease restrict cap".split())
_REACH = 24  # characters before a figure in which its bound is told


def amounts(pledge: Pledge, bearing: Bearing) -> frozenset[Amount]:
    """What the later sentence says of a figure of the promise: its bound met or missed, or less than was said.

    Reports that tell one promise may differ in its figure; what agrees with one of them is not less than was said.
    """
    came = [q for c in bearing.later.clauses for q in c.quantities if q.role not in ("from", "among")]
    said = [(p, q) for p in pledge.promises for q in _said(p)]
    found: set[Amount] = set()
    for later in came:
        told = {v for p, q in said if (v := _beside(p, q, later))}
        as_said = any(later.thing == q.thing and later.agrees(q) for _, q in said)
        found |= told - {"less"} if as_said else told
    return frozenset(found)


def _said(promise: Promise) -> Iterator[Quantity]:
    spans = promise.forward.spans
    yield from (q for c in promise.clauses for q in c.quantities if _inside(q.span[0], spans))


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s <= place < e for s, e in spans)


def _beside(promise: Promise, said: Quantity, came: Quantity) -> Amount | None:
    same = came.thing == said.thing
    if not (same or came.thing is None or said.thing is None):
        return None
    bound = _bound(promise, said)
    if bound and same and said.value and _PART <= came.value / said.value <= 1 / _PART:
        return "met" if (came.value - said.value) * bound >= 0 else "missed"
    if promise.act in _LOWERING:
        return None  # "to cut its fleet to forty": less is more
    if _PART * said.value <= came.value < said.value and not came.agrees(said):
        return "less"
    return None


def _bound(promise: Promise, said: Quantity) -> int:
    """1 where the figure is to be reached or passed, -1 where it is not to be, 0 where it is the figure itself."""
    text = promise.report.text[max(0, said.span[0] - _REACH) : said.span[0]].lower()
    if said.bound == "at least" or _UPWARD.search(text):
        return 1
    return -1 if said.bound == "at most" or _DOWNWARD.search(text) else 0
