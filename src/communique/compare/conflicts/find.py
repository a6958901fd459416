"""Typed contradictions.

Detectors find clashes, clashes of one matter are joined into conflicts with two or more sides.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.compare.clauses.align import Pairing
from communique.compare.clauses.sorting import sort_key
from communique.compare.clauses.story import Clause, Story
from communique.compare.conflicts.clashes import Clash, Detector, Evidenced, Place
from communique.compare.conflicts.dates import date_clashes
from communique.compare.conflicts.framing import condition_clashes, mood_clashes
from communique.compare.conflicts.numbers import number_clashes, slip_clashes
from communique.compare.conflicts.opposed import opposition_clashes
from communique.compare.conflicts.parties import party_clashes
from communique.compare.conflicts.places import doer_clashes, place_clashes
from communique.compare.conflicts.polarity import polarity_clashes
from communique.compare.conflicts.topics import printed
from communique.compare.conflicts.who import named_thing_clashes, office_clashes
from communique.compare.conflicts.wording import speaker_clashes, wording_clashes
from communique.compare.facts.shared import agrees
from communique.compare.wordings.wording import prints, wording_of
from communique.record import Conflict, Evidence, Side, content_id, evidence_of, normalise_spans
from communique.record.comparison import ConflictKind

_MOSTLY = 0.5  # share of either clause that the other says
_STANDS_BESIDE = 0.6  # a clause this close to one side of a conflict stands beside it

DETECTORS: tuple[Detector, ...] = (
    number_clashes,
    slip_clashes,
    date_clashes,
    polarity_clashes,
    opposition_clashes,
    wording_clashes,
    speaker_clashes,
    party_clashes,
    named_thing_clashes,
    office_clashes,
    place_clashes,
    doer_clashes,
    condition_clashes,
    mood_clashes,
)


def clashes_of(seen: Evidenced) -> list[Clash]:
    """What every detector finds."""
    return [clash for detect in DETECTORS for clash in detect(seen)]


def conflicts(seen: Evidenced, clashes: Sequence[Clash]) -> tuple[Conflict, ...]:
    """Every contradiction found, joined and sorted."""
    found = [_conflict(seen, group) for group in _merged(seen, _joined(clashes))]
    return tuple(sorted(found, key=lambda c: sort_key(seen.story, [e for s in c.sides for e in s.evidence], c.id)))


def _between(clash: Clash) -> str:
    if clash.parties:
        return "parties"
    return "within one report" if clash.left.report is clash.right.report else "reports"


def _joined(clashes: Sequence[Clash]) -> list[list[Clash]]:
    """Clashes that share a place, a kind and a level are one conflict; the surest clash comes first."""
    groups: list[list[Clash]] = []
    by_place: dict[tuple[str, str, int], list[Clash]] = {}
    by_pair: dict[tuple[str, int, int], list[Clash]] = {}
    for clash in sorted(clashes, key=lambda c: (-c.confidence, c.left.clause.number, c.right.clause.number, c.kind)):
        between = _between(clash)
        one, other = clash.left.clause.number, clash.right.clause.number
        pair = (between, min(one, other), max(one, other))
        if pair in by_pair:
            continue
        places = [(between, clash.kind, one), (between, clash.kind, other)]
        home = next((by_place[p] for p in places if p in by_place), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(clash)
        by_pair[pair] = home
        for place in places:
            by_place.setdefault(place, home)
    return groups


def _merged(seen: Evidenced, groups: list[list[Clash]]) -> list[list[Clash]]:
    """Disputes of parties that several reports print become one where both of their sides say the same."""
    out: list[list[Clash]] = []
    for group in groups:
        home = next((g for g in out if group[0].parties and g[0].parties and _one_dispute(seen, g[0], group[0])), None)
        if home is None:
            out.append(list(group))
        else:
            home.extend(group)
    return out


def _one_dispute(seen: Evidenced, one: Clash, other: Clash) -> bool:
    straight = _says(seen, one.left, other.left) and _says(seen, one.right, other.right)
    crossed = _says(seen, one.left, other.right) and _says(seen, one.right, other.left)
    return straight or crossed


def _says(seen: Evidenced, one: Place, other: Place) -> bool:
    """Whether two places are one statement, one clause, or clauses aligned as one fact of one holder."""
    a, b = one.clause, other.clause
    if a is b or (a.statement is not None and b.statement is not None and a.statement.id == b.statement.id):
        return True
    return any(b in (p.left, p.right) and p.score >= _STANDS_BESIDE for p in seen.near(a.number))


def _conflict(seen: Evidenced, clashes: list[Clash]) -> Conflict:
    first = clashes[0]
    sides = _sides(seen, clashes)
    evidence = [e for s in sides for e in s.evidence]
    between = _between(first)
    return Conflict(
        id=content_id("conflict", first.kind, *(f"{e.article}:{e.span}" for e in evidence)),
        between=between,
        kind=first.kind,
        strength="internal" if between == "within one report" else first.strength,
        topic=first.topic,
        sides=sides,
        reasons=first.reasons,
        confidence=first.confidence,
    )


def _sides(seen: Evidenced, clashes: list[Clash]) -> tuple[Side, ...]:
    """Two sides: whoever stands with the left place of the first clash, and whoever stands with its right place."""
    left = {clashes[0].left.clause.number: clashes[0].left}
    right = {clashes[0].right.clause.number: clashes[0].right}
    for clash in clashes[1:]:
        if not {clash.left.clause.number, clash.right.clause.number} & (set(left) | set(right)):
            straight = _says(seen, clashes[0].left, clash.left) or _says(seen, clashes[0].right, clash.right)
            first, second = (clash.left, clash.right) if straight else (clash.right, clash.left)
            left.setdefault(first.clause.number, first)
            right.setdefault(second.clause.number, second)
            continue
        for place, other in ((clash.left, clash.right), (clash.right, clash.left)):
            if place.clause.number in left and other.clause.number not in left:
                right.setdefault(other.clause.number, other)
            elif place.clause.number in right and other.clause.number not in right:
                left.setdefault(other.clause.number, other)
    taken = set(left) | set(right)
    companions = _companions(seen, clashes[0].kind, [*left.values(), *right.values()])
    sides = []
    for side in (left, right):
        places = list(side.values())
        for place in side.values():
            for clause in companions.get(place.clause.number, ()):
                if clause.number not in taken:
                    taken.add(clause.number)
                    places.append(Place(clause, clause.span, place.value))
        sides.append(_side(seen.story, places))
    return tuple(sides)


def _companions(seen: Evidenced, kind: ConflictKind, places: Sequence[Place]) -> dict[int, list[Clause]]:
    """Clauses of other reports that say what a place says, and so stand on its side."""
    out: dict[int, list[Clause]] = {}
    for place in sorted(places, key=lambda p: p.clause.number):
        number = place.clause.number
        for p in seen.near(number):
            there = p.right if p.left.number == number else p.left
            if p.score >= _STANDS_BESIDE and agrees(p) and _takes_side(kind, place, there, p):
                out.setdefault(number, []).append(there)
    return out


def _takes_side(kind: ConflictKind, place: Place, there: Clause, pairing: Pairing) -> bool:
    """Whether a clause that is like a place gives its value, too: its words, its number, or most of what it says."""
    if kind == "wording":
        return prints(there.text, wording_of(place.report.text, place.span, quoted=True).words, (0, 0))
    if kind == "number":
        values = {q.value for q in place.clause.quantities if printed(place.clause, q) == place.value}
        return bool(values & {q.value for q in there.quantities})
    return pairing.features["covered_less"] >= _MOSTLY and _same_values(place.clause, there)


def _same_values(one: Clause, other: Clause) -> bool:
    """Whether a clause gives the numbers that the other gives."""
    values = {q.value for q in one.quantities}
    return not values or bool(values & {q.value for q in other.quantities})


def _side(story: Story, places: Sequence[Place]) -> Side:
    evidence: list[Evidence] = []
    unique = {(p.report.index, p.span): p for p in places}
    for report in dict.fromkeys(p.report for _, p in sorted(unique.items(), key=lambda x: x[0])):
        spans = normalise_spans(p.span for p in unique.values() if p.report is report)
        evidence.extend(evidence_of(report.id, report.text, spans))
    first = places[0]
    speakers = first.clause.speakers
    holder = first.holder or ("; ".join(story.name(s) for s in speakers) if speakers else None)
    return Side(claim=first.value, evidence=tuple(evidence), holder=holder)
