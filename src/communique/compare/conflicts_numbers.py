"""Numbers that cannot both be right: one thing counted, one moment, one group, two values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from communique.compare.anchors import Anchoring, anchoring, around
from communique.compare.clashes import Clash, Evidenced, Place, by_parties, one_wave
from communique.compare.quantities import Quantity, tables
from communique.compare.story import Clause, Report
from communique.compare.words import likeness

_SAME_THING = 0.8
_WIDEST = 4.0  # two versions of one number seldom differ by more than this factor
_LARGE = 1000
_MEASURES = ("ton", "tons", "tonne", "metre", "meter", "cubic", "square", "crown", "dollar", "mile", "cent", "per")
_LENGTHS = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
_GENERIC = frozenset(
    {"man", "people", "person", "member", "thing", "side", "time", "case", "party", "other", "percent"}
)


def number_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between numbers of two reports. A number that the other report gives too counts something else."""
    out = []
    for (left, a), (right, b) in _candidates(seen):
        if a.agrees(b) or not _may_rival(left, a, right, b) or _given(a, right.report) or _given(b, left.report):
            continue
        leave = [*(x for x in (a.noun, b.noun, a.unit, b.unit) if x), *a.about, *b.about, *_MEASURES]
        anchors = anchoring(seen.aligner, around(left, a.span), around(right, b.span), leave)
        if _one_thing(a, b, anchors, _shared_figures(left, a, right, b)):
            out.append(_clash(left, a, right, b, anchors))
    return out


def _candidates(seen: Evidenced) -> Iterator[tuple[tuple[Clause, Quantity], tuple[Clause, Quantity]]]:
    """Pairs of numbers of one sort in different reports of the same days."""
    by_thing: dict[str, list[tuple[Clause, Quantity]]] = defaultdict(list)
    for clause in seen.story.clauses:
        for quantity in clause.quantities:
            if quantity.thing:
                by_thing[quantity.thing].append((clause, quantity))
    things = sorted(by_thing)
    alike = [(x, y) for i, x in enumerate(things) for y in things[i:] if x == y or likeness(x, y) >= _SAME_THING]
    for x, y in alike:
        for i, one in enumerate(by_thing[x][:200]):
            for other in by_thing[y][(i + 1 if x == y else 0) : 200]:
                if one[0].report is not other[0].report and one_wave(one[0], other[0]):
                    yield (one, other) if one[0].number < other[0].number else (other, one)


def _may_rival(left: Clause, a: Quantity, right: Clause, b: Quantity) -> bool:
    if not comparable(a, b) or max(a.value, b.value) > _WIDEST * min(a.value, b.value):
        return False
    if left.tone.actual != right.tone.actual and left.tone.future != right.tone.future:
        return False
    days_apart = (
        left.whens and right.whens and not any(x.moment.meets(y.moment, 1) for x in left.whens for y in right.whens)
    )
    return not days_apart


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers count one sort of thing in one way."""
    if "part" in (a.role, b.role) or "from" in (a.role, b.role) or (a.per and b.per and a.per != b.per):
        return False
    if a.unit or b.unit:
        if a.unit is None or b.unit is None:
            return False
        return a.unit == b.unit and (not a.noun or not b.noun or likeness(a.noun, b.noun) >= 0.6)
    return bool(a.noun and b.noun and likeness(a.noun, b.noun) >= _SAME_THING)


def _given(quantity: Quantity, report: Report) -> bool:
    """Whether the report gives this number of this sort of thing anywhere: then it is not what the two differ on."""
    for other in report.values.get(quantity.value, ()):
        if other.thing is None or quantity.thing is None or likeness(other.thing, quantity.thing) >= 0.6:
            return True
    return False


def _shared_figures(left: Clause, a: Quantity, right: Clause, b: Quantity) -> int:
    """How many other figures the two sentences have in common."""
    ones = {q.value for c in _sentence(left) for q in c.quantities if q is not a and q.value >= 20}
    others = {q.value for c in _sentence(right) for q in c.quantities if q is not b and q.value >= 20}
    return len(ones & others)


def _sentence(clause: Clause) -> list[Clause]:
    return list(clause.siblings)


def _one_thing(a: Quantity, b: Quantity, anchors: Anchoring, figures: int) -> bool:
    """Whether enough around both numbers shows that they count one thing, and nothing sets the groups apart."""
    if {w for w in a.about ^ b.about if w in tables()["sets_apart"]}:
        return False
    if a.unit in _LENGTHS:
        return anchors.strong >= 3 and anchors.told >= 1.5
    if a.unit:
        if a.per and a.per == b.per and min(a.value, b.value) >= _LARGE:
            return max(a.value, b.value) <= 1.5 * min(a.value, b.value)
        same_noun = int(bool(a.noun and a.noun == b.noun))
        return anchors.strong + same_noun + figures >= 2 and anchors.told + 0.5 * figures >= 0.7
    if a.noun in _GENERIC or b.noun in _GENERIC:
        return anchors.strong >= 2 and anchors.told >= 1.0
    described = len(a.about & b.about)
    return anchors.strong + figures + described >= 1 and anchors.told + 0.5 * figures + 0.4 * described >= 0.3


def _clash(left: Clause, a: Quantity, right: Clause, b: Quantity, anchors: Anchoring) -> Clash:
    one, other = _shown(left, a), _shown(right, b)
    thing = a.noun or b.noun or a.unit or "number"
    return Clash(
        kind="number",
        left=Place(left, left.span, one),
        right=Place(right, right.span, other),
        topic=f"number of {thing}",
        strength="hard",
        confidence=round(min(0.95, 0.6 + 0.1 * anchors.told), 2),
        reasons=(f"{one} against {other}", f"both count {thing}; shared around the number: {anchors.shown()}"),
        parties=by_parties(left, right),
    )


def _shown(clause: Clause, quantity: Quantity) -> str:
    words = clause.report.text[quantity.span[0] : quantity.span[1]]
    return f"{words} {quantity.unit or quantity.noun or ''}".strip()
