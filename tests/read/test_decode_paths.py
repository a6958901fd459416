"""Label sequences under the BIO constraint, against the best of all sequences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from communique.encoder.schema import ROLES
from communique.read.attribution.decode import viterbi


def obeys(path: tuple[int, ...]) -> bool:
    names = ["O", *(ROLES[label] for label in path)]
    return all(b[:1] != "I" or (a[2:] == b[2:] and a[:1] in "BI") for a, b in pairwise(names))


@pytest.mark.parametrize("seed", range(6))
def test_the_path_is_the_best_of_all_that_obey_the_constraint(seed):
    scores = np.random.default_rng(seed).normal(size=(3, 4, len(ROLES))).astype(np.float32)

    for row, path in zip(scores, viterbi(scores), strict=True):
        allowed = (p for p in product(range(len(ROLES)), repeat=4) if obeys(p))
        best = max(allowed, key=lambda p: sum(row[t, label] for t, label in enumerate(p)))
        assert tuple(path) == best
