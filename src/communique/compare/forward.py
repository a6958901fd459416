"""What became of promises, demands, plans and forecasts: later words that bear on them, and what those words say.

Later reports are searched for sentences on the same matter. The outcome is read from their marks: a denial, "as
promised", "instead", "yet to", a day after the term, a smaller number. Nothing found means open, or overdue when the
term is past. Words and patterns stand in `data/outcomes.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.compare.align import Aligner, Pairing
from communique.compare.facts import only_attributes
from communique.compare.moments import Moment, moment
from communique.compare.settle import SILENT, UNHEARD
from communique.compare.story import Clause, Report, Story
from communique.compare.words import lemmas_of, read_yaml
from communique.record import Evidence, Forward, TrackedForward, evidence_of
from communique.record.comparison import ForwardStatus

Status = ForwardStatus

BEARS_ON = 0.42
_SURE = 0.6  # from here on a later sentence without a mark decides: a wrong outcome costs more than none
_SAME_PROMISE = 0.5
_EXACT = 0.3
_SHORT = 3
_BORROWED = 0.4
_LATER = 4  # days after which a report can tell what became of words


@dataclass(frozen=True, slots=True)
class Promise:
    """One forward-looking line with the clauses that hold it."""

    report: Report
    forward: Forward
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status with the clause that shows it and why; `term` is the last day left where nothing was heard."""

    status: Status
    clause: Clause | None
    reasons: tuple[str, ...]
    term: date | None = None


def track(story: Story, aligner: Aligner, pairings: Sequence[Pairing]) -> tuple[TrackedForward, ...]:
    """Every forward-looking line of the story with its status; what the calendar decides is left to `settle`."""
    promises = [_promise(r, f) for r in story.reports for f in r.reading.forward]
    found = []
    for group in _same(promises, pairings):
        outcome = _outcome(story, aligner, group)
        for promise in group:
            found.append(_tracked(promise, outcome))
    return tuple(sorted(found, key=lambda t: (story.report_of(t.article).index, t.spans, t.id)))


def _promise(report: Report, forward: Forward) -> Promise:
    first, last = min(s for s, _ in forward.spans), max(e for _, e in forward.spans)
    near = [c for c in report.clauses if c.span[0] < last and first < c.span[1]]
    inside = [c for c in near if any(c.span[0] < e and s < c.span[1] for s, e in forward.spans)]
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
    best = max(
        (
            scores.get((min(a.number, b.number), max(a.number, b.number)), 0.0)
            for a in left.clauses
            for b in right.clauses
        ),
        default=0.0,
    )
    one, other = moment(left.forward.horizon), moment(right.forward.horizon)
    same_term = one is not None and other is not None and one.meets(other)
    return best >= (_SAME_PROMISE - 0.25 if same_term else _SAME_PROMISE)


def _outcome(story: Story, aligner: Aligner, group: Sequence[Promise]) -> Outcome:
    horizon = next((m for p in group if (m := moment(p.forward.horizon))), None) or _horizon_in_words(group)
    candidates = _later(story, aligner, group)
    for score, clause in _one_a_sentence(candidates)[:5]:
        status, reasons = _read(group, clause, horizon)
        if status in _DECIDED and score < _SURE and reasons[0] not in _MARKED:
            return Outcome("unclear", clause, (*_MAYBE, f"it may bear on the same matter (alignment {score:.2f})"))
        if status is not None:
            return Outcome(status, clause, (*reasons, f"it bears on the same matter (alignment {score:.2f})"))
    if candidates:
        return Outcome("open", candidates[0][1], ("later words come back to it but do not say what became of it",))
    return _unheard(story, group, horizon)


def _unheard(story: Story, group: Sequence[Promise], horizon: Moment | None) -> Outcome:
    """The status when nothing later bears on it, before anybody looks at the calendar."""
    if not _followed(story, group):
        return Outcome("open", None, ("no later report",))
    if horizon is None and group[0].forward.kind in ("refusal", "condition", "commitment"):
        return Outcome("unclear", None, (SILENT,))
    return Outcome("open", None, (UNHEARD,), horizon.last if horizon else None)


def _one_a_sentence(candidates: Sequence[tuple[float, Clause]]) -> list[tuple[float, Clause]]:
    """The best clause of each sentence."""
    best: dict[tuple[str, tuple[int, int]], tuple[float, Clause]] = {}
    for score, clause in candidates:
        best.setdefault((clause.article, clause.sentence), (score, clause))
    return list(best.values())


def _followed(story: Story, group: Sequence[Promise]) -> bool:
    """Whether any later report could have told."""
    return any(_is_later(p.report, r) for p in group for r in story.reports)


def _horizon_in_words(group: Sequence[Promise]) -> Moment | None:
    """The last day named in the line itself, when no horizon was read."""
    days = [
        w.moment
        for p in group
        for c in p.clauses
        for w in c.whens
        if p.forward.kind in _WITH_A_TERM and p.report.published and w.moment.last > p.report.published.last
    ]
    return max(days, key=lambda m: m.last, default=None)


def _later(story: Story, aligner: Aligner, group: Sequence[Promise]) -> list[tuple[float, Clause]]:
    """Clauses of later reports on the same matter, the closest first; neighbours in a sentence help one another."""
    best: dict[int, tuple[float, Clause]] = {}
    for promise in group:
        told = _told(aligner, promise)
        for report in story.reports:
            if told and _is_later(promise.report, report):
                for score, clause in _bearing(promise, told, report):
                    if score > best.get(clause.number, (0.0, clause))[0]:
                        best[clause.number] = (score, clause)
    return sorted(best.values(), key=lambda x: (-round(x[0], 4), x[1].number))


def _told(aligner: Aligner, promise: Promise) -> dict[str, float]:
    """What a later sentence must speak of; a short line ("it will reopen") borrows from the words around it."""
    own = [w for c in promise.clauses for w in c.content if not w.text[0].isdigit()]
    told = {w.lemma: aligner.weight(w.lemma) for w in own}
    if len(told) <= _SHORT and promise.clauses:
        first = promise.clauses[0]
        earlier = [c for c in promise.report.clauses if c.span[1] <= first.sentence[0] and not c.in_title]
        around = [*first.siblings, *(earlier[-1].siblings if earlier else ())]
        for word in (w for c in around for w in c.content if not w.text[0].isdigit()):
            told.setdefault(word.lemma, _BORROWED * aligner.weight(word.lemma))
    return told


def _bearing(promise: Promise, told: dict[str, float], report: Report) -> Iterable[tuple[float, Clause]]:
    """Clauses of one later report whose sentences say much of what the promise says."""
    rows: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    own: dict[int, dict[str, float]] = {}
    for clause in report.clauses:
        if clause.in_title or not clause.content:
            continue
        heard = lemmas_of(tuple(w.lemma for w in clause.content))
        said = {lemma: best for lemma in told if (best := heard.likeness(lemma)) >= 0.6}
        own[clause.number] = said
        for lemma, value in said.items():
            rows[clause.sentence][lemma] = max(value, rows[clause.sentence].get(lemma, 0.0))
    total = sum(told.values())
    for clause in report.clauses:
        if clause.number not in own or only_attributes(report, clause):
            continue
        sentence, here = rows[clause.sentence], own[clause.number]
        whole = sum(told[w] * v for w, v in sentence.items())
        part = sum(told[w] * v for w, v in here.items())
        names = len(sentence)
        figures = _same_figures(promise, clause)
        score = (0.6 * part + 0.4 * whole) / total + 0.05 * min(4, names) + figures
        worded = (whole >= 0.5 and (names >= 2 or whole >= 0.8)) or (figures >= _EXACT and whole >= 0.3)
        if worded and score >= BEARS_ON:
            yield score, clause


def _same_figures(promise: Promise, clause: Clause) -> float:
    """A bonus for a day or a large number that the promise and the later clause both give."""
    days = {w.moment for c in promise.clauses for w in c.whens}
    if promise.forward.horizon and (term := moment(promise.forward.horizon)):
        days.add(term)
    bonus = 0.0
    for when in clause.whens:
        if when.moment.days == 1 and when.moment in days:
            bonus = _EXACT
        elif when.moment.days <= 31 and any(d.days <= 31 and when.moment.meets(d) for d in days):
            bonus = max(bonus, 0.15)
    said = {q.value for c in promise.clauses for q in c.quantities if q.value >= 10}
    return bonus + (0.25 if any(q.value in said for q in clause.quantities) else 0.0)


def _is_later(one: Report, other: Report) -> bool:
    if one.published is None or other.published is None:
        return False
    return (other.published.first - one.published.last).days >= _LATER


def _read(group: Sequence[Promise], clause: Clause, horizon: Moment | None) -> tuple[Status | None, tuple[str, ...]]:
    """What a later clause and its sentence say about the promise; None when they only repeat it."""
    kind = group[0].forward.kind
    words = _sentence(clause)
    for status, pattern, why in _SAID:
        if _any(pattern, words):
            return status, (why,)
    if _still_ahead(clause) and not _any("broken", words):
        return "open", ("the later report still speaks of it as to come",)
    if _any("pending", words):
        return _pending(kind, horizon, clause), ("it had not come about yet",)
    late = _late(group, clause, horizon)
    if late:
        return ("broken" if not _negative(group) else "kept"), (late,)
    less = _less(group, clause)
    if less and kind in ("commitment", "plan", "prediction"):
        return "broken", (less,)
    denied = clause.tone.negative or _any("broken", words)
    if kind in ("commitment", "plan") and any(q.role == "part" for q in clause.quantities):
        return "open", ("a part of it is told as done",)
    if _any("repeats", _around(clause)):
        return None, ()
    return _by_polarity(kind, denied, _negative(group))


def _still_ahead(clause: Clause) -> bool:
    """Whether a later report tells it as to come on a day after its own."""
    published = clause.report.published
    later = published is not None and any(w.moment.first > published.last for w in clause.whens)
    return later and clause.tone.future and not clause.tone.negative


def _around(clause: Clause) -> str:
    """The clause with the one before it in its sentence, where a cue would stand."""
    before = [c for c in clause.siblings if c.number == clause.number - 1]
    return " ".join(c.text for c in [*before, clause]).lower()


_SAID: tuple[tuple[Status, str, str], ...] = (
    ("superseded", "superseded", "something else took its place"),
    ("kept", "kept", "the later report says that it was done as said"),
    ("broken", "undone", "the later report says that it did not take place"),
)


_WITH_A_TERM = ("commitment", "plan", "prediction", "offer", "demand")
_DECIDED = ("kept", "broken", "superseded")
_MARKED = frozenset(why for _, _, why in _SAID)
_MAYBE = ("later words come near it, too far off to decide",)


def _by_polarity(kind: str, denied: bool, promised_not: bool) -> tuple[Status, tuple[str, ...]]:
    """The outcome from whether the later words deny the act, given what was said about it before."""
    if kind == "refusal":
        return ("kept", ("it still stands",)) if denied else ("broken", ("what was refused came about",))
    if denied != promised_not:
        if kind in ("demand", "offer", "condition", "warning"):
            return "open", ("it has not come about",)
        return "broken", ("the later report tells the contrary",)
    return "kept", ("the later report tells it as done",)


def _negative(group: Sequence[Promise]) -> bool:
    """Whether what was foreseen is that something will not be."""
    return group[0].forward.kind in ("prediction", "warning") and any(c.tone.negative for p in group for c in p.clauses)


def _less(group: Sequence[Promise], clause: Clause) -> str | None:
    """Why what came is less than what was said, or None: a smaller number of the same thing in the later sentence."""
    told = [q for p in group for x in p.clauses for q in x.quantities]
    for c in clause.siblings:
        for came in c.quantities:
            for said in told if all(came.value < q.value or came.thing != q.thing for q in told) else ():
                same = came.thing == said.thing or came.thing is None or said.thing is None
                if (
                    same
                    and came.role != "part"
                    and 0.5 * said.value <= came.value < said.value
                    and not came.agrees(said)
                ):
                    return f"{came.value:g} came of {said.value:g}"
    return None


def _pending(kind: str, horizon: Moment | None, clause: Clause) -> Status:
    day = clause.report.published
    past = horizon is not None and day is not None and horizon.last < day.first
    return "overdue" if past and kind in ("commitment", "plan") else "open"


def _late(group: Sequence[Promise], clause: Clause, horizon: Moment | None) -> str | None:
    """Why the act came after its term, or None."""
    if "later than" in _sentence(clause) or "landed late" in _sentence(clause):
        return "the later report says that it came late"
    if horizon is None or horizon.days > 92:
        return None
    days = [w for c in clause.siblings for w in c.whens if w.moment.days <= 31]
    said = {w.moment for p in group for c in p.clauses for w in c.whens}
    published = clause.report.published
    after = [
        w
        for w in days
        if w.moment.first > horizon.last and w.moment not in said and published and w.moment.last <= published.last
    ]
    return f"it came in {after[-1].text}, after its term ({horizon.last.isoformat()})" if after else None


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
        term=outcome.term.isoformat() if outcome.term else None,
    )
