"""Decisions about pairs of actors as rows, and the clusters that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from communique.record import Reason

Verdict = Literal["same", "different", "undecided"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about two actors, by their index; `by` is the rule or person that took it."""

    left: int
    right: int
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]
    by: str = "rules"


def clusters(count: int, judgements: Sequence[Judgement]) -> tuple[list[list[int]], list[Judgement]]:
    """Clusters of 0..count-1 and the judgements that made them.

    The surest pairs first; a merge is refused when any pair across the two clusters is judged different. The result
    depends on the judgements alone, not on their order, as long as indexes stand for content in a fixed order.
    """
    parent = list(range(count))
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    apart: dict[int, set[int]] = {i: set() for i in range(count)}
    for judgement in judgements:
        if judgement.verdict == "different":
            apart[judgement.left].add(judgement.right)
            apart[judgement.right].add(judgement.left)

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    used = []
    same = [j for j in judgements if j.verdict == "same"]
    for judgement in sorted(same, key=lambda j: (-round(j.score, 6), j.left, j.right)):
        a, b = sorted((root(judgement.left), root(judgement.right)))
        if a == b:
            used.append(judgement)
            continue
        if any(apart[x] & set(members[b]) for x in members[a]):
            continue
        used.append(judgement)
        parent[b] = a
        members[a] += members.pop(b)
    return [sorted(group) for _, group in sorted(members.items())], used
