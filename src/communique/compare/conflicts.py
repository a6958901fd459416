"""Typed contradictions: detectors find clashes, clashes of one matter are joined into conflicts with two or more sides."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compare.clashes import Clash, Detector, Evidenced, Place
from communique.compare.conflicts_dates import date_clashes
from communique.compare.conflicts_numbers import number_clashes
from communique.compare.conflicts_parties import party_clashes
from communique.compare.conflicts_polarity import polarity_clashes
from communique.compare.conflicts_framing import condition_clashes, mood_clashes
from communique.compare.conflicts_who import named_thing_clashes, office_clashes
from communique.compare.conflicts_wording import speaker_clashes, wording_clashes
from communique.compare.facts import SAME_FACT
from communique.compare.sorting import sort_key
from communique.compare.story import Clause, Story
from communique.record import Conflict, Evidence, Side, content_id, evidence_of, normalise_spans

DETECTORS: tuple[Detector, ...] = (
    number_clashes,
    date_clashes,
    polarity_clashes,
    wording_clashes,
    speaker_clashes,
    party_clashes,
    named_thing_clashes,
    office_clashes,
    condition_clashes,
    mood_clashes,
)


def conflicts(seen: Evidenced) -> tuple[Conflict, ...]:
    """Every contradiction found, joined and sorted."""
    clashes = [clash for detect in DETECTORS for clash in detect(seen)]
    found = [_conflict(seen, group) for group in _joined(clashes)]
    return tuple(sorted(found, key=lambda c: sort_key(seen.story, [e for s in c.sides for e in s.evidence], c.id)))


def _between(clash: Clash) -> str:
    if clash.parties:
        return "parties"
    return "within one report" if clash.left.report is clash.right.report else "reports"


def _joined(clashes: Sequence[Clash]) -> list[list[Clash]]:
    """Clashes that share a place, a kind and a level are one conflict; the surest clash comes first."""
    groups: list[list[Clash]] = []
    for clash in sorted(clashes, key=lambda c: (-c.confidence, c.left.clause.number, c.right.clause.number, c.kind)):
        home = next((g for g in groups if any(_one_matter(clash, other) for other in g)), None)
        if home is None:
            groups.append([clash])
        elif not any({clash.left.clause, clash.right.clause} == {o.left.clause, o.right.clause} for o in home):
            home.append(clash)
    return groups


def _one_matter(one: Clash, other: Clash) -> bool:
    if _between(one) != _between(other):
        return False
    mine, theirs = (
        {one.left.clause.number, one.right.clause.number},
        {other.left.clause.number, other.right.clause.number},
    )
    if mine == theirs:
        return True
    return one.kind == other.kind and bool(mine & theirs)


def _conflict(seen: Evidenced, clashes: list[Clash]) -> Conflict:
    first = clashes[0]
    sides = _sides(seen, clashes)
    evidence = [e for s in sides for e in s.evidence]
    between = _between(first)
    return Conflict(
        id=content_id("conflict", first.kind, *(f"{e.article}:{e.span}" for e in evidence)),
        between=between,  # type: ignore[arg-type]
        kind=first.kind,
        strength="internal" if between == "within one report" else first.strength,
        topic=first.topic,
        sides=sides,
        reasons=first.reasons,
        confidence=first.confidence,
    )


def _sides(seen: Evidenced, clashes: list[Clash]) -> tuple[Side, ...]:
    """Two sides: whoever stands with the left place of the first clash, and whoever stands with its right place."""
    left, right = [clashes[0].left], [clashes[0].right]
    for clash in clashes[1:]:
        for place, other in ((clash.left, clash.right), (clash.right, clash.left)):
            if any(place.clause is p.clause for p in left):
                right.append(other)
            elif any(place.clause is p.clause for p in right):
                left.append(other)
    companions = _companions(seen, [*left, *right])
    taken = {p.clause.number for p in [*left, *right]}
    for side in (left, right):
        for place in list(side):
            for clause in companions.get(place.clause.number, ()):
                if clause.number not in taken:
                    taken.add(clause.number)
                    side.append(Place(clause, clause.span, place.value))
    return tuple(_side(seen.story, side) for side in (left, right))


def _companions(seen: Evidenced, places: Sequence[Place]) -> dict[int, list[Clause]]:
    """Clauses of other reports that agree with a place and may stand beside it."""
    wanted = {p.clause.number for p in places}
    out: dict[int, list[Clause]] = {}
    for p in seen.pairings:
        if p.score < SAME_FACT + 0.1 or p.features["other_number"] or p.features["other_day"] or p.features["polarity"]:
            continue
        for here, there in ((p.left, p.right), (p.right, p.left)):
            if here.number in wanted and _same_values(here, there):
                out.setdefault(here.number, []).append(there)
    return out


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
