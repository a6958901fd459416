"""Which corrections stand: not undone, and of a shape that can be applied at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from communique.correct.after import problem
from communique.record import Applied, Correction, in_order


def standing(corrections: Iterable[Correction]) -> tuple[list[Correction], list[Applied]]:
    """The corrections that hold, the earliest first, and what became of undone, malformed and undoing ones.

    An undo of an undo makes the first correction stand again. The order of the rows does not matter.
    """
    rows = in_order(corrections)
    known = {c.id for c in rows}
    undoing: dict[str, list[Correction]] = defaultdict(list)
    for row in rows:
        if row.kind == "undo":
            undoing[row.subject_id].append(row)
    gone: dict[str, Correction | None] = {}
    hold: list[Correction] = []
    applied: list[Applied] = []
    for row in rows:
        by = _undone_by(row, undoing, gone)
        wrong = problem(row)
        if wrong:
            applied.append(Applied(correction=row.id, outcome="refused", reason=wrong))
        elif by is not None:
            reason = f"by {by.id} of {by.who}, {by.when}"
            applied.append(Applied(correction=row.id, outcome="undone", reason=reason))
        elif row.kind == "undo":
            applied.append(_undoes(row, known))
        else:
            hold.append(row)
    return hold, applied


def _undoes(row: Correction, known: set[str]) -> Applied:
    if row.subject_id in known:
        return Applied(correction=row.id, outcome="applied", targets=(row.subject_id,))
    return Applied(correction=row.id, outcome="unanchored", reason=f"there is no correction {row.subject_id} to undo")


def _undone_by(
    row: Correction, undoing: dict[str, list[Correction]], gone: dict[str, Correction | None]
) -> Correction | None:
    """The undo that holds against a row. Rows cannot undo one another in a circle: an id comes from its content."""
    if row.id not in gone:
        gone[row.id] = None
        for undo in undoing.get(row.id, ()):
            if problem(undo) is None and _undone_by(undo, undoing, gone) is None:
                gone[row.id] = undo
    return gone[row.id]
