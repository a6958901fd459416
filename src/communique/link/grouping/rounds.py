"""Grouping in rounds: every group joins its nearest neighbour, at a threshold that falls from round to round.

This is sub-cluster component clustering (Monath et al., KDD 2021) with average linkage: in one round all groups whose
best neighbour reaches the round's threshold are joined with it, all at once. Unlike merging the best pair of all again
and again, a round looks at each group's surroundings only. So the outcome of a round for a group can be kept, and is
valid as long as the group and what stands beside it are the same: after a change only what is near to it is computed
again, and the outcome is the one that computing everything would have (`tests/link/test_stories_incremental.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.link.grouping.likeness import Groups, Known, Mask, Scores
from communique.link.grouping.sketches import Rows, Sketches, ranges

LARGEST = 1000
"""No round makes a group of more articles: what is done with a group must stay bounded."""
_FALL = 1.1  # each round's threshold is the next one's times this
_FIRST = 0.95  # about the likeness of copies
_LOWEST = 0.01  # a threshold below, zero too, is reached in one step from here: nothing is told apart down there
_LAST_AGAIN = 3  # rounds at the lowest threshold
_LEFTOVER_ROUNDS = 2
_SMALL = 2  # a group of so few articles is left over
_LEFTOVER = 0.6  # share of the threshold at which a leftover group joins the one story it clearly belongs to
_EACH_OTHER = 1.5  # times that share, two of which each is the other's nearest belong together, whoever comes next
_CLEARLY = 1.5  # by this factor that story must beat the next


@dataclass(frozen=True, slots=True)
class Round:
    """One round: groups of at most `small` articles join a neighbour of at least `threshold`, far ahead of the next."""

    threshold: float
    small: int = 0
    clearly: float = 0.0


def rounds_to(threshold: float) -> tuple[Round, ...]:
    """The rounds that end at a threshold."""
    steps = [max(threshold, _LOWEST)]
    while steps[0] * _FALL < _FIRST:
        steps.insert(0, steps[0] * _FALL)
    falling = [Round(step) for step in (*steps[:-1], threshold)] + [Round(threshold)] * (_LAST_AGAIN - 1)
    return (*falling, *[Round(_LEFTOVER * threshold, _SMALL, _CLEARLY)] * _LEFTOVER_ROUNDS)


@dataclass(frozen=True, eq=False)
class Graph:
    """What stands beside what: edges in both directions, sorted by `source`, and the groups to start from."""

    sketches: Sketches
    source: Rows
    target: Rows
    start: Rows

    @cached_property
    def ends(self) -> Rows:
        """Where the edges of each row begin; one more for the end."""
        return np.searchsorted(self.source, np.arange(len(self.sketches) + 1))

    @cached_property
    def backwards(self) -> Rows:
        """The rows from the largest key to the smallest."""
        return np.argsort(self.sketches.keys, kind="stable")[::-1]

    def named(self, groups: Rows) -> Rows:
        """Each group called by the row of its member with the smallest key."""
        name = np.empty(len(groups), dtype=np.int64)
        name[groups[self.backwards]] = self.backwards  # of several the last one stays
        return name[groups]

    def beside(self, mask: Mask) -> Mask:
        """The rows beside a marked row."""
        out = np.zeros(len(mask), dtype=bool)
        out[self.source[mask[self.target]]] = True
        return out


@dataclass(frozen=True, slots=True, eq=False)
class Rounds:
    """What every round found. A row of each array is a round, a column an article.

    `labels[n]` is the group of each article before round n (the row of its member with the smallest key), the last one
    the outcome. At a group's own row `best[n]` is its nearest neighbour (-1: none), `score[n]` how near, and
    `second[n]` how near the next one.
    """

    labels: NDArray[np.int32]
    best: NDArray[np.int32]
    score: Scores
    second: Scores

    def columns(self) -> dict[str, NDArray[Any]]:
        """All of it as plain arrays, to be written to disk."""
        return {name: getattr(self, name) for name in self.__slots__}

    @staticmethod
    def from_columns(columns: Mapping[str, NDArray[Any]]) -> Rounds:
        """The inverse of `columns`."""
        return Rounds(**{name: columns[name] for name in Rounds.__slots__})

    def moved(self, kept: Mask, added: int) -> Rounds:
        """The same after rows were taken out and others appended; what pointed to a lost row points to -1."""
        number = np.append(np.cumsum(kept) - 1, -1).astype(np.int32)
        number[:-1][~kept] = -1
        wide = ((0, 0), (0, added))
        return Rounds(
            labels=np.pad(number[self.labels[:, kept]], wide, constant_values=-1),
            best=np.pad(number[self.best[:, kept]], wide, constant_values=-1),
            score=np.pad(self.score[:, kept], wide),
            second=np.pad(self.second[:, kept], wide),
        )


def run(graph: Graph, threshold: float, known: Rounds | None = None, changed: Mask | None = None) -> Rounds:
    """All rounds.

    `known` are those of before, with every row where it is now (`Rounds.moved`); `changed` marks the rows whose edges
    are others than then, new ones among them. The result does not depend on `known`.
    """
    size = len(graph.sketches)
    plan = rounds_to(threshold)
    out = Rounds(
        labels=np.empty((len(plan) + 1, size), dtype=np.int32),
        best=np.full((len(plan), size), -1, dtype=np.int32),
        score=np.zeros((len(plan), size)),
        second=np.zeros((len(plan), size)),
    )
    out.labels[0] = graph.start
    pairs = Known(size)
    for number, round_ in enumerate(plan):
        labels = out.labels[number]
        todo = np.ones(size, dtype=bool)
        if number:
            pairs.forget(_differing(out.labels[number - 1], labels))
            todo &= _take_over(graph, out, number, labels, out, number - 1, None, todo)
        if known is not None and changed is not None:
            todo &= _take_over(graph, out, number, labels, known, number, changed, todo)
        found = out.best[number], out.score[number], out.second[number]
        _look(graph, Groups(graph.sketches, labels), pairs, np.unique(labels[todo]), *found)
        out.labels[number + 1] = _joined(graph, labels, out, number, round_)
    return out


def _take_over(
    graph: Graph, out: Rounds, number: int, labels: Rows, old: Rounds, at: int, changed: Mask | None, todo: Mask
) -> Mask:
    """Copy what `old` knew at round `at` of groups that stand as they stood; the rows that are still to be looked at."""
    other = _differing(old.labels[at], labels)
    stale = other | graph.beside(other)
    if changed is not None:
        stale |= changed
    fresh = np.ones(len(labels), dtype=bool)
    fresh[np.unique(labels[stale])] = False
    fresh = fresh[labels]
    mine = np.flatnonzero(fresh & todo & (labels == np.arange(len(labels))))
    out.best[number, mine] = old.best[at, mine]
    out.score[number, mine] = old.score[at, mine]
    out.second[number, mine] = old.second[at, mine]
    return ~fresh


def _differing(old: Rows, new: Rows) -> Mask:
    """The rows whose group is not the very group that it was: one of its rows, then or now, has another label.

    Groups of the same members have the same label, since it is made from their keys.
    """
    moved = old != new
    then, now = np.zeros(len(new) + 1, dtype=bool), np.zeros(len(new) + 1, dtype=bool)
    then[old[moved]] = True  # -1, of no group, is the last place
    now[new[moved]] = True
    return np.asarray(moved | then[old] | now[new])


def _look(
    graph: Graph, groups: Groups, known: Known, todo: Rows, best: NDArray[np.int32], score: Scores, second: Scores
) -> None:
    """Write the nearest neighbour of each of the groups `todo`, and how near it and the next one are."""
    best[todo], score[todo], second[todo] = -1, 0.0, 0.0
    left, right = _pairs(graph, groups, todo)
    near = known.near(groups, left, right)
    order = np.lexsort((graph.sketches.keys[right], -near, left))
    left, right, near = left[order], right[order], near[order]
    first = np.flatnonzero(np.diff(left, prepend=-1))
    best[left[first]], score[left[first]] = right[first], near[first]
    next_ = first[np.diff(np.append(first, len(left))) > 1]  # of those that have two neighbours
    second[left[next_]] = near[next_ + 1]


def _pairs(graph: Graph, groups: Groups, todo: Rows) -> tuple[Rows, Rows]:
    """Every one of the groups `todo` with every group beside it."""
    rows, _ = groups.members(todo)
    begin, end = graph.ends[rows], graph.ends[rows + 1]
    one = np.repeat(groups.labels[rows], end - begin).astype(np.int64)
    other = groups.labels[graph.target[ranges(begin, end)]]
    apart = one != other
    size = len(groups.labels)
    code = np.unique(one[apart] * size + other[apart])
    return code // size, code % size


def _joined(graph: Graph, labels: Rows, found: Rounds, number: int, round_: Round) -> Rows:
    """The groups after a round: each with its best neighbour, where that is near enough."""
    best, score, second = found.best[number], found.score[number], found.second[number]
    here = np.arange(len(labels))
    joins = (best >= 0) & (score >= round_.threshold) & (labels == here)
    sizes = np.bincount(labels, minlength=len(labels))
    if round_.small:
        clear = score >= round_.clearly * second
        each_other = (best >= 0) & (best[best] == here) & (score >= _EACH_OTHER * round_.threshold)
        joins &= (sizes <= round_.small) & (clear | each_other)  # a third one of the story is no rival of the first two
    towards = np.where(joins, best, here)
    root = _roots(towards)
    total = np.bincount(root, weights=sizes, minlength=len(labels))
    large = total[root] > LARGEST
    if large.any():  # of a component that would be too large only those who choose each other are joined
        mutual = (towards[towards] == here) & (sizes + sizes[towards] <= LARGEST)
        root = _roots(np.where(large & ~mutual, here, towards))
    return graph.named(root[labels])


def _roots(towards: Rows) -> Rows:
    """One row for each component when everybody points to one other; cycles are pairs, since ties go by key."""
    here = np.arange(len(towards))
    paired = (towards[towards] == here) & (here < towards)
    root = np.where(paired, here, towards)
    while True:
        further = root[root]
        if np.array_equal(further, root):
            return root
        root = further


def _smallest_key(sketches: Sketches, groups: Rows) -> Rows:
    """Each group called by the row of its member with the smallest key."""
    order = np.lexsort((sketches.keys, groups))
    first = np.flatnonzero(np.diff(groups[order], prepend=-1))
    name = np.empty(len(groups), dtype=np.int64)
    name[groups[order[first]]] = order[first]
    return name[groups]


def components(sketches: Sketches, pairs: Rows) -> Rows:
    """The groups that pairs of rows make, called by the row of the member with the smallest key."""
    parent = np.arange(len(sketches))
    for one, other in pairs.tolist():
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        while parent[other] != other:
            parent[other] = parent[parent[other]]
            other = parent[other]
        parent[max(one, other)] = min(one, other)
    return _smallest_key(sketches, _roots(parent))
