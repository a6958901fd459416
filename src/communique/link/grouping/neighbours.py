"""Which articles stand beside which: an inverted index of which only a window is ever looked at.

The holders of a token (a heavy term, a fingerprint) stand in a row in a fixed order. An article is proposed to the
holders at most so many places before and behind it. So the work grows with the number of articles however many of
them share a token, and an article that is added or taken away changes the proposals of its near neighbours only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.link.grouping.sketches import UNDATED, Rows, Sketches, ranges

BESIDE = 12
"""Of the articles that share a heavy term the nearest in time so many to either side are proposed."""
NEAREST = 16
"""So many of the proposed are kept by each article."""
_HEAVIEST = 24  # terms of an article by which it is found
_BESIDE_COPY = 8  # copies of copies are copies, so a few are enough
_SHARED_PRINTS = 4
_CONTAINED = 0.6  # share of the shorter article's fingerprints from which the two are one text
_WEIGHT_BITS = 40  # hold a shared weight: vectors are of length ONE, so at most its square
_AT_ONCE = 2048  # articles looked at together: bounds the memory


class Windows:
    """Entries (token, article) sorted by token and then by the article's place in a given order."""

    def __init__(
        self, tokens: NDArray[np.uint32], rows: Rows, weights: Rows, rank: Rows, starts: Rows, beside: int
    ) -> None:
        order = np.argsort((tokens.astype(np.uint64) << np.uint64(32)) | rank[rows].astype(np.uint64))  # all different
        self._tokens, self._rows, self._weights = tokens[order], rows[order], weights[order]
        self._place = np.empty(len(order), dtype=np.int64)
        self._place[order] = np.arange(len(order))
        self._starts = starts  # the entries of row r are starts[r] .. starts[r + 1] before sorting
        self._beside = beside

    def beside(self, rows: Rows) -> Iterator[tuple[Rows, Rows, Rows]]:
        """(row, other, shared weight) for every article that stands in a window of one of the rows, by pair.

        A part of the rows at a time, so that memory does not grow with their number.
        """
        for at in range(0, len(rows), _AT_ONCE):
            yield self._around(rows[at : at + _AT_ONCE])

    def touched(self, rows: Rows) -> Rows:
        """The rows in whose windows one of the given rows stands, themselves included."""
        mark = np.zeros(len(self._starts) - 1, dtype=bool)
        mark[rows] = True
        if not mark.all():
            for _, other, _ in self.beside(rows):
                mark[other] = True
        return np.flatnonzero(mark)

    def _around(self, rows: Rows) -> tuple[Rows, Rows, Rows]:
        places = self._place[ranges(self._starts[rows], self._starts[rows + 1])]
        pairs, weights = [], []
        size = len(self._starts)
        for one, other in self._steps(places):
            pairs.append(self._rows[one] * size + self._rows[other])
            weights.append(self._weights[one] * self._weights[other])
        if not pairs:
            return _NONE, _NONE, _NONE
        code, weight = np.concatenate(pairs), np.concatenate(weights)
        order = np.argsort(code)  # equal ones in any order: whole numbers are added up
        code, weight = code[order], weight[order]
        first = np.flatnonzero(np.diff(code, prepend=-1))
        if not len(first):
            return _NONE, _NONE, _NONE
        return code[first] // size, code[first] % size, np.add.reduceat(weight, first)

    def _steps(self, places: Rows) -> Iterator[tuple[Rows, Rows]]:
        """Places beside one another that hold the same token, one distance at a time."""
        for step in range(1, self._beside + 1):
            for signed in (-step, step):
                others = places + signed
                inside = (others >= 0) & (others < len(self._tokens))
                one, other = places[inside], others[inside]
                same = self._tokens[one] == self._tokens[other]
                if same.any():
                    yield one[same], other[same]


def by_terms(sketches: Sketches) -> Windows:
    """Windows over the heaviest terms, holders in order of time; undated ones come last."""
    lengths = np.minimum(np.diff(sketches.term_at), _HEAVIEST)
    picked = ranges(sketches.term_at[:-1], sketches.term_at[:-1] + lengths)
    days = np.where(sketches.days == UNDATED, np.iinfo(np.int32).max, sketches.days)
    rows = np.repeat(np.arange(len(sketches)), lengths)
    weights = sketches.weights[picked].astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Windows(sketches.terms[picked], rows, weights, _rank(sketches.keys, days), starts, BESIDE)


def by_prints(sketches: Sketches) -> Windows:
    """Windows over the fingerprints, holders in an order that means nothing and never changes."""
    lengths = np.diff(sketches.print_at)
    rows = np.repeat(np.arange(len(sketches)), lengths)
    ones = np.ones(len(rows), dtype=np.int64)
    return Windows(sketches.prints, rows, ones, _rank(sketches.keys), sketches.print_at, _BESIDE_COPY)


def nearest(windows: Windows, sketches: Sketches, rows: Rows) -> Rows:
    """For each of the rows, which ascend, the `NEAREST` articles with most shared weight, ascending, filled up with -1."""
    out = np.full((len(rows), NEAREST), -1, dtype=np.int64)
    by_key = _rank(sketches.keys)
    for left, right, shared in windows.beside(rows):
        likely = _foremost(left, shared)
        left, right, shared = left[likely], right[likely], shared[likely]
        order = np.lexsort((by_key[right], -shared, left))
        left, right = left[order], right[order]
        nth = np.arange(len(left)) - np.searchsorted(left, left, side="left")
        kept = nth < NEAREST
        out[np.searchsorted(rows, left[kept]), nth[kept]] = right[kept]
    out.sort(axis=1)
    return out


def _foremost(left: Rows, shared: Rows) -> NDArray[np.bool_]:
    """Marks, for each of `left`, which ascends, the pairs of the `NEAREST` largest weights and those equal to the last.

    Sorting numbers is much faster than finding their order, and leaves little to order.
    """
    first = np.flatnonzero(np.diff(left, prepend=-1))
    place = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(left))))
    value = (place << _WEIGHT_BITS) - shared
    last = np.minimum(first + NEAREST, np.append(first[1:], len(left))) - 1
    return np.asarray(value <= np.sort(value)[last][place])


def near_copies(windows: Windows, sketches: Sketches, rows: Rows) -> Rows:
    """Pairs (smaller row, larger row) of which one is among `rows` and which hold most of one another's wording."""
    found = [np.zeros((0, 2), dtype=np.int64)]
    prints = _marked_prints(sketches)
    for left, right, shared in windows.beside(rows):
        likely = shared >= 2
        one, other = np.minimum(left[likely], right[likely]), np.maximum(left[likely], right[likely])
        same = _one_text(sketches.print_at, prints, one, other)
        found.append(np.column_stack([one[same], other[same]]))
    return np.unique(np.concatenate(found), axis=0)


def _marked_prints(sketches: Sketches) -> NDArray[np.uint64]:
    """All fingerprints, each under the number of its row; ascending, since those of a row are."""
    rows = np.repeat(np.arange(len(sketches), dtype=np.uint64), np.diff(sketches.print_at))
    return (rows << np.uint64(32)) | sketches.prints


def _one_text(print_at: Rows, prints: NDArray[np.uint64], one: Rows, other: Rows) -> NDArray[np.bool_]:
    """Which of these pairs of rows hold most of one another's wording."""
    lengths = np.diff(print_at)
    fewer = np.where(lengths[one] <= lengths[other], one, other)
    asked = prints[ranges(print_at[fewer], print_at[fewer + 1])] & np.uint64(0xFFFFFFFF)
    owner = np.repeat(np.arange(len(one)), lengths[fewer])
    asked |= (one + other - fewer)[owner].astype(np.uint64) << np.uint64(32)
    at = np.minimum(np.searchsorted(prints, asked), len(prints) - 1)
    both = np.bincount(owner[prints[at] == asked], minlength=len(one))
    return np.asarray(both >= np.maximum(_SHARED_PRINTS, _CONTAINED * lengths[fewer]))


_NONE: Rows = np.array([], dtype=np.int64)


def _rank(keys: NDArray[np.uint64], *before: NDArray[Any]) -> Rows:
    order = np.lexsort((keys, *before))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank
