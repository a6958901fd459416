"""Numbers that cannot both be right: one thing counted, one moment, one group, two values.

Gates leave out what can be told apart for certain (parts, rates of other spans, other groups, a number that the other
report gives too); what is left is weighed by the features of `data/clashes.yaml`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.compare.anchors import Anchoring, anchoring, around, generic, sentence_words
from communique.compare.clashes import Clash, Evidenced, Place, by_parties, one_wave
from communique.compare.quantities import Quantity, tables
from communique.compare.story import Clause, Report
from communique.compare.topics import counted_topic, printed
from communique.compare.words import concept_keys, likeness, read_yaml
from communique.lexicon import noun_kind

_SAME_THING = 0.8
_WIDEST = 4.0  # two versions of one number seldom differ by more than this factor
_MEASURES = ("ton", "tons", "tonne", "metre", "meter", "cubic", "square", "crown", "dollar", "mile", "cent", "per")
_LENGTHS = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
_GENERIC = frozenset(
    {"man", "men", "people", "person", "member", "thing", "side", "time", "case", "party", "other", "percent"}
)
_SURE = 0.6
_ONE_MATTER = 0.8  # what two sentences of one report must share before their numbers are one
_MOST = 200  # numbers of one sort in a story that are compared with one another


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and the clause that it stands in."""

    clause: Clause
    quantity: Quantity


def number_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between numbers of two reports. A number that the other report gives too counts something else."""
    out = []
    keys = _SentenceKeys()
    for one, other in rivals(seen):
        if keys.apart(one, other):
            continue
        features, anchors = features_of(seen, one, other)
        score = weighed(features)
        if score >= _SURE:
            out.append(_clash(one, other, anchors, score))
    return out


class _SentenceKeys:
    """What the sentences of numbers speak of, worked out once: most pairs share nothing but the thing counted."""

    def __init__(self) -> None:
        self._keys: dict[tuple[int, str | None], frozenset[str]] = {}

    def apart(self, one: Counted, other: Counted) -> bool:
        """Whether the two sentences have no word in common, in any sense of it, beside what is counted."""
        return self._of(one).isdisjoint(self._of(other))

    def _of(self, counted: Counted) -> frozenset[str]:
        place = (counted.clause.number, counted.quantity.thing)
        found = self._keys.get(place)
        if found is None:
            left_out = {counted.quantity.noun, counted.quantity.unit, *_MEASURES}
            lemmas = {w.lemma for w in sentence_words(counted.clause) if not w.text[0].isdigit()}
            words = lemmas - left_out - generic()
            found = self._keys[place] = frozenset(k for w in words for k in concept_keys(w))
        return found


def slip_clashes(seen: Evidenced) -> list[Clash]:
    """Two values of one number in one report, in one voice: only where the words around both are the same."""
    out = []
    for report in seen.story.reports:
        counted = [
            Counted(c, q) for c in report.clauses if not c.in_title for q in c.quantities if q.noun and not q.unit
        ]
        for i, one in enumerate(counted):
            for other in counted[i + 1 :]:
                if one.clause.sentence == other.clause.sentence or not _slip(seen, one, other):
                    continue
                features, anchors = features_of(seen, one, other)
                score = weighed(features)
                if score >= _SURE:
                    out.append(_clash(one, other, anchors, score))
    return out


def _slip(seen: Evidenced, one: Counted, other: Counted) -> bool:
    """One noun with one description, told in the same tense by the same voice, of no other day."""
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    if (
        a.noun != b.noun
        or a.noun in _GENERIC
        or not comparable(a, b)
        or a.agrees(b)
        or a.bound != "exact"
        or b.bound != "exact"
    ):
        return False
    if max(a.value, b.value) > 2 * min(a.value, b.value) or set(left.speakers) != set(right.speakers):
        return False
    if left.tone != right.tone or left.whens or right.whens or _enumerated(left, a) or _enumerated(right, b):
        return False
    leave = [str(a.noun), str(b.noun), *_MEASURES]
    shared = anchoring(seen.aligner, sentence_words(left), sentence_words(right), leave, least=0.95)
    return shared.strong >= 2 and shared.told >= _ONE_MATTER


def rivals(seen: Evidenced) -> Iterator[tuple[Counted, Counted]]:
    """Pairs of numbers of one sort in different reports of the same days that may be two versions of one."""
    by_thing: dict[str, list[Counted]] = defaultdict(list)
    for clause in seen.story.clauses:
        for quantity in clause.quantities:
            if quantity.thing:
                by_thing[_group(quantity)].append(Counted(clause, quantity))
    things = sorted(by_thing)
    alike = [(x, y) for i, x in enumerate(things) for y in things[i:] if x == y or likeness(x, y) >= _SAME_THING]
    for x, y in alike:
        for i, one in enumerate(by_thing[x][:_MOST]):
            for other in by_thing[y][(i + 1 if x == y else 0) : _MOST]:
                first, second = (one, other) if one.clause.number < other.clause.number else (other, one)
                if _may_rival(first, second):
                    yield first, second


def _group(quantity: Quantity) -> str:
    """Units and nouns as they are, persons of any sort together."""
    return "\x00persons" if quantity.unit is None and _person(quantity.noun) else str(quantity.thing)


def _person(noun: str | None) -> bool:
    return noun is not None and (noun in _table()["persons"] or noun_kind(noun) == "person")


def _may_rival(one: Counted, other: Counted) -> bool:
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    if left.report is right.report or a.value == b.value or not comparable(a, b) or a.agrees(b):
        return False
    if not one_wave(left, right):
        return False
    if max(a.value, b.value) > _WIDEST * min(a.value, b.value):
        return False
    if {w for w in a.about ^ b.about if w in tables()["sets_apart"]} or (left.in_title and right.in_title):
        return False
    if _enumerated(left, a) or _enumerated(right, b):
        return False
    if left.tone.future != right.tone.future and left.tone.actual != right.tone.actual:
        return False
    days_apart = (
        left.whens and right.whens and not any(x.moment.meets(y.moment, 1) for x in left.whens for y in right.whens)
    )
    return not days_apart and not _given(a, right.report) and not _given(b, left.report)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers count one sort of thing in one way."""
    if "part" in (a.role, b.role) or "from" in (a.role, b.role) or (a.per and b.per and a.per != b.per):
        return False
    if a.unit or b.unit:
        return a.unit == b.unit
    if not a.noun or not b.noun:
        return False
    anybody = a.noun in _GENERIC or b.noun in _GENERIC
    return likeness(a.noun, b.noun) >= _SAME_THING or (anybody and _person(a.noun) and _person(b.noun))


def _enumerated(clause: Clause, quantity: Quantity) -> bool:
    """Whether the sentence gives another number of the same sort: shares, sums and scores come in rows."""
    others = [q for c in clause.siblings for q in c.quantities if q is not quantity and q.value != quantity.value]
    return any(comparable(q, quantity) for q in others)


def _given(quantity: Quantity, report: Report) -> bool:
    """Whether the report gives this number of this sort of thing anywhere: then it is not what the two differ on."""
    for other in report.values.get(quantity.value, ()):
        if other.thing is None or quantity.thing is None or likeness(other.thing, quantity.thing) >= 0.6:
            return True
        if _person(other.noun) and _person(quantity.noun):
            return True
    return False


def features_of(seen: Evidenced, one: Counted, other: Counted) -> tuple[dict[str, float], Anchoring]:
    """What speaks for two versions of one number: words around both, in both sentences, and how close the values are."""
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    leave = [*(x for x in (a.noun, b.noun, a.unit, b.unit) if x), *_MEASURES]
    near = anchoring(seen.aligner, around(left, a.span), around(right, b.span), leave)
    wide = anchoring(seen.aligner, sentence_words(left), sentence_words(right), leave, least=0.8)
    low, high = sorted((a.value, b.value))
    features = {
        "generic": float(a.noun in _GENERIC or b.noun in _GENERIC),
        "strong": float(min(3, near.strong)),
        "wide": min(3.0, wide.told),
        "ratio": math.log(high / low),
        "large": math.log10(low + 1),
        "title": float(left.in_title or right.in_title),
    }
    return features, near if near.strong else wide


def weighed(features: dict[str, float]) -> float:
    """How sure it is that both are versions of one number."""
    weights: dict[str, float] = _table()["numbers"]
    total = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


def _clash(one: Counted, other: Counted, anchors: Anchoring, score: float) -> Clash:
    a, b, left, right = one.quantity, other.quantity, one.clause, other.clause
    first, second = printed(left, a), printed(right, b)
    shared = f"; both speak of {anchors.shown()}" if anchors.strong else ""
    return Clash(
        kind="number",
        left=Place(left, left.span, first),
        right=Place(right, right.span, second),
        topic=counted_topic(first, second, a.unit),
        strength="hard",
        confidence=round(min(0.95, 0.3 + 0.65 * score), 2),
        reasons=(f"{first} against {second}", f"both count {a.noun or b.noun or a.unit}{shared}"),
        parties=by_parties(left, right),
    )


@cache
def _table() -> dict[str, Any]:
    return read_yaml("clashes.yaml")
