"""Which statement of a run is the one that a correction was made on, when the spans are not the same any more.

Another version of the reader draws borders elsewhere: a piece more, a comma less, one statement cut in two. Two
statements are the same attribution when their content overlaps and their cues do not tell them apart; the words of
somebody quoted inside a statement are another attribution, however much of it they fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.record import Statement
from communique.record.text import Spans

_CUE_ALIKE = 0.5  # share of the shorter content that overlaps, when both have the same cue
_NO_CUE = 0.5  # overlap by union of the contents, when one of them has no cue
_OTHER_CUE = 0.7  # overlap by union of the contents, when the cues stand in different places
_INSIDE = 0.8  # share of a statement inside the old content, to be a part of it
_COVERED = 0.6  # share of the old content that the parts must cover together
_TAKEN = 0.5  # share of the old content that other statements hold: then it is not put back


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where a statement stands: its content, cue and source."""

    content: Spans
    cue: Spans = ()
    source: Spans = ()

    @classmethod
    def of(cls, statement: Statement) -> Attribution:
        """That of a statement."""
        return cls(statement.content, statement.cue, statement.source)


def length(spans: Iterable[tuple[int, int]]) -> int:
    """Characters in disjoint spans."""
    return sum(end - start for start, end in spans)


def overlap(left: Spans, right: Spans) -> int:
    """Characters in both."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def sameness(old: Attribution, new: Attribution) -> float | None:
    """How surely two attributions are one, None when they are two. Symmetric; 1.6 for equal ones with a cue."""
    shared = overlap(old.content, new.content)
    if not shared or _nested(old, new):
        return None
    together = length(old.content) + length(new.content) - shared
    alike = shared / together
    one_cue = overlap(old.cue, new.cue) > 0
    if one_cue:
        enough = shared >= _CUE_ALIKE * min(length(old.content), length(new.content))
    else:
        enough = alike >= (_OTHER_CUE if old.cue and new.cue else _NO_CUE)
    if not enough:
        return None
    return alike + (0.5 if one_cue else 0.0) + (0.1 if overlap(old.source, new.source) else 0.0)


def matched(old: Sequence[Attribution], statements: Sequence[Statement], least: float = 0.0) -> tuple[Statement, ...]:
    """The statements that any of the `old` attributions is: the best one and what else it was cut into, or none.

    `least` is the sameness that the best one must have.
    """
    low, high = min(one.content[0][0] for one in old), max(one.content[-1][1] for one in old)
    statements = [s for s in statements if s.content[0][0] < high and low < s.content[-1][1]]
    best: tuple[float, Attribution, Statement] | None = None
    for statement in statements:
        for one in old:
            score = sameness(one, Attribution.of(statement))
            if score is not None and score >= least and (best is None or score > best[0]):
                best = (score, one, statement)
    if best is not None:
        _, one, statement = best
        pieces = [s for s in _inside(one, statements) if not overlap(s.content, statement.content)]
        return (statement, *(s for s in pieces if not s.cue or overlap(s.cue, one.cue)))
    return next((parts for one in old if (parts := _parts(one, statements))), ())


def free_to_restore(old: Attribution, statements: Sequence[Statement]) -> bool:
    """Whether the words are not read as somebody's otherwise: only then is the statement put back as it was."""
    rivals = [s.content for s in statements if not _nested(old, Attribution.of(s))]
    return sum(overlap(old.content, content) for content in rivals) < _TAKEN * length(old.content)


def parent_of(one: Attribution, statements: Iterable[Statement]) -> Statement | None:
    """The shortest statement whose content holds all of this content and its cue."""
    holding = [
        s
        for s in statements
        if length(s.content) > length(one.content) and _within(one.content, s.content) and _within(one.cue, s.content)
    ]
    return min(holding, key=lambda s: (length(s.content), s.id), default=None)


def _parts(old: Attribution, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """What the old content was cut into, when the pieces cover most of it."""
    pieces = _inside(old, statements)
    covered = sum(overlap(s.content, old.content) for s in pieces)
    return tuple(pieces) if covered >= _COVERED * length(old.content) else ()


def _inside(old: Attribution, statements: Sequence[Statement]) -> list[Statement]:
    """Statements inside the old content; of those inside one another the outer one."""
    inside = [
        s
        for s in statements
        if overlap(s.content, old.content) >= _INSIDE * length(s.content) and not _nested(old, Attribution.of(s))
    ]
    return [
        s for s in inside if not any(o is not s and overlap(o.content, s.content) and _bigger(o, s) for o in inside)
    ]


def _bigger(one: Statement, other: Statement) -> bool:
    return (length(one.content), one.id) > (length(other.content), other.id)


def _nested(one: Attribution, other: Attribution) -> bool:
    """Whether one of the two is told inside the other: the cue of the inner one is a part of the outer one's content."""
    if overlap(one.cue, other.cue):
        return False
    inner = bool(one.cue) and _within(one.cue, other.content)
    return inner or (bool(other.cue) and _within(other.cue, one.content))


def _within(inner: Spans, outer: Spans) -> bool:
    return all(any(start <= s and e <= end for start, end in outer) for s, e in inner)
