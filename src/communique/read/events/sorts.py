"""What tells two events of one kind apart in an article: which poll it is, what is called off, whose words they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.lexicon.stems import word_key
from communique.read.acts.lexicon import load
from communique.read.acts.tokens import Token
from communique.read.events.clauses import Clauses
from communique.read.events.triggers import Trigger

_BEFORE, _BEHIND = 3, 2  # tokens beside an election that say which it is
_TOPIC_LEFT, _TOPIC_RIGHT = 12, 7  # tokens beside a calling-off that say of what
_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be"})


def sort_of(tokens: Sequence[Token], trigger: Trigger) -> frozenset[str]:
    """What tells this mention from others of its kind; empty where the words say nothing of it.

    For an election its sort ("presidential", "local"), for a calling-off the stems of what is called off.
    """
    if trigger.kind == "ELECTION":
        near = tokens[max(0, trigger.first - _BEFORE) : trigger.last + _BEHIND]
        return frozenset(_polls()[t.lower] for t in near if t.lower in _polls())
    if trigger.kind == "AGREEMENT" and trigger.noun:
        near = tokens[max(0, trigger.first - _MODIFIERS) : trigger.last]
        return frozenset(_deals()[t.lower] for t in near if t.lower in _deals())
    if trigger.kind == "CANCELLATION":
        return _called_off(tokens, trigger)
    return frozenset()


def _called_off(tokens: Sequence[Token], trigger: Trigger) -> frozenset[str]:
    """Stems of the nouns that a calling-off can be of: those before a passive, those behind an active verb or a noun."""
    before = [t.lower for t in tokens[max(0, trigger.first - _BEFORE) : trigger.first]]
    if not trigger.noun and _PASSIVE & set(before):
        near = tokens[max(0, trigger.first - _TOPIC_LEFT) : trigger.first]
    else:
        near = tokens[trigger.last : trigger.last + _TOPIC_RIGHT]
    found = {t.lower for t in near if len(t.text) > _SHORT and re.fullmatch(r"[a-z-]+", t.text)}
    return frozenset(_GATHERING if w in _MEETINGS else word_key(w) for w in found - _small())


_MODIFIERS = 2  # words before an agreement that say what it is about
_SHORT = 3
_GATHERING = "gathering"
_MEETINGS = frozenset(
    "meeting meetings summit summits talks session sessions conference encounter negotiations sit-down".split()
)


def matter_of(tokens: Sequence[Token], trigger: Trigger, clauses: Clauses) -> frozenset[str]:
    """What a mention of a killing, an arrest, a deal ... is about: stems of the words beside it in its clause.

    Empty where the mention points back ("the attack", "he was arrested"), and for kinds that other things keep apart.
    """
    if trigger.kind not in _by_matter() or _points_back(tokens, trigger):
        return frozenset()
    start, end = clauses.around(trigger.first)
    near = [
        *tokens[max(start, trigger.first - _TOPIC_LEFT) : trigger.first],
        *tokens[trigger.last : min(end, trigger.last + _TOPIC_LEFT)],
    ]
    found = {t.lower.removesuffix("'s").removesuffix("’s") for t in near if len(t.text) > _SHORT or t.text.isdigit()}
    return frozenset(word_key(w) for w in found - _small() - _passing() if re.fullmatch(r"[^\W\d_][\w-]*|\d+", w))


def _points_back(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether a mention is of what was told: a pronoun does it or suffers it, or "the" stands before it and nothing behind."""
    before = [t.lower for t in tokens[max(0, trigger.first - _BEFORE) : trigger.first]]
    behind = tokens[trigger.last].lower if trigger.last < len(tokens) else ""
    if trigger.noun:
        return bool(_BACK & set(before)) and behind not in _COMPLEMENTS
    return bool(_PRONOUNS & {*before, behind})


_BACK = frozenset("the this that these those his her their its such both".split())
_COMPLEMENTS = frozenset("of on by against in at between with near for to".split())
_PRONOUNS = frozenset("he she they him her them it we us i me who which".split())


@cache
def _by_matter() -> frozenset[str]:
    return frozenset(map(str, load("communique.read.events", "sorts.yaml")["by_matter"]))


@cache
def _passing() -> frozenset[str]:
    return frozenset(map(str, load("communique.read.events", "sorts.yaml")["passing"]))


@cache
def _polls() -> dict[str, str]:
    """Word beside an election -> the sort that it names."""
    table = load("communique.read.events", "sorts.yaml")["polls"]
    return {str(word): str(sort) for sort, found in table.items() for word in (sort, *found)}


@cache
def _deals() -> dict[str, str]:
    """Word before an agreement, or in it -> what it is about."""
    table = load("communique.read.events", "sorts.yaml")["deals"]
    return {str(word): str(sort) for sort, found in table.items() for word in (sort, *found)}


@cache
def _small() -> frozenset[str]:
    return frozenset(map(str, load("communique.read.events", "sorts.yaml")["small"]))
