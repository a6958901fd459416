"""One-to-one matching of gold and predicted items by total overlap."""

from __future__ import annotations

from collections.abc import Mapping

Weights = Mapping[tuple[int, int], float]
"""(gold number, predicted number) -> positive weight; a missing pair cannot be matched."""


def assign(weights: Weights) -> list[tuple[int, int]]:
    """The one-to-one pairs of greatest total weight (maximum-weight bipartite matching), component by component."""
    pairs: list[tuple[int, int]] = []
    for rows, columns in _components(weights):
        if len(rows) == 1 or len(columns) == 1:
            here = [(i, j) for i in rows for j in columns if (i, j) in weights]
            pairs.append(max(here, key=lambda pair: (weights[pair], -pair[0], -pair[1])))
            continue
        size = max(len(rows), len(columns))
        cost = [[0.0] * size for _ in range(size)]
        for a, i in enumerate(rows):
            for b, j in enumerate(columns):
                cost[a][b] = -weights.get((i, j), 0.0)
        for a, b in _cheapest(cost):
            if a < len(rows) and b < len(columns) and (rows[a], columns[b]) in weights:
                pairs.append((rows[a], columns[b]))
    return pairs


def _components(weights: Weights) -> list[tuple[list[int], list[int]]]:
    """Connected sets of gold and predicted numbers, each sorted."""
    columns_of: dict[int, set[int]] = {}
    rows_of: dict[int, set[int]] = {}
    for i, j in weights:
        columns_of.setdefault(i, set()).add(j)
        rows_of.setdefault(j, set()).add(i)
    seen: set[int] = set()
    out = []
    for first in sorted(columns_of):
        if first in seen:
            continue
        rows: set[int] = set()
        columns: set[int] = set()
        todo = [first]
        while todo:
            row = todo.pop()
            if row not in rows:
                rows.add(row)
                fresh = columns_of[row] - columns
                columns |= fresh
                todo += [other for column in fresh for other in rows_of[column]]
        seen |= rows
        out.append((sorted(rows), sorted(columns)))
    return out


def _cheapest(cost: list[list[float]]) -> list[tuple[int, int]]:
    """Square minimum-cost assignment in O(n^3), by shortest augmenting paths with potentials (Kuhn-Munkres)."""
    size = len(cost)
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of, previous = [0] * (size + 1), [0] * (size + 1)  # 1-based; column 0 holds the row being placed
    for row in range(1, size + 1):
        row_of[0] = row
        column = 0
        slack = [float("inf")] * (size + 1)
        visited = [False] * (size + 1)
        while row_of[column]:
            visited[column] = True
            at = row_of[column]
            for j in range(1, size + 1):
                reduced = cost[at - 1][j - 1] - row_potential[at] - column_potential[j]
                if not visited[j] and reduced < slack[j]:
                    slack[j], previous[j] = reduced, column
            nearest = min((j for j in range(1, size + 1) if not visited[j]), key=slack.__getitem__)
            step = slack[nearest]
            for j in range(size + 1):
                if visited[j]:
                    row_potential[row_of[j]] += step
                    column_potential[j] -= step
                else:
                    slack[j] -= step
            column = nearest
        while column:
            row_of[column] = row_of[previous[column]]
            column = previous[column]
    return [(row_of[j] - 1, j - 1) for j in range(1, size + 1)]
