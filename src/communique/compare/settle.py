"""What of a comparison depends on the day it is looked at: open lines whose term has passed.

Everything else is a function of the story alone, so that a story is compared once and settled for any day.
"""

from __future__ import annotations

from typing import TypeVar

from communique.compare.moments import Moment, moment
from communique.record import Comparison, TrackedForward

Compared = TypeVar("Compared", bound=Comparison)


def settle(found: Compared, as_of: str | None) -> Compared:
    """The comparison (or story) as of a day: cheap, and the only place where a result depends on `as_of`.

    `as_of` is an ISO date or EDTF; None leaves every line as open as the reports leave it.
    """
    today = moment(as_of)
    if today is None:
        return found
    settled = tuple(_settled(line, today) for line in found.forward)
    return found if settled == found.forward else found.model_copy(update={"forward": settled})


def _settled(line: TrackedForward, today: Moment) -> TrackedForward:
    term = moment(line.term)
    if line.status != "open" or line.outcome is not None or term is None or term.last >= today.first:
        return line
    if line.kind in ("commitment", "plan", "offer"):
        why = f"its term ({term.last.isoformat()}) is past and nothing was reported"
        return line.model_copy(update={"status": "overdue", "reasons": (why,)})
    if line.kind == "prediction":
        return line.model_copy(update={"status": "unclear", "reasons": ("later reports do not come back to it",)})
    return line
