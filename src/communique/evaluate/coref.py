"""Coreference metrics over clusterings of the same mentions: B-cubed, MUC, CEAF-e, and their mean, the CoNLL F1.

Definitions: Bagga and Baldwin 1998 (B-cubed), Vilain et al. 1995 (MUC), Luo 2005 (CEAF with phi4), Pradhan et al. 2014
(CoNLL). A clustering is a mapping from mention to cluster name; mentions that one side lacks are taken as singletons
there, so that both sides hold the same mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.evaluate.report import Counts

Clustering = Mapping[Any, Any]
"""From mention to cluster name."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class CorefScores:
    """The usual metrics of one clustering against another."""

    b_cubed: Score
    muc: Score
    ceaf_e: Score

    @property
    def conll(self) -> float:
        """The mean F1 of the three."""
        return (self.b_cubed.f1 + self.muc.f1 + self.ceaf_e.f1) / 3


def score_coref(predicted: Clustering, gold: Clustering) -> CorefScores:
    """All metrics of one clustering of all mentions."""
    predicted, gold = _completed(predicted, gold)
    return CorefScores(b_cubed(predicted, gold), muc(predicted, gold), ceaf_e(predicted, gold))


def score_own_mentions(predicted: Clustering, gold: Clustering) -> CorefScores:
    """All metrics where the system found its mentions itself: a mention that one side lacks earns nothing there.

    As the reference scorer of Pradhan et al. 2014 counts B-cubed and CEAF-e; MUC, over links, is the same either way.
    """
    shared = [m for m in gold if m in predicted]
    counts = b_cubed_counts(predicted, gold, shared)
    cubed = Score(_ratio(counts.right, len(predicted)), _ratio(counts.found, len(gold)))
    return CorefScores(cubed, muc(predicted, gold), _aligned(predicted, gold))


def b_cubed(predicted: Clustering, gold: Clustering) -> Score:
    """Mean over mentions of the share of their cluster that is right (precision) and found (recall)."""
    predicted, gold = _completed(predicted, gold)
    counts = b_cubed_counts(predicted, gold, list(gold))
    return Score(_ratio(counts.right, counts.predicted), _ratio(counts.found, counts.gold))


def b_cubed_counts(predicted: Clustering, gold: Clustering, mentions: Sequence[Hashable]) -> Counts:
    """What some of the mentions add to B-cubed precision and recall, for intervals over documents."""
    left, right = _members(predicted), _members(gold)
    precision = recall = 0.0
    for mention in mentions:
        mine, theirs = left[predicted[mention]], right[gold[mention]]
        both = len(mine & theirs)
        precision += both / len(mine)
        recall += both / len(theirs)
    return Counts(precision, len(mentions), recall, len(mentions))


def muc(predicted: Clustering, gold: Clustering) -> Score:
    """Links that are right: clusters less the parts that the other side cuts them into."""
    predicted, gold = _completed(predicted, gold)
    return Score(_muc_recall(predicted, gold), _muc_recall(gold, predicted))


def ceaf_e(predicted: Clustering, gold: Clustering) -> Score:
    """Clusters aligned one to one so that phi4 (the Dice overlap) is largest, a mean over either side's clusters."""
    return _aligned(*_completed(predicted, gold))


def _aligned(predicted: Clustering, gold: Clustering) -> Score:
    left, right = _members(predicted), _members(gold)
    overlaps: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for mention, cluster in predicted.items():
        if mention in gold:
            overlaps[cluster, gold[mention]] += 1
    total = 0.0
    for rows, columns in _components(overlaps):
        scores = np.zeros((len(rows), len(columns)))
        for i, a in enumerate(rows):
            for j, b in enumerate(columns):
                scores[i, j] = 2 * overlaps.get((a, b), 0) / (len(left[a]) + len(right[b]))
        total += best_assignment(scores)
    return Score(_ratio(total, len(left)), _ratio(total, len(right)))


def best_assignment(scores: NDArray[np.float64]) -> float:
    """The largest sum of scores of a one-to-one assignment of rows to columns (Hungarian method, Kuhn 1955, O(n^3))."""
    size = max(scores.shape)
    cost = np.zeros((size + 1, size + 1))
    cost[1 : scores.shape[0] + 1, 1 : scores.shape[1] + 1] = -scores
    row_potential, column_potential = np.zeros(size + 1), np.zeros(size + 1)
    match, way = np.zeros(size + 1, dtype=int), np.zeros(size + 1, dtype=int)
    for row in range(1, size + 1):
        match[0] = row
        column = 0
        least, used = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=bool)
        while True:
            used[column] = True
            free = ~used
            free[0] = False
            reduced = cost[match[column]] - row_potential[match[column]] - column_potential
            better = free & (reduced < least)
            least[better], way[better] = reduced[better], column
            following = int(np.where(free, least, np.inf).argmin())
            delta = least[following]
            row_potential[match[used]] += delta
            column_potential[used] -= delta
            least[free] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = int(way[column])
    return float(sum(-cost[match[j], j] for j in range(1, size + 1)))


def _completed(predicted: Clustering, gold: Clustering) -> tuple[Clustering, Clustering]:
    missing = [m for m in gold if m not in predicted]
    extra = [m for m in predicted if m not in gold]
    if not missing and not extra:
        return predicted, gold
    return (
        {**predicted, **{m: ("missing", m) for m in missing}},
        {**gold, **{m: ("extra", m) for m in extra}},
    )


def _members(clustering: Clustering) -> dict[Hashable, set[Hashable]]:
    out: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in clustering.items():
        out[cluster].add(mention)
    return out


def _muc_recall(of: Clustering, by: Clustering) -> float:
    found = wanted = 0
    for members in _members(of).values():
        parts = len({by[m] for m in members})
        found += len(members) - parts
        wanted += len(members) - 1
    return _ratio(found, wanted)


def _components(
    overlaps: Mapping[tuple[Hashable, Hashable], int],
) -> list[tuple[list[Hashable], list[Hashable]]]:
    """Clusters that overlap directly or through others: the assignment falls apart into small ones."""
    rows: dict[Hashable, list[Hashable]] = defaultdict(list)
    columns: dict[Hashable, list[Hashable]] = defaultdict(list)
    for a, b in overlaps:
        rows[a].append(b)
        columns[b].append(a)
    seen: set[Hashable] = set()
    out = []
    for start in rows:
        if start in seen:
            continue
        left: dict[Hashable, None] = {start: None}
        right: dict[Hashable, None] = {}
        stack = [start]
        while stack:
            row = stack.pop()
            seen.add(row)
            for column in rows[row]:
                if column not in right:
                    right[column] = None
                    fresh = [r for r in columns[column] if r not in left]
                    left.update(dict.fromkeys(fresh))
                    stack += fresh
        out.append((list(left), list(right)))
    return out


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
