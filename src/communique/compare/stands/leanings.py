"""Which way words lean on what stands behind them: "support an end to", "would not object to", "refused to rule out".

Each verb or idiom of `data/attitudes.yaml` is a link; a link against turns what is behind it, so does a denial before it and the
undoing of the thing. Who does not object lets a thing pass; who does not condemn it has taken no side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.compare.clauses.words import Token, read_yaml, tokens
from communique.record.reading import Stance

# "by the end of June", "without delay"
NO_UNDOING = re.compile(
    r"(?<=the )end(?= of (?:the )?(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"spring|summer|autumn|winter|year|month|week|day|session|century|decade|term|\d))|(?<=without )(?:further )?\w+"
)
_BEHIND = 7  # words behind a thing among which its undoing stands: "wants the old bridge to be pulled down"
_ENDED = re.compile(
    r" *(?:(?:had|has|have|was|were|is|are|be|being|been|to be|should|must|would|will|to)\b ?)+"
)  # "that it had been abolished"
_GOVERNS = 5  # words within which a verb governs a noun
_NEW_CLAUSE = re.compile(r"\b(?:who|which|that|where|when|after|before|because|if|unless|by|in order)\b|[,;:.]")
Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Link:
    """A verb or idiom that tells a side, and where it stands."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lean:
    """For (+1) or against (-1) what stands behind; `sure` unless it is only told what somebody did not do.

    `willing` says whether the first of the links is in favour of something: that can hang on a condition.
    """

    sign: int
    sure: bool
    willing: bool = True


def links(words: str) -> list[Link]:
    """The verbs and idioms of some words (lower case, apostrophes straight) that tell a side, in order; none inside another."""
    found = [
        Link(side, m.start(), m.end())
        for side in ("for", "against")
        for m in pattern(side).finditer(words)
    ]  # fmt: skip
    kept: list[Link] = []
    for link in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return kept


def lean(words: str, spared: frozenset[str] = frozenset()) -> Lean | None:
    """Which way words (lower case) lean on what they stand before; None where no link is among them.

    An undoing among them turns it, but for those that name the thing itself (`spared`, lemmas).
    """
    chain = links(words)
    if not chain:
        return None
    sign, sure, at = 1, True, 0
    for link in chain:
        before, at = words[at : link.start], link.end
        denied = pattern("denied").search(before) is not None
        if denied and pattern("undecided").search(before):
            sure = False
        if link.side == "for" and denied:
            sign = -sign
        elif link.side == "against" and denied:
            lets = pattern("letting").search(words[link.start : link.end]) or pattern("bidden").search(before)
            sure = sure and lets is not None
        elif link.side == "against":
            sign = -sign
    willing = chain[0].side == "for" and not pattern("denied").search(words[: chain[0].start])
    turns = [undoing_in(words[at:], spared), " not to " in words[at:]]
    return Lean(-sign if sum(turns) % 2 else sign, sure, willing)


def leaning_on(words: str, behind: str, spared: frozenset[str] = frozenset()) -> Lean | None:
    """The same of words before a thing and behind it, where it may be wished to end: "wants the embargo to be lifted"."""
    wish = pattern("wish").search(words)
    if wish is None or links(words):
        told = lean(words, spared)
        ended = told is not None and _ENDED.match(behind) is not None and undone_behind(behind, spared)
        return Lean(-told.sign, told.sure, told.willing) if told is not None and ended else told
    undone = undone_behind(behind, spared) or undoing_in(words[wish.end() :], spared)
    denied = pattern("denied").search(words[: wish.start()]) is not None
    return Lean(-1 if undone != denied else 1, sure=True)


def undoing_in(words: str, spared: frozenset[str] = frozenset()) -> bool:
    """Whether words before a thing name its undoing: "an end to", "lifting"."""
    left = NO_UNDOING.sub("", words)
    return (
        not {t.lemma for t in tokens(left)}.isdisjoint(undoing() - spared) or pattern("undone").search(left) is not None
    )


def undone_behind(words: str, spared: frozenset[str] = frozenset()) -> bool:
    """Whether words right behind a thing that somebody wants undo it: "to be lifted", "scrapped", "to end"."""
    near = list(tokens(_NEW_CLAUSE.split(words, maxsplit=1)[0]))[:_BEHIND]
    return bool(near) and undoing_in(words[: near[-1].end], spared)


def stance_told(leaning: Lean | None, rest: str) -> Stance | None:
    """The stance of a leaning; what is in favour and hangs on something in the rest of the sentence is conditional."""
    if leaning is None:
        return None
    if not leaning.sure:
        return "unclear"
    if (leaning.willing or leaning.sign > 0) and pattern("proviso").search(rest):
        return "conditional"
    return "opposes" if leaning.sign < 0 else "supports"


def at_stake(words: Sequence[Token], at: int) -> bool:
    """Whether a noun of a clause is what somebody is for or against, does or undoes, or what is judged: so it can be an issue."""
    before = list(words[max(0, at - _GOVERNS) : at])
    near = plain(" ".join(w.text for w in before))
    if pattern("wish").search(near) or links(near + " "):
        return True
    if not {w.lemma for w in before if not w.text.endswith("ing")}.isdisjoint(undoing() | _words("promoting")):
        return True
    behind = f" {plain(' '.join(w.text for w in words[at + 1 : at + 1 + _BEHIND]))} "
    return any(_judging(name).match(behind) for name in ("supports_behind", "opposes_behind"))


@cache
def _judging(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("sides.yaml")[name]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_yaml("sides.yaml")[name])


def plain(words: str) -> str:
    """Words as the patterns have them."""
    return words.lower().replace("’", "'")


@cache
def undoing() -> frozenset[str]:
    """Lemmas of what undoes a thing."""
    return frozenset(read_yaml("stances.yaml")["undoing"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of `attitudes.yaml`."""
    raw = read_yaml("attitudes.yaml")[name]
    return re.compile(raw if isinstance(raw, str) else "|".join(raw))


@cache
def words_of(name: str) -> frozenset[str]:
    """One of the word lists of `attitudes.yaml`."""
    return frozenset(map(str, read_yaml("attitudes.yaml")[name]))
