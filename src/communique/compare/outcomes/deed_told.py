"""Whether a later sentence tells the deed of a promise: as done, denied, called off, and of which day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.compare.clauses.denials import denials, verb_form
from communique.compare.clauses.words import Token, likeness, read_yaml
from communique.compare.outcomes.bearing import Bearing
from communique.compare.outcomes.promises import Pledge

SAME_DEED, VERY_DEED = 0.7, 0.8  # how alike two verbs must be
_OBJECT = 5  # words between "cancelled" and what was
_SUBJECT = 8  # words between what was cancelled and "was cancelled"
_ON = 12  # characters between a deed and its day: "filed on June 20"
_BESIDE = 4
_UNREAL = frozenset(
    "not never no nobody none without to will would may might could should must if unless be whether".split()
)


def is_done(pledge: Pledge, bearing: Bearing, least: float) -> bool:
    """Whether a clause tells the deed, as a verb, as having happened."""
    return any(
        verb_form(w) and is_deed(pledge, w.lemma, least)
        for c in bearing.later.clauses
        if c.tone.actual and not c.tone.negative
        for w in c.content
    )


def is_denied(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a clause denies the deed itself."""
    return any(
        d.of_an_act and is_deed(pledge, d.act.lemma, VERY_DEED)
        for c in bearing.later.clauses
        if c.tone.actual
        for d in denials(c)
    )


def on_the_day(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a clause tells the deed, be it as a noun ("the meeting on the 12th ended"), of the very day that was named."""
    if pledge.term is None or pledge.term.days > 1:
        return False
    return any(
        c.tone.actual
        and any(w.moment == pledge.term for w in c.whens)
        and any(is_deed(pledge, w.lemma, SAME_DEED) for w in c.content)
        for c in bearing.later.clauses
    )


def done_on_a_day(pledge: Pledge, bearing: Bearing) -> bool:
    """ "filed on June 20": the deed itself right before a day within the term, whatever else the sentence tells of it."""
    term = pledge.term
    said = max((p.report.published.first for p in pledge.promises if p.report.published), default=None)
    if term is None or said is None or pledge.kind not in ("plan", "commitment"):
        return False
    for clause in bearing.later.clauses:
        for when in clause.whens:
            if when.moment.days > 1 or not said <= when.moment.first <= term.last:
                continue
            before = [i for i, w in enumerate(clause.words) if 0 <= when.span[0] - w.end <= _ON]
            told = [i for i in before if verb_form(w := clause.words[i]) and is_deed(pledge, w.lemma, VERY_DEED)]
            if any(_told_as_done(clause.words, i) for i in told):
                return True
    return False


def _told_as_done(words: Sequence[Token], at: int) -> bool:
    """Whether the verb at `at` is told as having happened: nothing just before it denies it or puts it into the future."""
    if not verb_form(words[at]):
        return False
    before = {w.text.lower().replace("’", "'") for w in words[max(0, at - _BESIDE) : at]}
    return not before & _UNREAL and not any(w.endswith("n't") for w in before)


def on_its_object(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether the sentence has another plain word of the line than the deed."""
    own = {w for w, b in bearing.shared if w in pledge.matter and w not in pledge.acts and _likeness(w, b) >= VERY_DEED}
    return bool(own)


def in_own_words(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether it is the actor of the promise who says so: of what he ruled out himself he is no witness."""
    said = bearing.clause.statement
    if said is None or not said.speaker:
        return False
    return not pledge.actors.isdisjoint(said.speaker.lower().replace("’", "'").split())


def is_called_off(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a clause tells that somebody cancelled the deed, as a noun: "cancelled the launch", "the launch was scrapped"."""
    if pledge.kind not in ("plan", "commitment"):
        return False
    for words in (c.words for c in bearing.later.clauses):
        for i, word in enumerate(words):
            if word.lemma not in _called_off_verbs() or not _told_as_done(words, i):
                continue
            passive = any(w.text.lower() in ("was", "were", "been") for w in words[max(0, i - 2) : i])
            near = words[max(0, i - _SUBJECT) : i] if passive else words[i + 1 : i + 1 + _OBJECT]
            if any(is_deed(pledge, w.lemma, VERY_DEED) for w in near):
                return True
    return False


@cache
def _called_off_verbs() -> frozenset[str]:
    return frozenset(read_yaml("outcomes.yaml")["calling_off"]) - {"postpone"}


def is_deed(pledge: Pledge, lemma: str, least: float) -> bool:
    """Whether a verb is the deed of the promise."""
    return any(_likeness(a, lemma) >= least for a in pledge.acts)


@cache
def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else likeness(one, other)
