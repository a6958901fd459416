"""The stance of words on an issue that nobody declared: only where they tell it of the issue itself.

Whoever declares an issue wants to know of every word on it. Of ours a reader asks whether he may trust the matrix, so what is
demanded, promised, welcomed or ended must be the very thing: a verb before its name or a judgement behind it, in one clause
(`data/sides.yaml`). "The dike grew by a foot this year" names a dike and takes no side
that can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import Token, read_yaml
from communique.compare.stands.issues import Issue, named_in
from communique.record import Statement
from communique.record.reading import Act, Stance

_BEFORE, _BEHIND = 8, 7  # words within which a verb governs a name, and a judgement tells of it
_NEAR = 5  # and those within which it is undone
_PLEDGED: tuple[Act, ...] = ("commit", "offer", "demand", "agree", "refuse", "attitude")
_HEAD = 4  # words from the beginning of a clause within which its subject stands
_OPENING = 60  # characters of a content that its cue governs: "called for", "welcomed", "rejected"
_OTHERS = re.compile(r" (?:who|whoever|anyone|those|which)$")  # "anyone who agrees to a truce is a traitor"


def side_of(act: Act, cue: str, clauses: Sequence[Clause], issue: Issue, start: int) -> Stance:
    """The side that clauses take on an issue they name; "unclear" where none is told of the issue itself.

    `act` and `cue` are the speech act and its words, `start` is where its content begins.
    """
    found = {side for clause in clauses for side in _sides(act, cue, clause, issue, start)}
    if found == {"supports"} and any(c.tone.conditional for c in clauses):
        return "conditional"
    return found.pop() if len(found) == 1 else "unclear"


def cue_of(statement: Statement, text: str) -> str:
    """The words of a statement's cue in lower case."""
    return " ".join(text[s:e] for s, e in statement.cue).lower()


def _sides(act: Act, cue: str, clause: Clause, issue: Issue, start: int) -> Iterator[Stance]:
    for at, word in named_in(clause.words, issue):
        before = clause.words[max(0, at - _BEFORE) : at]
        if _of_another(clause.words, at):
            continue
        subject = _heads(clause.words, at)
        told = _governed(before) or (_judged(clause.words[at + 1 : at + 1 + _BEHIND]) if subject else None)
        if told is None and subject and word.start - start <= _OPENING:
            told = _side_in(cue)
        if told is None and act in _PLEDGED and not clause.tone.conditional:
            told = _pledged(before, clause.tone.negative or act == "refuse")
        if told is not None:
            yield told


def _of_another(words: Sequence[Token], at: int) -> bool:
    """Whether a name only tells what kind of thing the next word is: "surveillance" in "surveillance drones"."""
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is None or behind.small or behind.capital or behind.start != words[at].end + 1:
        return False
    return behind.text.isalpha() and not behind.text.endswith(("ed", "ing", "ly"))


def _pledged(before: Sequence[Token], denied: bool) -> Stance | None:
    """The side of what is to be done, or is refused, where the thing is what is done or undone."""
    if any(w.text.lower() in _lemmas("only_when") for w in before):
        return None  # "it would go when parliament passes the budget" asks for no budget
    # an "-ing" behind other words is a thing: "the funding of"
    near = {w.lemma for n, w in enumerate(before[-_NEAR:]) if not n or not w.text.endswith("ing")}
    if near.isdisjoint(_lemmas("promoting") | _undoing()):
        return None
    return "opposes" if _undone(before) != denied else "supports"


def headed_by(words: Sequence[Token], issue: Issue) -> bool:
    """Whether words, such as those behind a verb, are about an issue: it is named first, and for itself."""
    return any(_heads(words, at) and not _of_another(words, at) for at, _ in named_in(words, issue))


def _heads(words: Sequence[Token], at: int) -> bool:
    """Whether a word may be what a clause or a phrase is about: near its beginning, and hung on no preposition."""
    return at <= _HEAD and not any(w.text.lower() in _lemmas("prepositions") for w in words[:at])


def _governed(before: Sequence[Token]) -> Stance | None:
    """The side of the verb nearest before the name; a verb that is denied turns, but who does not oppose supports nothing yet."""
    words = _lower(before)
    found = ((side, m) for side in ("supports", "opposes") for m in _pattern(f"{side}_before").finditer(words))
    marks = [(m.start(), side) for side, m in found if not _OTHERS.search(words[: m.start()])]
    if not marks:
        return None
    place, side = max(marks)
    if _pattern("denied").search(words[:place]):
        return "opposes" if side == "supports" else None
    return ("opposes" if side == "supports" else "supports") if _undone(before) else _stance(side)


def _judged(behind: Sequence[Token]) -> Stance | None:
    """The judgement that follows the name: "is unacceptable", "must be lifted", "should go ahead"."""
    words = _lower(behind)
    sides = [side for side in ("supports", "opposes") if _pattern(f"{side}_behind").match(words)]
    return _stance(sides[0]) if len(sides) == 1 else None


def _side_in(cue: str) -> Stance | None:
    sides = [side for side in ("supports", "opposes") if _pattern(f"{side}_before").search(f" {cue} ")]
    return _stance(sides[0]) if len(sides) == 1 and not _pattern("denied").search(cue) else None


def _stance(side: str) -> Stance:
    return "supports" if side == "supports" else "opposes"


def _undone(before: Sequence[Token]) -> bool:
    return any(w.lemma in _undoing() for w in before[-_NEAR:])


def _lower(words: Sequence[Token]) -> str:
    return " " + " ".join(w.text.lower().replace("’", "'") for w in words) + " "


@cache
def _undoing() -> frozenset[str]:
    return frozenset(read_yaml("stances.yaml")["undoing"])


@cache
def _lemmas(name: str) -> frozenset[str]:
    return frozenset(read_yaml("sides.yaml")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("sides.yaml")[name]))
