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
from functools import cache, cached_property
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.link.sketches import ONE, TERMS, UNDATED, Rows, Sketches

Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]
Sums = dict[int, tuple[int, Rows, Rows]]
"""The size of a group of several articles and the sum of their vectors, by the group's row; good for all rounds."""

LARGEST = 1000
"""No round makes a group of more articles: what is done with a group must stay bounded."""
_FALL = 1.1  # each round's threshold is the next one's times this
_FIRST = 0.95  # about the likeness of copies
_LOWEST = 0.01  # a threshold below, zero too, is reached in one step from here: nothing is told apart down there
_LAST_AGAIN = 3  # rounds at the lowest threshold
_LEFTOVER_ROUNDS = 2
_SMALL = 2  # a group of so few articles is left over
_LEFTOVER = 0.6  # share of the threshold at which a leftover group joins the one story it clearly belongs to
_CLEARLY = 1.5  # by this factor that story must beat the next
_FREE_DAYS = 3
_NO_DAY = int(np.iinfo(np.int32).max)
_NEAR, _FAR = 1.1, 0.9  # date factor within those days, and after a year; an unknown date stands between


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
    sums: Sums = {}
    for number, round_ in enumerate(plan):
        labels = out.labels[number]
        level = _Level(graph, labels, sums)
        todo = np.ones(size, dtype=bool)
        if number:
            todo &= _take_over(graph, out, number, labels, out, number - 1, None, todo)
        if known is not None and changed is not None:
            todo &= _take_over(graph, out, number, labels, known, number, changed, todo)
        level.look(np.unique(labels[todo]), out.best[number], out.score[number], out.second[number])
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


class _Level:
    """The groups before one round, and how near they are to one another."""

    def __init__(self, graph: Graph, labels: Rows, sums: Sums) -> None:
        self._graph, self._labels, self._sums = graph, labels, sums
        self._order = np.argsort(labels, kind="stable")
        self._sorted = labels[self._order]
        sizes = np.bincount(labels, minlength=len(labels))
        self._sizes = sizes
        days = graph.sketches.days[self._order].astype(np.int64)
        begin = np.flatnonzero(np.diff(self._sorted, prepend=-1))
        self._first = np.full(len(labels), _NO_DAY, dtype=np.int64)
        self._last = np.full(len(labels), -1, dtype=np.int64)
        if len(begin):
            groups = self._sorted[begin]
            self._first[groups] = np.minimum.reduceat(np.where(days == UNDATED, _NO_DAY, days), begin)
            self._last[groups] = np.maximum.reduceat(np.where(days == UNDATED, -1, days), begin)
        for group in [g for g, (size, _, _) in sums.items() if sizes[g] != size]:
            del sums[group]  # it was joined with another one

    def look(self, groups: Rows, best: NDArray[np.int32], score: Scores, second: Scores) -> None:
        """Write the nearest neighbour of each of the groups, and how near it and the next one are."""
        buffer = np.zeros(TERMS, dtype=np.int64)
        for group in groups.tolist():
            others = self._neighbours(group)
            if not len(others):
                best[group], score[group], second[group] = -1, 0.0, 0.0
                continue
            near = self._near(group, others, buffer)
            order = np.lexsort((self._graph.sketches.keys[others], -near))
            best[group], score[group] = others[order[0]], near[order[0]]
            second[group] = near[order[1]] if len(order) > 1 else 0.0

    def _members(self, group: int) -> Rows:
        left, right = np.searchsorted(self._sorted, (group, group + 1))
        members: Rows = self._order[left:right]
        return members

    def _neighbours(self, group: int) -> Rows:
        rows = self._members(group) if self._sizes[group] > 1 else (group,)
        parts = [self._graph.target[self._graph.ends[row] : self._graph.ends[row + 1]] for row in rows]
        found = np.unique(self._labels[np.concatenate(parts)])
        others: Rows = found[found != group].astype(np.int64)
        return others

    def _near(self, group: int, others: Rows, buffer: Rows) -> Scores:
        """The mean likeness of the members of two groups, times what their dates say; 9 digits."""
        terms, weights = self._sum(group)
        buffer[terms] = weights
        sums = [self._sum(other) for other in others.tolist()]
        lengths = [len(found) for found, _ in sums]
        products = buffer[np.concatenate([t for t, _ in sums])] * np.concatenate([w for _, w in sums])
        totals = np.add.reduceat(products, np.concatenate([[0], np.cumsum(lengths[:-1])]).astype(np.int64))
        buffer[terms] = 0
        mean = totals / (self._sizes[others] * float(self._sizes[group] * ONE * ONE))
        near: Scores = np.round(mean * self._dates(group, others), 9)
        return near

    def _sum(self, group: int) -> tuple[NDArray[Any], NDArray[Any]]:
        size = int(self._sizes[group])
        if size == 1:
            part = slice(self._graph.sketches.term_at[group], self._graph.sketches.term_at[group + 1])
            return self._graph.sketches.terms[part], self._graph.sketches.weights[part]
        known = self._sums.get(group)
        if known is None:
            known = self._sums[group] = (size, *vector_sum(self._graph.sketches, self._members(group)))
        return known[1], known[2]

    def _dates(self, group: int, others: Rows) -> Scores:
        gap = np.maximum(self._first[others], self._first[group]) - np.minimum(self._last[others], self._last[group])
        factors = _factors()[np.clip(gap, 0, len(_factors()) - 1)]
        dated = (self._last[others] >= 0) & (self._last[group] >= 0)
        return np.where(dated, factors, 1.0)


def vector_sum(sketches: Sketches, rows: Rows) -> tuple[Rows, Rows]:
    """The exact sum of the vectors of some rows: terms, ascending where there are several rows, and weights."""
    parts = [slice(sketches.term_at[row], sketches.term_at[row + 1]) for row in rows]
    terms = np.concatenate([sketches.terms[part] for part in parts]).astype(np.int64)
    weights = np.concatenate([sketches.weights[part] for part in parts]).astype(np.int64)
    if len(parts) == 1:
        return terms, weights
    order = np.argsort(terms, kind="stable")
    terms, weights = terms[order], weights[order]
    first = np.flatnonzero(np.diff(terms, prepend=-1))
    return terms[first], np.add.reduceat(weights, first) if len(first) else weights


def date_factor(days: int) -> float:
    """1.1 for articles of the same days, then less with the logarithm of the days between: 0.9 after a year."""
    beyond = max(0, days - _FREE_DAYS)
    return max(_FAR, _NEAR - (_NEAR - _FAR) * log1p(beyond) / log1p(365))


@cache
def _factors() -> Scores:
    return np.array([date_factor(days) for days in range(_FREE_DAYS + 367)])


def _joined(graph: Graph, labels: Rows, found: Rounds, number: int, round_: Round) -> Rows:
    """The groups after a round: each with its best neighbour, where that is near enough."""
    best, score, second = found.best[number], found.score[number], found.second[number]
    here = np.arange(len(labels))
    joins = (best >= 0) & (score >= round_.threshold) & (labels == here)
    sizes = np.bincount(labels, minlength=len(labels))
    if round_.small:
        joins &= (sizes <= round_.small) & (score >= round_.clearly * second)
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
