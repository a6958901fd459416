"""What became of promises, demands, plans and forecasts: later words that bear on them, and what those words say.

Later sentences are weighed by `bearing.py`, what the likeliest says by `fates.py`; here the two become a status. A sentence that is
too uncertain to bear on it is left aside; one that does but does not decide gives "unclear". Nothing found means open, or
overdue when the term is past (`settle.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.compare.clauses.align import Aligner, Pairing
from communique.compare.clauses.story import Story
from communique.compare.outcomes.bearing import Bearing, Followers, said_of, tells_of
from communique.compare.outcomes.complements import of_another_thing
from communique.compare.outcomes.fates import fate_features, fates, only_lasting, reasons, told_against, told_for
from communique.compare.outcomes.promises import Pledge, Promise, pledges
from communique.compare.outcomes.settle import SILENT, UNHEARD
from communique.compare.outcomes.verdicts import comes_too_soon, verdict
from communique.record import Evidence, TrackedForward, evidence_of
from communique.record.comparison import ForwardStatus

Status = ForwardStatus

BEARS_ON = 0.4  # a later sentence less likely than this to bear on a promise is left aside
TELLS = 0.2  # and less likely than this even where it would decide by itself
_OWN = 0.9  # how much of its best chance a sentence must have here, where it bears on several lines
_OTHERS = 0.3  # nor others than the likeliest below this
_SURE = {"kept": 0.65, "broken": 0.7, "superseded": 0.55, "pending": 0.35}  # a wrong "broken" costs most
_HARD_TO_TELL = (
    "demand",
    "prediction",
    "warning",
)  # of these the weights alone tell kept from broken little better than a coin
_NO_HURRY = ("plan", "offer", "condition")  # that things are as they were breaks none of these before its day
_DOUBTED = 0.05  # how much surer the fate must be where it is not quite sure that the sentence bears on it
_NO_DECISION = "later words come back to it but do not decide"
_CERTAIN = 0.5
_INSTEAD = 0.7  # how likely the next sentence must be to stand in for the likeliest, which tells nothing of the deed
_NUMBER = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
)
_SOME = re.compile(
    rf"[\"“‘]?(?:only |just |all but )?(?:{_NUMBER}|one|some|most|half) of (?:the|its|their) {_NUMBER} (?!per cent)\w+"
)
_QUESTION = re.compile(r"\?[\"”’')]*\s*$|^question:")
_A_FIRST = re.compile(
    r"\ba (?:first|further|second|third) (?:\d|part|group|batch|instal|tranche|consignment|million|hundred|thousand)"
)
_COUNTED = re.compile(rf"\b(?:{_NUMBER}|half|third|quarter|most|all|every|each|both|majority)\b")
_AHEAD = re.compile(
    r"\b(?:will|shall|promis(?:es|ing)|pledg(?:es|ing)|vows|undertakes|guarantees|(?:is|are) (?:to|due))\b"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status with the later sentence that shows it and why; `term` is the last day left where nothing was heard."""

    status: Status
    bearing: Bearing | None
    reasons: tuple[str, ...]
    term: date | None = None


_STILL_OPEN = Outcome("open", None, (UNHEARD,))


def track(story: Story, aligner: Aligner, pairings: Sequence[Pairing]) -> tuple[TrackedForward, ...]:
    """Every forward-looking line of the story with its status; what the calendar decides is left to `settle`."""
    made = tuple(pledges(story, aligner, pairings))
    followers = Followers(story, len(made))
    found: list[TrackedForward] = []
    borne = [followers.bearing(pledge) for pledge in made]
    best = _best_of(borne)
    for pledge, bearings in zip(made, borne, strict=True):
        outcome = _outcome(story, pledge, bearings, best)
        for promise in pledge.promises:
            if not _is_outcome(promise, outcome):
                found.append(_tracked(pledge, promise, outcome if _later(promise, outcome) else _STILL_OPEN))
    return tuple(sorted(found, key=lambda t: (story.report_of(t.article).index, t.spans, t.id)))


def _later(promise: Promise, outcome: Outcome) -> bool:
    """Whether the report that tells what became of a promise stands after this line of it: what is said again later looks ahead anew."""
    bearing = outcome.bearing
    return bearing is None or bearing.later.report.index > promise.report.index


def _is_outcome(promise: Promise, outcome: Outcome) -> bool:
    """Whether the line is only recalled in the sentence that tells what became of it."""
    return (
        outcome.bearing is not None
        and promise.report is outcome.bearing.later.report
        and _overlaps(promise, outcome.bearing)
    )


def _asks(bearing: Bearing) -> bool:
    """Whether the later sentence is a question, or names who asks one: it tells nothing."""
    return _QUESTION.search(bearing.later.text) is not None


Place = tuple[int, tuple[int, int]]


def _best_of(borne: Iterable[Sequence[Bearing]]) -> dict[Place, float]:
    """How likely each later clause bears on the line that it bears on most."""
    best: dict[Place, float] = {}
    for bearing in (b for bearings in borne for b in bearings):
        place = bearing.later.report.index, bearing.clause.span
        best[place] = max(bearing.score, best.get(place, 0.0))
    return best


def _outcome(story: Story, pledge: Pledge, bearings: Sequence[Bearing], best: Mapping[Place, float]) -> Outcome:
    near = [b for b in bearings if b.score >= TELLS and not _says_it_again(pledge, b) and not _asks(b)]
    settled = _settled(pledge, near, best)
    if settled is not None:
        return settled
    likely = [b for b in near if b.score >= BEARS_ON]
    if not likely:
        return _unheard(story, pledge)
    telling = next((b for b in _asked(pledge, likely) if tells_of(pledge, b)), None)
    bearing = telling or likely[0]
    beside = _beside(pledge, bearing)
    if beside is not None:
        return _undecided(pledge, bearing, beside)
    if not _own(bearing, best):
        return _undecided(pledge, bearing, "later words come near it but bear more on another line")
    return _weighed(pledge, bearing, told=telling is not None)


def _undecided(pledge: Pledge, bearing: Bearing, why: str) -> Outcome:
    """Later words that do not decide: nothing is known against a line whose term is still ahead, of any other they leave it unclear."""
    day = bearing.later.report.published
    ahead = day is not None and pledge.term is not None and not pledge.against and not pledge.is_past(day.first)
    return (
        Outcome("open", bearing, ("its term is still ahead", why, _matter(bearing)))
        if ahead
        else Outcome("unclear", bearing, (why, _matter(bearing)))
    )


def _asked(pledge: Pledge, likely: Sequence[Bearing]) -> list[Bearing]:
    """The likeliest sentence, and those nearly as likely, which stand in for it where it tells nothing."""
    others = [] if pledge.against else [b for b in likely[1:] if b.score >= _INSTEAD]
    return [*likely[:1], *others]


def _settled(pledge: Pledge, near: Sequence[Bearing], best: Mapping[Place, float]) -> Outcome | None:
    """What the likeliest sentence says beyond weighing, be it ever so short of the line's own words; where it says nothing, others."""
    others = [] if pledge.against else [b for b in near[1:] if b.score >= _OTHERS and tells_of(pledge, b)]
    first = [b for b in near[:1] if _own(b, best) or tells_of(pledge, b)]
    for bearing in (*first, *others):
        settled = None if _beside(pledge, bearing) else verdict(pledge, bearing, fate_features(pledge, bearing))
        if settled is not None:
            return Outcome(_status(pledge, bearing, settled[0]), bearing, (settled[1], _matter(bearing)))
    return None


def _own(bearing: Bearing, best: Mapping[Place, float]) -> bool:
    """Whether the clause on the matter bears on no other line more than on this one."""
    return bearing.score >= _OWN * best[bearing.later.report.index, bearing.clause.span]


def _beside(pledge: Pledge, bearing: Bearing) -> str | None:
    """Why a sentence that comes near a line is of something else, in words; None where it is not."""
    if _of_some(pledge, bearing):
        return "later words come near it but tell it of some of many"
    if of_another_thing(pledge, bearing):
        return "later words come near it but tell it of another thing"
    return None


def _weighed(pledge: Pledge, bearing: Bearing, *, told: bool) -> Outcome:
    """What a sentence makes likeliest, if that is sure enough; surer where it tells of the line in few words of it."""
    why = _NO_DECISION if told else "later words come near it but do not tell of it"
    features = fate_features(pledge, bearing)
    chances = fates(features)
    fate = max(chances, key=lambda f: (chances[f], f))
    if fate == "kept" and not pledge.against and comes_too_soon(pledge, bearing):
        return Outcome("open", bearing, ("its term is still ahead", _matter(bearing)))
    lasting = not features["past term"] and only_lasting(features, hurry=pledge.kind not in _NO_HURRY)
    if fate == "broken" and (lasting or not told_against(features)):
        return _undecided(pledge, bearing, why)
    if fate == "kept" and _A_FIRST.search(bearing.later.text) and not bearing.features["number"]:
        return Outcome("open", bearing, ("only a first part of it is told", _matter(bearing)))
    if fate == "kept" and not told_for(pledge, bearing, features):
        return _undecided(pledge, bearing, why)
    besides = {w for w, _ in (*bearing.shared, *bearing.related)} - pledge.acts
    if not told and (pledge.against or pledge.kind in _HARD_TO_TELL or bearing.score < _CERTAIN or not besides):
        return _undecided(pledge, bearing, why)
    doubtful = fate in ("kept", "broken") and pledge.kind in _HARD_TO_TELL and not pledge.against
    if chances[fate] >= _SURE[fate] + _DOUBTED * (doubtful + (not told)) + (
        _DOUBTED if bearing.score < _CERTAIN else 0.0
    ):
        return Outcome(_status(pledge, bearing, fate), bearing, (*reasons(features, fate), _matter(bearing)))
    return _undecided(pledge, bearing, why)


def _of_some(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether the sentence is of some of a group ("eleven of the fourteen states"), and the line counts nobody."""
    some = _SOME.match(bearing.later.text)
    if some is None or bearing.features["actor"]:
        return False
    return not any(_COUNTED.search(p.forward.text.lower()) for p in pledge.promises)


def _says_it_again(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether the later sentence holds one of these very lines and still looks ahead: told again, not come about."""
    if not _AHEAD.search(bearing.later.text):
        return False  # "the florins that donors were to pay in by March" recalls, and may tell what became of it
    return any(p.report is bearing.later.report and _overlaps(p, bearing) for p in pledge.promises)


def _overlaps(promise: Promise, bearing: Bearing) -> bool:
    start, end = bearing.later.span
    return any(s < end and start < e for s, e in promise.forward.spans)


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


def _tracked(pledge: Pledge, promise: Promise, outcome: Outcome) -> TrackedForward:
    evidence: Evidence | None = None
    if outcome.bearing is not None:
        later = outcome.bearing.later
        evidence = evidence_of(later.report.id, later.report.text, [later.span])[0]
    return TrackedForward(
        **dict(promise.forward),
        article=promise.report.id,
        promise=pledge.id,
        status=outcome.status,
        outcome=evidence,
        reasons=outcome.reasons,
        term=outcome.term.isoformat() if outcome.term else None,
    )
