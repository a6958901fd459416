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
from communique.compare.stands.leanings import leaning_on, links, pattern, plain, undoing
from communique.lexicon import noun_kind
from communique.record import Statement
from communique.record.reading import Act, Stance

_BEFORE, _BEHIND = 8, 7  # words within which a verb governs a name, and a judgement tells of it
_NEAR = 5  # and those within which it is undone
_PLEDGED: tuple[Act, ...] = ("commit", "offer", "demand", "agree", "refuse", "attitude")
_HEAD = 4  # words from the beginning of a clause within which its subject stands
_OPENING = 60  # characters of a content that its cue governs: "called for", "welcomed", "rejected"
_NONE = re.compile(
    r"\b(?:must|should|shall|will|can|want|wants|wanted|accept|allow|tolerate)\b.*\bno (?:\w+ )?$"
)  # "there must be no embargo"


def side_of(act: Act, cue: str, clauses: Sequence[Clause], issue: Issue, start: int, *, direct: bool = False) -> Stance:
    """The side that clauses take on an issue they name; "unclear" where none is told of the issue itself.

    `act` and `cue` are the speech act and its words, `start` is where its content begins, `direct` whether it is quoted.
    """
    if not issue.sided:
        return "unclear"
    found = {side for clause in clauses for side in _sides(act, cue, clause, issue, start, direct=direct)}
    if found == {"supports"} and any(c.tone.conditional for c in clauses):
        return "conditional"
    return found.pop() if len(found) == 1 else "unclear"


def cue_of(statement: Statement, text: str) -> str:
    """The words of a statement's cue in lower case."""
    return " ".join(text[s:e] for s, e in statement.cue).lower()


def _sides(act: Act, cue: str, clause: Clause, issue: Issue, start: int, *, direct: bool) -> Iterator[Stance]:
    for at, word in named_in(clause.words, issue):
        before = clause.words[max(0, at - _BEFORE) : at]
        if _of_another(clause.words, at):
            continue
        subject = _heads(clause.words, at)
        behind = clause.words[at + 1 : at + 1 + _BEHIND]
        # what somebody is accused of is done by who is accused
        told = _governed(before, behind, issue.lemmas, direct=direct) if act != "accuse" or direct else None
        if told is None and subject:
            told = _judged(behind)
        if told is None and subject and word.start - start <= _OPENING:
            told = _side_in(f"{cue} {plain(' '.join(w.text for w in before))} ")
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
    if near.isdisjoint(_lemmas("promoting") | undoing()):
        return None
    return "opposes" if _undone(before) != denied else "supports"


def headed_by(words: Sequence[Token], issue: Issue) -> bool:
    """Whether words, such as those behind a verb, are about an issue: it is named first, and for itself."""
    return any(_heads(words, at) and not _of_another(words, at) for at, _ in named_in(words, issue))


def _heads(words: Sequence[Token], at: int) -> bool:
    """Whether a word may be what a clause or a phrase is about: near its beginning, and hung on no preposition."""
    return at <= _HEAD and not any(w.text.lower() in _lemmas("prepositions") for w in words[:at])


def _governed(
    before: Sequence[Token], behind: Sequence[Token], spared: frozenset[str], *, direct: bool
) -> Stance | None:
    """The side that verbs before the name tell, if they are the speaker's own; who does not oppose supports nothing yet."""
    words = plain(" ".join(w.text for w in before)) + " "
    if _NONE.search(words):
        return "opposes"
    chain = sorted(
        [(link.start, link.end) for link in links(words)] + [m.span() for m in pattern("wish").finditer(words)]
    )
    if (
        not chain
        or _anothers(before[: len(words[: chain[0][0]].split())], direct=direct)
        or pattern("others").search(words[: chain[-1][0]])
    ):
        return None
    if set(words[chain[-1][1] :].split()) & (_lemmas("beside") | _lemmas("otherwise")):
        return None  # "the terms that she seeks in a lease", "we need a fairer lease"
    told = leaning_on(words, plain(" ".join(w.text for w in behind)), spared)
    if told is None or not told.sure or (told.sign > 0 and pattern("denied").search(words[: chain[0][0]])):
        return None
    return "supports" if told.sign > 0 else "opposes"


def _anothers(subject: Sequence[Token], *, direct: bool) -> bool:
    """Whether the words before a verb name somebody else who does it: a name, in a quotation whoever is not "I" or "we"."""
    if any(t.capital and t.text not in ("I", "We") for t in subject[1:]):
        return True
    if any(noun_kind(t.text) == "person" for t in subject if not t.small):
        return True  # "her brother wants the ferry"
    own = not _lemmas("speaking").isdisjoint(t.text.lower() for t in subject)
    return direct and not own and any(not t.small for t in subject)


def _judged(behind: Sequence[Token]) -> Stance | None:
    """The judgement that follows the name: "is unacceptable", "must be lifted", "should go ahead"."""
    words = _lower(behind)
    sides = [side for side in ("supports", "opposes") if _pattern(f"{side}_behind").match(words)]
    return _stance(sides[0]) if len(sides) == 1 else None


def _side_in(cue: str) -> Stance | None:
    told = leaning_on(plain(cue), "")
    return None if told is None or not told.sure else "supports" if told.sign > 0 else "opposes"


def _stance(side: str) -> Stance:
    return "supports" if side == "supports" else "opposes"


def _undone(before: Sequence[Token]) -> bool:
    return any(w.lemma in undoing() for w in before[-_NEAR:])


def _lower(words: Sequence[Token]) -> str:
    return " " + " ".join(w.text.lower().replace("’", "'") for w in words) + " "


@cache
def _lemmas(name: str) -> frozenset[str]:
    return frozenset(read_yaml("sides.yaml")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("sides.yaml")[name]))
