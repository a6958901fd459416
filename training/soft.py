"""What teachers think of the words of a document: targets that a student is trained towards (`distil.py`)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

Row = tuple[int, np.ndarray]  # the first word that a distribution covers, and the distribution: [words, ...]


@dataclass
class Soft:
    """The teachers' mean probabilities for words [start, ...) of a document, in half precision."""

    tags: dict[str, np.ndarray] = field(default_factory=dict)  # head -> [words, labels]
    roles: dict[int, Row] = field(default_factory=dict)  # anchor -> BIO roles given it: [words, PAIR_ROLES]
    coref: dict[int, Row] = field(default_factory=dict)  # anchor -> antecedents, the last is "none": [words + 1]

    def window(self, start: int, end: int) -> Soft:
        """The same for words start..end-1, counted from start. Antecedents outside count as none in this window."""
        roles = {a - start: cut(row, start, end) for a, row in self.roles.items() if start <= a < end}
        coref = {}
        for a, (first, p) in self.coref.items():
            if start <= a < end:
                at, kept = cut((first, p[:-1]), start, end)
                kept = kept.astype(np.float32)
                coref[a - start] = (at, np.append(kept, max(0.0, 1.0 - kept.sum())))
        return Soft({k: v[start:end] for k, v in self.tags.items()}, roles, coref)


def cut(row: Row, start: int, end: int) -> Row:
    """The part of a distribution's rows that lies in words start..end-1, counted from start."""
    first, p = row
    lo, hi = max(first, start), min(first + len(p), end)
    return lo - start, p[lo - first : hi - first]
