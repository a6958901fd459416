"""What a later sentence says of a promise: kept, broken, superseded, still awaited - or nothing that decides.

A multinomial logistic model over named features (`data/fates.yaml`, fitted by `training/compare_outcomes.py`): denials, opposites,
marks of `data/outcomes.yaml`, numbers, and days beside the term. Signs are turned for refusals and for "will not", whose
coming about is that nothing happens. Where the model is not sure the answer is "unclear": a wrong "broken" costs most.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

from communique.compare.clauses.polarity import tone_of
from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import likeness, read_yaml
from communique.compare.outcomes.amounts import amounts
from communique.compare.outcomes.bearing import Bearing, marked, region
from communique.compare.outcomes.promises import Pledge

_SAME_DEED = 0.7
_RELATIVE = frozenset({"that", "which", "who"})
_OBJECT = 6  # words behind "cancelled" among which its object stands
_OF_A_THING = frozenset({"no", "without"})  # these deny what follows them
_REACH = 5
_RECALLED = re.compile(
    r"\b(?:planned|set|due|promised|scheduled|foreseen|fixed|announced|asked)\b[^,;.]*$|\bdeadline of $"
)
FATES = ("kept", "broken", "superseded", "pending")
_GROUPS = {
    "commitment": "promise", "plan": "promise", "demand": "wish", "offer": "wish", "condition": "wish",
    "prediction": "forecast", "warning": "threat", "refusal": "refusal",
}  # fmt: skip
_SIGNED = ("undone", "late", "persists", "failing")
_AGAINST_IT = (
    "denied", "denied beside", "opposed", "too late", "less", "bound missed", "wish denied", "mark undone", "mark late",
    "mark persists", "mark failing", "mark part", "mark reversal", "mark conceded",
)  # fmt: skip
_NEAR = ("persists", "failing")  # of these only what stands in the clauses that speak of the promise counts
_MARKS = ("fulfilled", "waiting", "reversal", "instead", "part", "conceded")


def fate_features(pledge: Pledge, bearing: Bearing) -> dict[str, float]:
    """Every feature of one promise and one later sentence; those that say "it came about" or the contrary are signed."""
    later, clause = bearing.later, bearing.clause
    sign = -1.0 if _against(pledge, bearing) else 1.0
    timed = -1.0 if pledge.against else (sign + 1) / 2  # a day tells nothing of an end that the sentence does not name
    group = _GROUPS[pledge.kind]
    denied, near = _denied(bearing), region(bearing)
    undone = denied or marked(near, "undone")
    elsewhere = of_another_deed(bearing)
    figures, past = amounts(pledge, bearing), _past(pledge, bearing)
    out = {
        "denied": sign * denied,
        "denied beside": sign * (not denied and marked(near, "denied")),
        "done": sign * (not denied and clause.tone.actual) * bearing.features["cover"],
        "opposed": sign * bearing.features["opposed"],
        "in time": timed * (not undone and _dated(pledge, bearing, late=False)),
        "too late": timed * _dated(pledge, bearing, late=True),
        "less": float("less" in figures and (past or pledge.term is None)),
        "less so far": float("less" in figures and not past and pledge.term is not None),
        "bound met": float("met" in figures),
        "bound missed": float("missed" in figures),
        "past term": float(past),
        "term ahead": float(pledge.term is not None and not past),
        "ahead": bearing.features["ahead"],
        "recalls": bearing.features["recalls"],
        "another": bearing.features["another"],
        "proviso": float(group == "threat" and _of_proviso(pledge, bearing)),
        **{
            f"mark {name}": sign * marked(near if name in _NEAR else later.text, name)
            for name in _SIGNED
            if name != "undone"
        },
        "mark undone": sign * (marked(later.text, "undone") and not elsewhere),
        **{f"mark {name}": float(marked(later.text, name)) for name in _MARKS},
    }
    out |= {f"is {g}": float(group == g) for g in ("wish", "forecast", "threat", "refusal")}
    out["wish denied"] = float(group in ("wish", "threat") and (denied or marked(near, "failing", "undone")))
    return out


def of_another_deed(bearing: Bearing) -> bool:
    """Whether what a sentence tells to be called off is something else: "cancelled the dinner that was to follow the launch"."""
    heard = {b for _, b in (*bearing.shared, *bearing.related)}
    off = read_yaml("outcomes.yaml")["calling_off"]
    for words in (c.words for c in bearing.later.clauses):
        for i, word in enumerate(words[:-1]):
            brought = [w for w in words[i + 1 : i + 1 + _OBJECT] if not w.small or w.text.lower() in _RELATIVE]
            if word.lemma in off and brought and words[i + 1].small and not brought[0].small:
                return brought[0].lemma not in heard and len(brought) > 1 and brought[1].small
    return False


def _denied(bearing: Bearing) -> bool:
    """Whether the clause denies what it has of the promise: "met without a decision" does not deny that they met."""
    clause = bearing.clause
    if not clause.tone.negative or clause.tone.possible:
        return False  # what a bill would have allowed to refuse is refused by nobody
    heard, words = {b for _, b in bearing.shared}, clause.words
    places = [i for i, w in enumerate(words) if w.text.lower() in _OF_A_THING]
    rest = tone_of([w for i, w in enumerate(words) if i not in places])
    if rest.negative or not places:
        return True
    return any(w.lemma in heard for i in places for w in words[i + 1 : i + 1 + _REACH])


def _like(deed: str, lemma: str) -> bool:
    return deed == lemma or likeness(deed, lemma) >= _SAME_DEED


def _against(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether what the later words tell of is what was not to be: "stop shelling" and "shells fell" without a "stopped"."""
    undoing = bool(pledge.acts) and all(makes_an_end(a) for a in pledge.acts) and not bearing.features["act"]
    return pledge.against != undoing


@cache
def makes_an_end(act: str) -> bool:
    """Whether a deed makes an end of its object: to lift, to scrap, to withdraw."""
    return act in frozenset(read_yaml("outcomes.yaml")["undoing"])


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


def told_against(features: Mapping[str, float]) -> bool:
    """Whether anything in the later words speaks against it: that a term is past and nobody says "done" breaks no promise."""
    return features["done"] < 0 or any(features[name] > 0 for name in _AGAINST_IT)


def told_for(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> bool:
    """Whether anything in the later words says that it came about: the deed, a day in time, a figure, a denial of what was ruled out."""
    heard = {w for w, _ in (*bearing.shared, *bearing.related)}
    on_it = bool(heard & pledge.acts) or len(heard & (pledge.matter | pledge.names)) > 1
    if (features["in time"] > 0 and on_it) or features["mark fulfilled"] or features["bound met"]:
        return True
    if features["another"] and pledge.kind in ("commitment", "plan", "offer", "refusal", "warning"):
        return False  # what another does keeps nobody's word
    if pledge.against and marked(bearing.later.text, "reversal"):
        return False
    deed = bool(heard & pledge.acts)
    if _GROUPS[pledge.kind] in ("threat", "wish") and pledge.kind in ("warning", "condition"):
        return deed and features["done"] > 0 and not features["mark persists"]
    turned = any(features[name] < 0 for name in ("denied", "opposed", "mark undone"))  # of what was to end: it is gone
    return features["done"] > 0 or turned or pledge.against


def only_lasting(features: Mapping[str, float], *, hurry: bool) -> bool:
    """Whether nothing speaks against it but a denial of something beside it or, where there is no `hurry`, that things are as they were."""
    hard = (
        set(_AGAINST_IT) - {"denied beside", "mark conceded", "mark reversal"} - (set() if hurry else {"mark persists"})
    )
    return not any(features[name] > 0 for name in hard) and features["done"] >= 0


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
    text = bearing.later.report.text
    for when in (w for c in _telling(pledge, bearing, late=late) for w in c.whens):
        day = when.moment
        if day.days > 31 or day.last > published.last or (late and any(day.meets(o) for o in own)):
            continue
        if late and day.first > pledge.term.last:
            return True
        recalled = _RECALLED.search(text[max(0, when.span[0] - 40) : when.span[0]])
        if not late and not recalled and day.last <= pledge.term.last and (said is None or day.first >= said):
            return True
    return False


def _telling(pledge: Pledge, bearing: Bearing, *, late: bool) -> Sequence[Clause]:
    """The clauses whose days count: those that tell the deed, else those on its matter, else all; for a delay the deed alone."""
    heard = {b for _, b in bearing.shared}
    clauses = bearing.later.clauses
    dated = [c for c in clauses if c.whens]
    very = [c for c in dated if any(w.lemma in pledge.acts for w in c.content)]
    deed = very or [c for c in dated if any(_like(a, w.lemma) for a in pledge.acts for w in c.content)]
    if late and not deed:
        return [c for c in dated if len(pledge.matter & _told_by(c, bearing)) > 1]
    return deed or [c for c in dated if heard & {w.lemma for w in c.content}] or clauses


def _told_by(clause: Clause, bearing: Bearing) -> frozenset[str]:
    """The words of the promise that one clause has."""
    own = {w.lemma for w in clause.content}
    return frozenset(w for w, b in bearing.shared if b in own)
