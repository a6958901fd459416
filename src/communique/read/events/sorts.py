"""What tells two events of one kind apart in an article: which poll it is, what is called off, whose words they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.lexicon.stems import word_key
from communique.read.acts.lexicon import load
from communique.read.acts.tokens import Token
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


_SHORT = 3
_GATHERING = "gathering"
_MEETINGS = frozenset(
    "meeting meetings summit summits talks session sessions conference encounter negotiations sit-down".split()
)


@cache
def _polls() -> dict[str, str]:
    """Word beside an election -> the sort that it names."""
    table = load("communique.read.events", "sorts.yaml")["polls"]
    return {str(word): str(sort) for sort, found in table.items() for word in (sort, *found)}


@cache
def _small() -> frozenset[str]:
    return frozenset(map(str, load("communique.read.events", "sorts.yaml")["small"]))
