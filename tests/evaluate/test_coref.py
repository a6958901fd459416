import itertools

import numpy as np
import pytest

from communique.evaluate.coref import b_cubed, best_assignment, ceaf_e, muc, score_coref, score_own_mentions


def clustering(*clusters):
    return {mention: n for n, cluster in enumerate(clusters) for mention in cluster}


# The example of Bagga and Baldwin (1998): three true chains, the last two joined.
GOLD = clustering(range(1, 6), (6, 7), range(8, 13))
JOINED = clustering(range(1, 6), range(6, 13))


def test_b_cubed_of_the_published_example():
    score = b_cubed(JOINED, GOLD)
    assert (score.precision, score.recall) == pytest.approx((0.762, 1.0), abs=0.001)


def test_muc_of_the_published_example():
    score = muc(JOINED, GOLD)
    assert (score.precision, score.recall) == pytest.approx((0.9, 1.0))


def test_ceaf_e_aligns_each_cluster_once():
    score = ceaf_e(JOINED, GOLD)
    best = 1 + 2 * 5 / 12
    assert (score.precision, score.recall) == pytest.approx((best / 2, best / 3))


def test_equal_clusterings_score_one_whatever_their_names():
    renamed = {mention: f"c{cluster}" for mention, cluster in GOLD.items()}
    scores = score_coref(renamed, GOLD)
    assert (scores.b_cubed.f1, scores.muc.f1, scores.ceaf_e.f1, scores.conll) == (1.0, 1.0, 1.0, 1.0)


def test_mentions_that_one_side_lacks_are_singletons_there():
    assert b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x"}) == b_cubed(
        {1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "y"}
    )


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (2, 4), (5, 3)])
def test_the_assignment_is_the_best_of_all(shape):
    scores = np.random.default_rng(7).random(shape)
    wide = scores if shape[0] <= shape[1] else scores.T
    rows, columns = wide.shape
    best = max(sum(wide[i, p[i]] for i in range(rows)) for p in itertools.permutations(range(columns), rows))
    assert best_assignment(scores) == pytest.approx(best)


def test_own_mentions_that_gold_lacks_cost_precision_and_missing_ones_recall() -> None:
    gold = {"a": 1, "b": 1, "c": 2}
    scores = score_own_mentions({"a": 1, "b": 1, "x": 9}, gold)
    assert scores.b_cubed.precision == pytest.approx(2 / 3)
    assert scores.b_cubed.recall == pytest.approx(2 / 3)
    assert scores.ceaf_e.precision == pytest.approx(1 / 2)
    assert scores.ceaf_e.recall == pytest.approx(1 / 2)
    assert scores.muc.f1 == 1.0
