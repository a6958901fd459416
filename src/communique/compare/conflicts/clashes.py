"""What a detector of contradictions hands over.

Two places, what differs between them, and why that cannot both be true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.compare.clauses.align import Aligner, Pairing
from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import tokens
from communique.compare.conflicts.questions import Questions
from communique.compare.wordings.renderings import Rendering
from communique.record import Statement
from communique.record.comparison import ConflictKind, Strength

ONE_WAVE = 10  # days between two reports of one moment; later ones tell of another state of affairs

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a clash: where it stands, and the value that it gives."""

    clause: Clause
    span: Span
    value: str
    holder: str | None = None

    @property
    def report(self) -> Report:
        """Its report."""
        return self.clause.report


@dataclass(frozen=True, slots=True)
class Clash:
    """Two places that cannot both be right."""

    kind: ConflictKind
    left: Place
    right: Place
    topic: str
    strength: Strength
    confidence: float
    reasons: tuple[str, ...]
    parties: bool = False


class Evidenced:
    """What detectors look at: the story, its alignment, and the pairs of wordings."""

    def __init__(
        self, story: Story, aligner: Aligner, pairings: Sequence[Pairing], renderings: Sequence[Rendering]
    ) -> None:
        self.story, self.aligner, self.pairings, self.renderings = story, aligner, pairings, renderings
        self.questions = Questions(story, aligner, pairings)
        self._near: dict[int, list[Pairing]] = defaultdict(list)
        for pairing in pairings:
            self._near[pairing.left.number].append(pairing)
            self._near[pairing.right.number].append(pairing)

    def near(self, number: int) -> Sequence[Pairing]:
        """The pairings of the clause with that number, the surest first."""
        return self._near.get(number, ())


Detector = Callable[[Evidenced], list[Clash]]


def opposed(clashes: Sequence[Clash]) -> frozenset[tuple[int, int]]:
    """Pairs of clauses, by number, of which one denies or excludes what the other tells: they are no shared fact."""
    return _clauses(clashes, ("whether-happened", "agreed-or-not", "participant", "characterisation", "condition"))


def contested(clashes: Sequence[Clash]) -> frozenset[tuple[int, int]]:
    """Pairs of clauses, by number, that give one thing two numbers or two days."""
    return _clauses(clashes, ("number", "date"))


def _clauses(clashes: Sequence[Clash], kinds: Sequence[ConflictKind]) -> frozenset[tuple[int, int]]:
    numbers = [(c.left.clause.number, c.right.clause.number) for c in clashes if c.kind in kinds]
    return frozenset((min(pair), max(pair)) for pair in numbers)


def one_wave(left: Clause, right: Clause) -> bool:
    """Whether two clauses stand in reports of the same days."""
    one, other = left.report.published, right.report.published
    return one is None or other is None or one.gap(other) <= ONE_WAVE


def attributed(clause: Clause) -> bool:
    """Whether the clause is somebody's words, told as such."""
    return clause.statement is not None


def voices_differ(left: Clause, right: Clause) -> bool:
    """Whether two different, known speakers stand behind the clauses."""
    return bool(left.speakers) and bool(right.speakers) and not set(left.speakers) & set(right.speakers)


def by_parties(left: Clause, right: Clause) -> bool:
    """Whether it is actors who disagree, and not the reports: both sides are words of known, different speakers."""
    return attributed(left) and attributed(right) and voices_differ(left, right)


def one_voice(left: Clause, right: Clause) -> bool:
    """Whether one speaker is quoted in both: he said both, and nobody needs to be wrong about it."""
    a, b = left.statement, right.statement
    if a is None or b is None or not set(left.speakers) & set(right.speakers):
        return False
    return "indirect" not in (a.form, b.form)


def other_voice(one: Clause, other: Clause) -> bool:
    """Two statements of different holders, neither inside the other.

    An unnamed holder is somebody else than a named one.
    """
    a, b = one.statement, other.statement
    if a is None or b is None or a.id == b.id or a.within == b.id or b.within == a.id:
        return False
    for statement, speakers in ((a, one.speakers), (b, other.speakers)):
        if not speakers and (statement.speaker_kind != "unnamed" or statement.within):
            return False
    if one.speakers or other.speakers:
        return not set(one.speakers) & set(other.speakers)
    return _described(a).isdisjoint(_described(b)) and bool(_described(a) and _described(b))


def _described(statement: Statement) -> frozenset[str]:
    """Lemmas that describe an unnamed holder ("a deckhand", "the port doctor")."""
    return frozenset(w.lemma for w in tokens(statement.speaker_description or "") if not w.small)
