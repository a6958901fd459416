"""Numbers that cannot both be right: one thing counted, one moment, one group, two values."""

from __future__ import annotations

from communique.compare.align import Pairing
from communique.compare.clashes import Clash, Evidenced, Place, by_parties, one_wave, topic_of
from communique.compare.quantities import Quantity, tables
from communique.compare.story import Clause, Report
from communique.compare.words import likeness

_TOPIC = 0.45
_NEARLY_SAME = 0.75
_LENGTHS = frozenset({"year", "month", "week", "day", "hour", "minute"})


def number_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between numbers of aligned clauses; a number that the other report gives too counts something else."""
    out = []
    for pairing in seen.pairings:
        left, right = pairing.left, pairing.right
        if pairing.score < _TOPIC or not one_wave(left, right) or pairing.features["other_day"]:
            continue
        if left.tone.actual != right.tone.actual and not _same_tense(pairing):
            continue
        for a, b in _rivals(left, right):
            if not _given(a, right.report) and not _given(b, left.report) and _one_thing(a, b, pairing):
                out.append(_clash(pairing, a, b))
    return out


def _same_tense(pairing: Pairing) -> bool:
    return pairing.left.tone.future == pairing.right.tone.future


def _rivals(left: Clause, right: Clause) -> list[tuple[Quantity, Quantity]]:
    """Quantities of one thing whose values exclude each other, when each side has one such number only."""
    out = []
    for a in left.quantities:
        same = [b for b in right.quantities if comparable(a, b)]
        back = [c for c in left.quantities if same and comparable(c, same[0])]
        if len(same) == 1 and len(back) == 1 and not a.agrees(same[0]):
            out.append((a, same[0]))
    return out


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers count one sort of thing in one way."""
    if "part" in (a.role, b.role) or "from" in (a.role, b.role) or (a.per and b.per and a.per != b.per):
        return False
    if a.unit or b.unit:
        if a.unit is None or b.unit is None:
            return a.thing is None or b.thing is None
        return a.unit == b.unit and (not a.noun or not b.noun or likeness(a.noun, b.noun) >= 0.6)
    if a.noun is None or b.noun is None:
        return False
    return likeness(a.noun, b.noun) >= 0.8


def _given(quantity: Quantity, report: Report) -> bool:
    """Whether the report gives this number of this sort of thing anywhere: then it is not what the two differ on."""
    for clause in report.clauses:
        for other in clause.quantities:
            if other.value == quantity.value and (
                other.thing is None or quantity.thing is None or likeness(other.thing, quantity.thing) >= 0.6
            ):
                return True
    return False


def _one_thing(a: Quantity, b: Quantity, pairing: Pairing) -> bool:
    """Whether describing words do not set two groups apart, and lengths of time measure one thing."""
    apart = {w for w in a.about ^ b.about if w in tables()["sets_apart"]}
    if apart:
        return False
    if a.unit in _LENGTHS:
        return pairing.features["covered_less"] >= _NEARLY_SAME
    return True


def _clash(pairing: Pairing, a: Quantity, b: Quantity) -> Clash:
    left, right = pairing.left, pairing.right
    one, other = _shown(left, a), _shown(right, b)
    thing = a.noun or b.noun or a.unit or b.unit or "number"
    parties = by_parties(left, right)
    return Clash(
        kind="number",
        left=Place(left, left.span, one),
        right=Place(right, right.span, other),
        topic=f"number of {thing}: {topic_of(pairing)}" if thing else topic_of(pairing),
        strength="hard",
        confidence=round(min(0.95, 0.5 + pairing.score / 2), 2),
        reasons=(f"{one} against {other}", f"both speak of {topic_of(pairing)} (alignment {pairing.score:.2f})"),
        parties=parties,
    )


def _shown(clause: Clause, quantity: Quantity) -> str:
    words = clause.report.text[quantity.span[0] : quantity.span[1]]
    return f"{words} {quantity.unit or quantity.noun or ''}".strip()
