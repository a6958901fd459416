"""Whose words two clauses are, and whether their reports are of the same days."""

from __future__ import annotations

from communique.compare.story import Clause
from communique.compare.words import tokens
from communique.record import Statement

ONE_WAVE = 10  # days between two reports of one moment; later ones tell of another state of affairs


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
