"""What a deed is to bring about, and what later words tell of it: a thing is there, is gone, or is as it was.

"To lift the levy" is to make an end of it, and "the levy was scrapped" tells of that end, though the two verbs are no synonyms; "to send
doctors" is to bring them there, and "no doctor was seen" tells that they are not. Verbs stand in `data/goals.yaml`, with words of their sense.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from communique.compare.clauses.words import likeness, read_yaml
from communique.compare.outcomes.promises import Pledge

Goal = Literal["come", "go", "stay"]
_GOALS: tuple[Goal, ...] = ("come", "go", "stay")
_SAME_SENSE = 0.85
_OTHER: dict[Goal, Goal] = {"come": "go", "go": "stay", "stay": "go"}


def goal_of(pledge: Pledge) -> Goal:
    """What the promise holds out for its object; a deed that no list has is one that brings something about."""
    found = {g for act in pledge.acts if (g := goal_class(act))}
    goal: Goal = found.pop() if len(found) == 1 else "come"
    return _OTHER[goal] if pledge.against else goal


@lru_cache(maxsize=16384)
def goal_class(lemma: str) -> Goal | None:
    """What a verb (or its noun) does to its object; None where no list has it or a word of its sense, or two have."""
    own = [g for g in _GOALS if lemma in _listed(g)]
    if own:
        return own[0]
    alike = [g for g in _GOALS if any(likeness(lemma, w) >= _SAME_SENSE for w in _listed(g))]
    return alike[0] if len(alike) == 1 else None


@cache
def _listed(goal: Goal) -> frozenset[str]:
    return frozenset(read_yaml("goals.yaml")[goal])


__all__ = ["Goal", "goal_class", "goal_of"]
