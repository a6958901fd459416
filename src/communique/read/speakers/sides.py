"""The two sides, both leaders: the pair that the opening of an article joins.

A readout opens with who met ("Minister Ana Vale received her Maresian counterpart", "the Harbour-Maresia dialogue") and
then speaks of "the two sides". Only a pair that the opening itself joins is taken, and only where no other competes with it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from communique.lexicon import state_of
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name
from communique.read.speakers.known import Known, Resolved, kind_of
from communique.read.speakers.source import SourcePhrase

OPENING = 900  # characters in which those who met are introduced
SURE = 0.6
_SIDES = re.compile(
    r"(?:the\s+two|both(?:\s+the)?|the)\s+(?:sides|delegations)$"
    r"|(?:the\s+two|both(?:\s+the)?)\s+(?:countries|nations|states|governments|powers|parties|neighbou?rs|capitals|allies)$",
    re.I,
)
_PERSONS = re.compile(
    r"(?:the\s+two|both(?:\s+the)?)\s+(?:leaders|presidents|premiers|prime\s+ministers|foreign\s+ministers|ministers|"
    r"secretaries|envoys|ambassadors|diplomats|men|women|officials|chancellors|heads\s+of\s+state|statesmen|principals)$",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:[-–—/]|\band\b|\bwith\b)\s*(?:(?:the|its|her|his)\s+)?$")
_HELD = re.compile(
    r"(?:\s+(?:have|has|had|on \w+day))?\s+(?:held|hold|signed|sign|agreed|agree|opened|open|concluded|resumed|resume|began|begin|"
    r"ended|end)\b"
)
_MEETING = re.compile(
    r"\b(?:met|meets|meeting|talks|received|hosted|spoke|call|called|dialogue|consultations|visit\w*|summit|signed|joined)\b"
)


class Sides:
    """Answers for one article; a pure function of its names."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def pair(self, phrase: SourcePhrase) -> Resolved | None:
        """The two whom "the two sides" or "both leaders" stands for; None unless the opening joins one pair, or by far the most often."""
        if _SIDES.fullmatch(phrase.text):
            found = self._joined(phrase.start, persons=False)
        elif _PERSONS.fullmatch(phrase.text):
            found = self._joined(phrase.start, persons=True)
        else:
            return None
        if found is None:
            return None
        names = "; ".join(a.name for a in found)
        reason = f"{phrase.text} are {found[0].name} and {found[1].name}, whom the opening joins"
        return Resolved(names, kind_of(found[0]), phrase.text, reason, SURE, found)

    def _joined(self, before: int, *, persons: bool) -> tuple[LocalActor, LocalActor] | None:
        """The pair in the opening whose names "and", "with" or a hyphen joins; else the only two there."""
        reach = min(OPENING, before)
        names = self.known.inside(0, reach)
        there = [(n, a) for n, a in names if self._takes_part(n, a, persons)]
        joined: Counter[frozenset[str]] = Counter()
        for (left, one), (right, other) in pairwise(names):
            if one.name != other.name and self._may_meet((left, one), (right, other), persons):
                joined[frozenset((one.name, other.name))] += bool(
                    _BETWEEN.fullmatch(self.known.text, left.end, right.start)
                )
        (most, n), (_, next_n) = [*joined.most_common(2), (frozenset(), 0), (frozenset(), 0)][:2]
        if n:
            by_name = {a.name: a for _, a in names if a.name in most}
            one, other = by_name.values()
            return (one, other) if n >= 2 * next_n else None
        actors = {a.name: a for _, a in there}
        if len(actors) != 2 or not _MEETING.search(self.known.text, 0, reach):
            return None
        one, other = actors.values()
        return one, other

    def _may_meet(self, left: tuple[Name, LocalActor], right: tuple[Name, LocalActor], persons: bool) -> bool:
        """Two persons, two states, or a state and a union of states; whoever "held talks"."""
        if not persons and _HELD.match(self.known.text, right[0].end):
            return True  # states of a name unknown to the tables
        taking = [self._takes_part(n, a, persons) for n, a in (left, right)]
        bodies = {left[1].kind, right[1].kind} <= {"state", "organization", "place"}
        return all(taking) or (not persons and any(taking) and bodies)

    @staticmethod
    def _takes_part(name: Name, actor: LocalActor, persons: bool) -> bool:
        if persons:
            return actor.kind == "person"
        match = state_of(name.text)
        by_state = match is not None and match.how in ("name", "alias", "code", "people", "adjective")
        return by_state or (actor.kind == "state")
