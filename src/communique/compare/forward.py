"""What became of promises, demands, plans and forecasts: later words that bear on them, and what those words say.

Later reports are searched for clauses on the same matter (see align.py). The outcome is read from their marks: a denial, "as
promised", "instead", "yet to", a day after the term, a smaller number. Nothing found means open, or overdue when the term is past.
Words and patterns stand in `data/outcomes.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.compare.align import Aligner, Pairing
from communique.compare.moments import Moment, moment
from communique.compare.story import Clause, Report, Story
from communique.compare.words import read_yaml
from communique.record import Evidence, Forward, TrackedForward, evidence_of

Status = Literal["open", "kept", "broken", "superseded", "overdue", "unclear"]

BEARS_ON = 0.33
_SAME_PROMISE = 0.5
_LATER = 4  # days after which a report can tell what became of words


@dataclass(frozen=True, slots=True)
class Promise:
    """One forward-looking line with the clauses that hold it."""

    report: Report
    forward: Forward
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status with the clause that shows it and why."""

    status: Status
    clause: Clause | None
    reasons: tuple[str, ...]


def track(story: Story, aligner: Aligner, pairings: Sequence[Pairing]) -> tuple[TrackedForward, ...]:
    """Every forward-looking line of the story with its status as of the story's day."""
    promises = [_promise(r, f) for r in story.reports for f in r.reading.forward]
    found = []
    for group in _same(promises, pairings):
        outcome = _outcome(story, aligner, group)
        for promise in group:
            found.append(_tracked(promise, outcome))
    return tuple(sorted(found, key=lambda t: (story.report_of(t.article).index, t.spans, t.id)))


def _promise(report: Report, forward: Forward) -> Promise:
    inside = [c for c in report.clauses if any(c.span[0] < e and s < c.span[1] for s, e in forward.spans)]
    return Promise(report, forward, tuple(inside))


def _same(promises: Sequence[Promise], pairings: Sequence[Pairing]) -> list[list[Promise]]:
    """Lines of several reports that are one promise: kinds agree and their clauses are aligned."""
    scores: dict[tuple[int, int], float] = {(p.left.number, p.right.number): p.score for p in pairings}
    groups: list[list[Promise]] = []
    for promise in promises:
        home = next((g for g in groups if any(_one(promise, other, scores) for other in g)), None)
        if home is None:
            groups.append([promise])
        else:
            home.append(promise)
    return groups


def _one(left: Promise, right: Promise, scores: dict[tuple[int, int], float]) -> bool:
    if left.report is right.report or left.forward.kind != right.forward.kind:
        return False
    return any(
        scores.get((min(a.number, b.number), max(a.number, b.number)), 0.0) >= _SAME_PROMISE
        for a in left.clauses
        for b in right.clauses
    )


def _outcome(story: Story, aligner: Aligner, group: Sequence[Promise]) -> Outcome:
    horizon = next((m for p in group if (m := moment(p.forward.horizon))), None) or _horizon_in_words(group)
    candidates = _later(story, aligner, group)
    for score, clause in candidates[:3]:
        status, reasons = _read(group, clause, horizon)
        if status is not None:
            return Outcome(status, clause, (*reasons, f"it bears on the same matter (alignment {score:.2f})"))
    if candidates:
        return Outcome("unclear", candidates[0][1], ("later words bear on it but do not say what became of it",))
    if horizon and story.as_of and horizon.last < story.as_of.first:
        return Outcome("overdue", None, (f"its term ({horizon.last.isoformat()}) is past and nothing was reported",))
    return Outcome("open", None, ("nothing later bears on it",))


def _horizon_in_words(group: Sequence[Promise]) -> Moment | None:
    """The last day named in the line itself, when no horizon was read."""
    days = [
        w.moment
        for p in group
        for c in p.clauses
        for w in c.whens
        if p.report.published and w.moment.last >= p.report.published.first
    ]
    return max(days, key=lambda m: m.last, default=None)


def _later(story: Story, aligner: Aligner, group: Sequence[Promise]) -> list[tuple[float, Clause]]:
    """Clauses of later reports on the same matter, the closest first."""
    best: dict[int, tuple[float, Clause]] = {}
    for promise in group:
        for clause in promise.clauses:
            for report in story.reports:
                if report is promise.report or not _is_later(promise.report, report):
                    continue
                for other in report.clauses:
                    if other.in_title or not other.content:
                        continue
                    score = aligner.pair(clause, other).score
                    if score >= BEARS_ON and score > best.get(other.number, (0.0, other))[0]:
                        best[other.number] = (score, other)
    return sorted(best.values(), key=lambda x: (-round(x[0], 4), x[1].number))


def _is_later(one: Report, other: Report) -> bool:
    if one.published is None or other.published is None:
        return False
    return (other.published.first - one.published.last).days >= _LATER


def _read(group: Sequence[Promise], clause: Clause, horizon: Moment | None) -> tuple[Status | None, tuple[str, ...]]:
    """What a later clause says about the promise; None when it only repeats it."""
    kind = group[0].forward.kind
    words = _sentence(clause)
    near = clause.text.lower()
    if _any("repeats", near) and not _any("broken", words) and not _any("kept", words):
        return None, ()
    if _any("superseded", near) or (_any("superseded", words) and kind in ("offer", "plan", "commitment", "demand")):
        return "superseded", ("something else took its place",)
    if _any("kept", near) or _any("kept", words):
        return ("kept", ("the later report says that it was done as said",))
    denied = clause.tone.negative or _any("broken", near)
    promised_not = any(c.tone.negative for p in group for c in p.clauses) and kind in (
        "prediction",
        "refusal",
        "warning",
    )
    if kind == "refusal":
        return (
            ("kept", ("it still stands",))
            if denied or _any("stands", words)
            else ("broken", ("what was refused came about",))
        )
    if _any("pending", near):
        return _pending(kind, horizon, clause), ("it had not come about yet",)
    if denied != promised_not:
        if kind in ("demand", "offer", "condition", "warning"):
            return "open", ("it has not come about",)
        return "broken", ("the later report denies it",)
    late = _late(clause, horizon)
    if late and kind not in ("prediction", "condition"):
        return "broken", (late,)
    return "kept", ("the later report tells it as done",)


def _pending(kind: str, horizon: Moment | None, clause: Clause) -> Status:
    day = clause.report.published
    past = horizon is not None and day is not None and horizon.last < day.first
    return "overdue" if past and kind in ("commitment", "plan") else "open"


def _late(clause: Clause, horizon: Moment | None) -> str | None:
    """Why the act came after its term, or None."""
    if horizon is None:
        return None
    days = [w for c in clause.report.clauses if c.sentence == clause.sentence for w in c.whens if w.moment.days <= 31]
    after = [
        w
        for w in days
        if w.moment.first > horizon.last and clause.report.published and w.moment.last <= clause.report.published.last
    ]
    return f"it came in {after[0].text}, after its term ({horizon.last.isoformat()})" if after else None


def _sentence(clause: Clause) -> str:
    return clause.report.text[clause.sentence[0] : clause.sentence[1]].lower()


def _any(name: str, words: str) -> bool:
    return any(p.search(words) for p in _patterns()[name])


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {name: tuple(re.compile(p) for p in found) for name, found in read_yaml("outcomes.yaml").items()}


def _tracked(promise: Promise, outcome: Outcome) -> TrackedForward:
    evidence: Evidence | None = None
    if outcome.clause is not None:
        evidence = evidence_of(outcome.clause.report.id, outcome.clause.report.text, [outcome.clause.span])[0]
    return TrackedForward(
        **dict(promise.forward),
        article=promise.report.id,
        status=outcome.status,
        outcome=evidence,
        reasons=outcome.reasons,
    )


__all__ = ["Iterable", "defaultdict", "track"]
