"""How near groups of articles are to one another: the mean likeness of their members, for many pairs at a time.

The vector of a group is the exact sum of its members' (whole numbers), so the mean likeness of all pairs of members is
one product. Products are taken for many pairs at once through a small dense table of the terms at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.link.grouping.sketches import ONE, TERMS, UNDATED, Rows, Sketches, ranges

Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]

_FREE_DAYS = 3
_NO_DAY = int(np.iinfo(np.int32).max)
_NEAR, _FAR = 1.1, 0.9  # date factor within those days, and after a year; an unknown date stands between
_DENSE_GROUPS, _DENSE_TERMS = 64, 1 << 14  # of the dense table at once; a single group may have more terms
_AT_ONCE = 1 << 16  # terms handled at once: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Sums of article vectors, one after the other: `at[n]` to `at[n + 1]` bounds the n-th one's terms (ascending)."""

    terms: NDArray[np.int32]
    weights: Rows
    at: Rows


class Groups:
    """The groups before one round: `labels` calls each article's group by the row of one of its members."""

    def __init__(self, sketches: Sketches, labels: Rows) -> None:
        self.sketches, self.labels = sketches, labels
        self.sizes = np.bincount(labels, minlength=len(labels))
        self._order = np.argsort(labels, kind="stable")
        self._starts = np.concatenate([[0], np.cumsum(self.sizes)])
        days = sketches.days[self._order].astype(np.int64)
        begin = self._starts[:-1][self.sizes > 0]
        self._first = np.full(len(labels), _NO_DAY, dtype=np.int64)
        self._last = np.full(len(labels), -1, dtype=np.int64)
        if len(begin):
            self._first[self.sizes > 0] = np.minimum.reduceat(np.where(days == UNDATED, _NO_DAY, days), begin)
            self._last[self.sizes > 0] = np.maximum.reduceat(np.where(days == UNDATED, -1, days), begin)

    def members(self, groups: Rows) -> tuple[Rows, Rows]:
        """The rows of the members of these groups, and for each of them which group (a place in `groups`) it is of."""
        rows = self._order[ranges(self._starts[groups], self._starts[groups + 1])]
        return rows, np.repeat(np.arange(len(groups)), self.sizes[groups])

    def near(self, left: Rows, right: Rows) -> Scores:
        """The mean likeness of the members of two groups, times what their dates say; 9 digits, for each pair."""
        if not len(left):
            return np.zeros(0)
        mean = self._products(left, right) / (self.sizes[left] * (self.sizes[right] * float(ONE * ONE)))
        return np.asarray(np.round(mean * self._dates(left, right), 9))

    def _dates(self, left: Rows, right: Rows) -> Scores:
        gap = np.maximum(self._first[left], self._first[right]) - np.minimum(self._last[left], self._last[right])
        factors = _factors()[np.clip(gap, 0, len(_factors()) - 1)]
        dated = (self._last[left] >= 0) & (self._last[right] >= 0)
        return np.where(dated, factors, 1.0)

    def _products(self, left: Rows, right: Rows) -> Rows:
        groups, places = np.unique(np.concatenate([left, right]), return_inverse=True)
        return products(self._vectors(groups), places[: len(left)], places[len(left) :])

    def _vectors(self, groups: Rows) -> Vectors:
        """The sums of the vectors of the members of each of these groups."""
        rows, _ = self.members(groups)
        lengths = np.diff(self.sketches.term_at)[rows]
        ends = np.concatenate([[0], np.cumsum(lengths)])[np.cumsum(self.sizes[groups])]
        parts = [self._summed(groups[part]) for part in _parts(ends)]
        at = np.concatenate([[0], np.cumsum(np.concatenate([np.diff(part.at) for part in parts]))])
        return Vectors(np.concatenate([p.terms for p in parts]), np.concatenate([p.weights for p in parts]), at)

    def _summed(self, groups: Rows) -> Vectors:
        rows, owner = self.members(groups)
        begin, end = self.sketches.term_at[rows], self.sketches.term_at[rows + 1]
        held = ranges(begin, end)
        code = np.repeat(owner, end - begin) * TERMS + self.sketches.terms[held]
        order = np.argsort(code)  # equal ones in any order: whole numbers are added up
        code, weights = code[order], self.sketches.weights[held][order].astype(np.int64)
        first = np.flatnonzero(np.diff(code, prepend=-1))
        sums = np.add.reduceat(weights, first) if len(first) else weights
        at = np.searchsorted(code[first], np.arange(len(groups) + 1) * TERMS)
        return Vectors((code[first] % TERMS).astype(np.int32), sums, at)


@dataclass(slots=True)
class Known:
    """How near pairs of groups are that were looked at in this run and are the groups that they were."""

    size: int
    codes: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    scores: Scores = field(default_factory=lambda: np.zeros(0))

    def forget(self, changed: Mask) -> None:
        """Drop the pairs of which one group, named by a marked row, is not the one that it was."""
        kept = ~(changed[self.codes // self.size] | changed[self.codes % self.size])
        self.codes, self.scores = self.codes[kept], self.scores[kept]

    def near(self, groups: Groups, left: Rows, right: Rows) -> Scores:
        """How near the groups of each pair are, in either order; what is not known is computed and kept."""
        code = np.minimum(left, right) * self.size + np.maximum(left, right)
        asked, places = np.unique(code, return_inverse=True)
        new = asked[~np.isin(asked, self.codes, assume_unique=True)]
        if len(new):
            scores = groups.near(new // self.size, new % self.size)
            codes = np.concatenate([self.codes, new])
            order = np.argsort(codes, kind="stable")
            self.codes, self.scores = codes[order], np.concatenate([self.scores, scores])[order]
        found: Scores = self.scores[np.searchsorted(self.codes, asked)][places]
        return found


def products(vectors: Vectors, left: Rows, right: Rows) -> Rows:
    """The exact product of two vectors for each pair of places in `vectors`; `left` ascends, and none is empty."""
    out = np.empty(len(left), dtype=np.int64)
    column = np.zeros(TERMS, dtype=np.int32)  # of each term in the table below; 0 is that of terms not in it
    for part, groups in _tables(vectors, left):
        held = ranges(vectors.at[groups], vectors.at[groups + 1])
        terms, columns = np.unique(vectors.terms[held], return_inverse=True)
        table = np.zeros((len(groups), len(terms) + 1), dtype=np.int64)
        owner = np.repeat(np.arange(len(groups)), vectors.at[groups + 1] - vectors.at[groups])
        table[owner, columns + 1] = vectors.weights[held]
        column[terms] = np.arange(1, len(terms) + 1)
        line = np.searchsorted(groups, left[part])
        out[part] = _against(vectors, table, column, line, right[part])
        column[terms] = 0
    return out


def _against(vectors: Vectors, table: Rows, column: NDArray[np.int32], line: NDArray[Any], right: Rows) -> Rows:
    """The products of lines of a dense table and vectors, pair by pair."""
    lengths = vectors.at[right + 1] - vectors.at[right]
    out = np.empty(len(right), dtype=np.int64)
    for part in _parts(np.cumsum(lengths)):
        held = ranges(vectors.at[right[part]], vectors.at[right[part] + 1])
        values = table[np.repeat(line[part], lengths[part]), column[vectors.terms[held]]] * vectors.weights[held]
        out[part] = np.add.reduceat(values, np.cumsum(lengths[part]) - lengths[part])
    return out


def _tables(vectors: Vectors, left: Rows) -> Iterator[tuple[slice, Rows]]:
    """Runs of pairs whose left vectors fit one dense table, with the places of those."""
    groups, begin = np.unique(left, return_index=True)
    begin = np.append(begin, len(left))
    terms = np.concatenate([[0], np.cumsum(vectors.at[groups + 1] - vectors.at[groups])])
    at = 0
    while at < len(groups):
        fitting = int(np.searchsorted(terms, terms[at] + _DENSE_TERMS, side="right")) - 1
        end = min(max(fitting, at + 1), at + _DENSE_GROUPS)
        yield slice(int(begin[at]), int(begin[end])), groups[at:end]
        at = end


def _parts(ends: Rows) -> Iterator[slice]:
    """Runs of things that end at `ends`, a little more than `_AT_ONCE` in one run at most, unless one has more."""
    at, done = 0, 0
    while at < len(ends):
        end = max(at + 1, int(np.searchsorted(ends, done + _AT_ONCE, side="right")))
        yield slice(at, end)
        at, done = end, int(ends[end - 1])


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
