"""What of a comparison depends on the day it is looked at: open lines whose term has passed.

Everything else is a function of the story alone, so that a story is compared once and settled for any day.
"""

from __future__ import annotations

from typing import TypeVar

from communique.compare.clauses.moments import Moment, moment
from communique.record import Comparison, TrackedForward
from communique.record.comparison import ForwardStatus
from communique.record.reading import ForwardKind

UNHEARD = "nothing later bears on it"
SILENT = "later reports do not come back to it"

Compared = TypeVar("Compared", bound=Comparison)


def settle(found: Compared, as_of: str | None) -> Compared:
    """The comparison (or story) as of a day: cheap, and the only place where a result depends on `as_of`.

    `as_of` is an ISO date or EDTF; None leaves every line as open as the reports leave it. What was settled for one day
    can be settled for any other, earlier or later.
    """
    today = moment(as_of)
    settled = tuple(_settled(line, today) for line in found.forward)
    return found if settled == found.forward else found.model_copy(update={"forward": settled})


def _settled(line: TrackedForward, today: Moment | None) -> TrackedForward:
    """Lines with a term and without an outcome are those that the calendar decides."""
    term = moment(line.term)
    if term is None or line.outcome is not None:
        return line
    status, why = _status(line.kind, term, today)
    return line.model_copy(update={"status": status, "reasons": (why,)})


def _status(kind: ForwardKind, term: Moment, today: Moment | None) -> tuple[ForwardStatus, str]:
    past = today is not None and term.last < today.first
    if past and kind in ("commitment", "plan", "offer"):
        return "overdue", f"its term ({term.last.isoformat()}) is past and nothing was reported"
    if past and kind == "prediction":
        return "unclear", SILENT
    return "open", UNHEARD
