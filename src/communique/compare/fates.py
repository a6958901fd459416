"""What a later sentence says of a promise: kept, broken, superseded, still awaited - or nothing that decides.

A multinomial logistic model over named features (`data/fates.yaml`, fitted by `training/compare_outcomes.py`): denials, opposites,
marks of `data/outcomes.yaml`, numbers, and days beside the term. Signs are turned for refusals and for "will not", whose
coming about is that nothing happens. Where the model is not sure the answer is "unclear": a wrong "broken" costs most.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from communique.compare.bearing import Bearing, marked, region
from communique.compare.promises import Pledge
from communique.compare.words import read_yaml

FATES = ("kept", "broken", "superseded", "pending")
_GROUPS = {
    "commitment": "promise", "plan": "promise", "demand": "wish", "offer": "wish", "condition": "wish",
    "prediction": "forecast", "warning": "threat", "refusal": "refusal",
}  # fmt: skip
_SIGNED = ("undone", "late", "persists", "failing")
_NEAR = ("persists", "failing")  # of these only what stands in the clauses that speak of the promise counts
_MARKS = ("fulfilled", "waiting", "reversal", "instead", "part", "conceded")


def fate_features(pledge: Pledge, bearing: Bearing) -> dict[str, float]:
    """Every feature of one promise and one later sentence; those that say "it came about" or the contrary are signed."""
    later, clause = bearing.later, bearing.clause
    sign = -1.0 if _against(pledge, bearing) else 1.0
    group = _GROUPS[pledge.kind]
    denied, near = clause.tone.negative, region(bearing)
    less, past = _less(pledge, bearing), _past(pledge, bearing)
    out = {
        "denied": sign * denied,
        "denied beside": sign * (not denied and marked(near, "denied")),
        "done": sign * (not denied and clause.tone.actual) * bearing.features["cover"],
        "opposed": sign * bearing.features["opposed"],
        "in time": sign * _dated(pledge, bearing, late=False),
        "too late": sign * _dated(pledge, bearing, late=True),
        "less": float(less and (past or pledge.term is None)),
        "less so far": float(less and not past and pledge.term is not None),
        "past term": float(past),
        "term ahead": float(pledge.term is not None and not past),
        "ahead": bearing.features["ahead"],
        "recalls": bearing.features["recalls"],
        "another": bearing.features["another"],
        "proviso": float(group == "threat" and _of_proviso(pledge, bearing)),
        **{f"mark {name}": sign * marked(near if name in _NEAR else later.text, name) for name in _SIGNED},
        **{f"mark {name}": float(marked(later.text, name)) for name in _MARKS},
    }
    out |= {f"is {g}": float(group == g) for g in ("wish", "forecast", "threat", "refusal")}
    out["wish denied"] = float(group in ("wish", "threat") and (denied or marked(near, "failing", "undone")))
    return out


def _against(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether what the later words tell of is what was not to be: "stop shelling" and "shells fell" without a "stopped"."""
    undoing = bool(pledge.acts) and all(a in _undoing() for a in pledge.acts) and not bearing.features["act"]
    return pledge.against != undoing


@cache
def _undoing() -> frozenset[str]:
    return frozenset(read_yaml("outcomes.yaml")["undoing"])


def _of_proviso(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether the later words speak of what a threat was made to hang on, rather than of what was threatened."""
    said = {w for w, _ in bearing.shared}
    hangs = {w.lemma for p in pledge.promises for c in p.clauses if c.tone.conditional for w in c.content}
    rest = {w.lemma for p in pledge.promises for c in p.clauses if not c.tone.conditional for w in c.content}
    weight = [sum(pledge.told.get(w, 0.0) for w in said & part) for part in (hangs, rest - hangs)]
    return weight[0] > weight[1]


def fates(features: Mapping[str, float]) -> dict[str, float]:
    """The probability of each fate."""
    totals = {
        f: sum(_weights()[f].get(n, 0.0) * v for n, v in sorted(features.items())) + _weights()[f]["bias"]
        for f in FATES
    }
    most = max(totals.values())
    parts = {f: math.exp(t - most) for f, t in totals.items()}
    whole = math.fsum(parts.values())
    return {f: p / whole for f, p in parts.items()}


def reasons(features: Mapping[str, float], fate: str) -> tuple[str, ...]:
    """The features that speak most for a fate, in words."""
    table = read_yaml("fates.yaml")["said"]
    told = [(_weights()[fate].get(n, 0.0) * v, n) for n, v in features.items() if v and n in table]
    best = sorted((x for x in told if x[0] > 0.15), key=lambda x: (-x[0], x[1]))
    return tuple(_worded(table[name], features[name]) for _, name in best[:3])


def _worded(words: str | list[str], value: float) -> str:
    """What a feature says of the promise; of a signed one the second wording is for the turned sign."""
    if isinstance(words, str):
        return words
    return words[0] if value > 0 else words[1]


@cache
def _weights() -> dict[str, dict[str, float]]:
    return {f: {n: float(v) for n, v in read_yaml("fates.yaml")["fates"][f].items()} for f in FATES}


def _past(pledge: Pledge, bearing: Bearing) -> bool:
    day = bearing.later.report.published
    return day is not None and pledge.is_past(day.first)


def _dated(pledge: Pledge, bearing: Bearing, *, late: bool) -> bool:
    """A day in the sentence, not one of the promise, before its report: within the term, or after it."""
    published = bearing.later.report.published
    if pledge.term is None or published is None or (late and pledge.term.days > 92):
        return False
    own = {w.moment for p in pledge.promises for c in p.clauses for w in c.whens}
    said = max((p.report.published.first for p in pledge.promises if p.report.published), default=None)
    for when in (w for c in bearing.later.clauses for w in c.whens):
        day = when.moment
        if day.days > 31 or day.last > published.last or (day in own and late):
            continue
        if late and day.first > pledge.term.last:
            return True
        if not late and day.last <= pledge.term.last and (said is None or day.first >= said):
            return True
    return False


def _less(pledge: Pledge, bearing: Bearing) -> bool:
    """A smaller number of the same thing than was said."""
    told = [q for p in pledge.promises for c in p.clauses for q in c.quantities]
    for came in (q for c in bearing.later.clauses for q in c.quantities):
        for said in told:
            same = came.thing == said.thing or came.thing is None or said.thing is None
            if same and 0.3 * said.value <= came.value < said.value and not came.agrees(said):
                return True
    return False
