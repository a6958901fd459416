"""Forward-looking lines laid out for following up: what each says, of whom, by when, and which lines are one promise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from communique.compare.clauses.align import Aligner, Pairing
from communique.compare.clauses.moments import Moment, moment
from communique.compare.clauses.polarity import tone_of
from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import Token, likeness, tokens
from communique.compare.outcomes.deeds import deed_of, tells_nothing
from communique.compare.outcomes.terms import term_of
from communique.record import Forward, content_id

_SAME_PROMISE, _SAME_PROMISE_SAME_TERM = 0.5, 0.25
_SHORT = 3
_LARGE = 10
_MONTH = 31
_BORROWED = 0.4
_LATER = 4  # days after which a report can tell what became of words
_OPENING = 12
_LIKE = 0.5
_WHEN = re.compile(r"\b(?:when|once|as soon as|after|on the day (?:of|that)|if|unless|provided) ")
_NOT = re.compile(r"\b(?:not|never|hardly)\b|n['’]t\b")
_WILL_NOT = re.compile(
    r"\b(?:(?:will|would|shall)\s+(?:not|never)|won['’]t|wouldn['’]t|shan['’]t)\b(?! (?:less|fewer|more|later|only|just)\b)"
)
_STILL = re.compile(r"\bstill\b")


@dataclass(frozen=True)  # no slots: its words are asked for beside every other line
class Promise:
    """One forward-looking line with the clauses that hold it."""

    report: Report
    forward: Forward
    clauses: tuple[Clause, ...]

    @cached_property
    def words(self) -> list[Token]:
        """The content words of the line itself, numbers aside, in order."""
        return [
            w
            for c in self.clauses
            for w in c.content
            if not w.text[0].isdigit() and any(s <= w.start < e for s, e in self.forward.spans)
        ]

    @cached_property
    def main_words(self) -> list[Token]:
        """The words without those that only say when or if: "when the treaty is ratified" is no part of what is promised."""
        if self.forward.kind in ("condition", "warning"):
            return self.words
        start = self.forward.spans[0][0]
        when = _WHEN.search(self.report.text, start + _OPENING, self.forward.spans[-1][1])
        return [w for w in self.words if when is None or w.start < when.start()]

    @cached_property
    def act(self) -> str | None:
        """The lemma of its deed (see `deeds.py`)."""
        spans = self.forward.spans
        return deed_of([w for c in self.clauses for w in c.words if any(s <= w.start < e for s, e in spans)])


@dataclass(frozen=True)  # no slots: what every later sentence asks of it is worked out once
class Pledge:
    """Lines of several reports that are one promise, and what a later sentence would have to speak of."""

    promises: tuple[Promise, ...]
    told: dict[str, float]
    names: frozenset[str]
    acts: frozenset[str]
    term: Moment | None

    @cached_property
    def actors(self) -> frozenset[str]:
        """The words of its actors' names in lower case."""
        named = [p.forward.actor.lower().replace("’", "'") for p in self.promises if p.forward.actor]
        return frozenset(w for name in named for w in name.split() if len(w) > 2) - {"the", "and", "for"}

    @cached_property
    def matter(self) -> frozenset[str]:
        """The plain words of the lines themselves: who only shares a name or the words around them is on another matter."""
        named = {t.lemma for p in self.promises if p.forward.actor for t in tokens(p.forward.actor)}
        own = {w.lemma for p in self.promises for w in p.main_words if not w.capital and w.lemma in self.told}
        aside = {w.lemma for p in self.promises for w in p.words} - {
            w.lemma for p in self.promises for w in p.main_words
        }
        return frozenset(own - named) or frozenset(self.told) - aside

    @property
    def id(self) -> str:
        """What its lines have in common, whichever of them is looked at."""
        return content_id("promise", *sorted(p.forward.id for p in self.promises))

    @property
    def kind(self) -> str:
        """The kind of its lines."""
        return self.promises[0].forward.kind

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The larger figures of its lines."""
        return frozenset(q.value for p in self.promises for c in p.clauses for q in c.quantities if q.value >= _LARGE)

    @cached_property
    def days(self) -> frozenset[Moment]:
        """The days and months that its lines name, and its term if it is no longer."""
        named = {w.moment for p in self.promises for c in p.clauses for w in c.whens} | {self.term}
        return frozenset(m for m in named if m is not None and m.days <= _MONTH)

    @cached_property
    def against(self) -> bool:
        """Whether what was held out is that something will not be: a refusal, or "will not close"."""
        if self.kind == "refusal":
            return True
        return any(_negative(p) for p in self.promises)

    def is_past(self, day: date) -> bool:
        """Whether its term had run out on a day."""
        return self.term is not None and self.term.last < day

    def followed_by(self, report: Report) -> bool:
        """Whether a report is late enough to tell what became of it: some days after, or any day after its term."""
        if report.published is None:
            return False
        return any(self._after(p, report.published) for p in self.promises)

    def _after(self, promise: Promise, day: Moment) -> bool:
        said = promise.report.published
        if said is None:
            return False
        gap = (day.first - said.last).days
        return gap >= _LATER or (gap > 0 and self.term is not None and self.term.last <= day.first)


def pledges(story: Story, aligner: Aligner, pairings: Sequence[Pairing]) -> list[Pledge]:
    """The lines of a story, those that are one promise together, in the order of their first."""
    scores: dict[tuple[int, int], float] = {(p.left.number, p.right.number): p.score for p in pairings}
    groups: list[list[Promise]] = []
    for promise in (promise_of(r, f) for r in story.reports for f in r.reading.forward):
        home = next((g for g in groups if any(_one(promise, other, scores) for other in g)), None)
        if home is None:
            groups.append([promise])
        else:
            home.append(promise)
    return [pledge_of(aligner, group) for group in groups]


def pledge_of(aligner: Aligner, group: Sequence[Promise]) -> Pledge:
    """What a later sentence must say of these lines, taken as one promise."""
    told: dict[str, float] = {}
    for promise in group:
        for lemma, weight in _told(aligner, promise).items():
            told[lemma] = max(weight, told.get(lemma, 0.0))
    told = told if len(group) == 1 else _common(aligner, group, told)
    term = term_of((p.report, p.forward, p.clauses) for p in group)
    names = frozenset(w.lemma for p in group for w in p.words if w.capital)
    return Pledge(tuple(group), told, names, frozenset(a for p in group if (a := p.act)), term)


def _common(aligner: Aligner, group: Sequence[Promise], told: dict[str, float]) -> dict[str, float]:
    """Of a promise told by several reports the wording of the shortest full one: each adds words of its own."""
    sizes = sorted((len(_told(aligner, p)), i) for i, p in enumerate(group) if len(_told(aligner, p)) > _SHORT)
    return _told(aligner, group[sizes[0][1]]) if sizes else told


def promise_of(report: Report, forward: Forward) -> Promise:
    """A line with the clauses that it touches."""
    first, last = forward.spans[0][0], forward.spans[-1][1]
    near = [c for c in report.clauses if c.span[0] < last and first < c.span[1]]
    inside = [c for c in near if any(c.span[0] < e and s < c.span[1] for s, e in forward.spans)]
    return Promise(report, forward, tuple(inside))


def _negative(promise: Promise) -> bool:
    """ "will not close", "does not expect it to be over", "will still be shut": foreseen is that nothing happens."""
    forward, text = promise.forward, promise.report.text
    if forward.kind in ("warning", "condition", "offer"):
        return False  # what they deny is what they hang on
    over = [
        s for s in promise.report.statements if any(a < e and b > f for a, e in s.content for f, b in forward.spans)
    ]
    cue = " ".join(text[s:e] for statement in over for s, e in statement.cue).lower()
    if forward.kind == "prediction" and (
        _NOT.search(cue + " " + forward.text[:20].lower()) or _STILL.search(forward.text)
    ):
        return True
    start, end = forward.spans[0]
    if _WILL_NOT.search(text, start, end):
        return True
    words = tuple(tokens(text, start, end))
    act = next((i for i, w in enumerate(words) if w.lemma == promise.act), 0)
    return tone_of(words[: act + 1]).negative  # only what stands before the deed denies it


def _one(left: Promise, right: Promise, scores: dict[tuple[int, int], float]) -> bool:
    """Whether lines of two reports are one promise: of one kind, and aligned.

    Kinds that are often confounded (plan, commitment) were tried as one: of six more pairings two were right.
    """
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
    if best < _SAME_PROMISE_SAME_TERM or not _share_more_than_when(left, right):
        return False
    one, other = moment(left.forward.horizon), moment(right.forward.horizon)
    same_term = one is not None and other is not None and one.meets(other)
    return best >= (_SAME_PROMISE_SAME_TERM if same_term else _SAME_PROMISE)


def _share_more_than_when(left: Promise, right: Promise) -> bool:
    """Whether two lines have a word in common besides those that only say when: "it would go when parliament meets" is not its meeting."""
    if len(left.main_words) == len(left.words) and len(right.main_words) == len(right.words):
        return True
    return any(likeness(a.lemma, b.lemma) >= _LIKE for a in left.main_words for b in right.main_words)


def _told(aligner: Aligner, promise: Promise) -> dict[str, float]:
    """What a later sentence must speak of; a short line ("it will reopen") borrows from the words around it."""
    words = [w.lemma for w in promise.words]
    told = {w: aligner.weight(w) for w in [w for w in words if not tells_nothing(w)] or words}
    if len(told) <= _SHORT and promise.clauses:
        first = promise.clauses[0]
        earlier = [c for c in promise.report.clauses if c.span[1] <= first.sentence[0] and not c.in_title]
        around = [*first.siblings, *(earlier[-1].siblings if earlier else ())]
        for word in (w for c in around for w in c.content if not w.text[0].isdigit() and not w.capital):
            told.setdefault(word.lemma, _BORROWED * aligner.weight(word.lemma))
    return told
