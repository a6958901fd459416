"""What became of promises, demands, plans and forecasts: later words that bear on them, and what those words say.

Later sentences are weighed by `bearing.py`, what the likeliest says by `fates.py`; here the two become a status. A sentence that is
too uncertain to bear on it is left aside; one that does but does not decide gives "unclear". Nothing found means open, or
overdue when the term is past (`settle.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.compare.align import Aligner, Pairing
from communique.compare.bearing import Bearing, Followers, said_of
from communique.compare.fates import fate_features, fates, reasons
from communique.compare.promises import Pledge, Promise, pledges
from communique.compare.settle import SILENT, UNHEARD
from communique.compare.story import Story
from communique.record import Evidence, TrackedForward, evidence_of
from communique.record.comparison import ForwardStatus

Status = ForwardStatus

BEARS_ON = 0.4  # a later sentence less likely than this to bear on a promise is left aside
_SURE = {"kept": 0.65, "broken": 0.7, "superseded": 0.55, "pending": 0.35}  # a wrong "broken" costs most
_DOUBTED = 0.05  # how much surer the fate must be where it is not quite sure that the sentence bears on it
_CERTAIN = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status with the later sentence that shows it and why; `term` is the last day left where nothing was heard."""

    status: Status
    bearing: Bearing | None
    reasons: tuple[str, ...]
    term: date | None = None


def track(story: Story, aligner: Aligner, pairings: Sequence[Pairing]) -> tuple[TrackedForward, ...]:
    """Every forward-looking line of the story with its status; what the calendar decides is left to `settle`."""
    followers = Followers(story)
    found: list[TrackedForward] = []
    for pledge in pledges(story, aligner, pairings):
        outcome = _outcome(story, followers, pledge)
        found.extend(_tracked(promise, outcome) for promise in pledge.promises)
    return tuple(sorted(found, key=lambda t: (story.report_of(t.article).index, t.spans, t.id)))


def _outcome(story: Story, followers: Followers, pledge: Pledge) -> Outcome:
    bearing = next((b for b in followers.bearing(pledge) if b.score >= BEARS_ON), None)
    if bearing is None:
        return _unheard(story, pledge)
    features = fate_features(pledge, bearing)
    chances = fates(features)
    fate = max(chances, key=lambda f: (chances[f], f))
    if chances[fate] >= _SURE[fate] + (_DOUBTED if bearing.score < _CERTAIN else 0.0):
        return Outcome(_status(pledge, bearing, fate), bearing, (*reasons(features, fate), _matter(bearing)))
    return Outcome("unclear", bearing, ("later words come back to it but do not decide", _matter(bearing)))


def _status(pledge: Pledge, bearing: Bearing, fate: str) -> Status:
    """The fate as a status: what is still awaited is overdue once the term of a promise or plan is past."""
    if fate != "pending":
        return fate  # type: ignore[return-value]
    day = bearing.later.report.published
    late = day is not None and pledge.is_past(day.first) and pledge.kind in ("commitment", "plan")
    return "overdue" if late else "open"


def _matter(bearing: Bearing) -> str:
    said = ", ".join(said_of(bearing)[:5])
    return f"it bears on the same matter ({bearing.score:.2f}{': ' + said if said else ''})"


def _unheard(story: Story, pledge: Pledge) -> Outcome:
    """The status when nothing later bears on it, before anybody looks at the calendar."""
    if not any(pledge.followed_by(r) for r in story.reports):
        return Outcome("open", None, ("no later report",))
    if pledge.term is None and pledge.kind in ("refusal", "condition", "commitment"):
        return Outcome("unclear", None, (SILENT,))
    return Outcome("open", None, (UNHEARD,), pledge.term.last if pledge.term else None)


def _tracked(promise: Promise, outcome: Outcome) -> TrackedForward:
    evidence: Evidence | None = None
    if outcome.bearing is not None:
        later = outcome.bearing.later
        evidence = evidence_of(later.report.id, later.report.text, [later.span])[0]
    return TrackedForward(
        **dict(promise.forward),
        article=promise.report.id,
        status=outcome.status,
        outcome=evidence,
        reasons=outcome.reasons,
        term=outcome.term.isoformat() if outcome.term else None,
    )
