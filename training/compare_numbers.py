"""Fit the weights by which two numbers are taken for two versions of one (`compare/data/clashes.yaml`, `numbers`).

usage: python training/compare_numbers.py [SPLIT ...]

Logistic regression (Newton's method, ridge of 1) over the pairs that pass the gates of `conflicts_numbers`, on the
development clusters as the product reads them; a pair is positive when it stands on two sides of a gold conflict. The
weights are printed, with the pairs ranked by weights fitted on the other clusters; put them into the file by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.compare.align import Aligner
from communique.compare.clashes import Evidenced
from communique.compare.conflicts_numbers import features_of, rivals
from communique.compare.story import Clause, lay_out
from communique.evaluate.gold_readings import Evidence, GoldStory, gold_stories

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ("generic", "strong", "wide", "ratio", "large", "title")
RIDGE = 1.0
Floats = NDArray[np.float64]


def main(splits: list[str]) -> int:
    stories = [s for split in splits for s in gold_stories(ROOT / "evaluation/clusters", split, "own")]
    measured = [rows(story) for story in stories]
    ranked = []
    for i, (x, y) in enumerate(measured):
        if len(y):
            weights = fitted(measured[:i] + measured[i + 1 :])
            scores = 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))
            ranked += [(float(s), int(g), stories[i].name) for s, g in zip(scores, y, strict=True)]
    for score, gold, name in sorted(ranked, reverse=True):
        print(f"{score:.2f} {'right' if gold else 'wrong'} {name}")
    for name, value in zip(("bias", *FEATURES), fitted(measured), strict=True):
        print(f"  {name}: {value:.2f}")
    return 0


def rows(story: GoldStory) -> tuple[Floats, Floats]:
    """Features and labels of the pairs of one story."""
    laid_out = lay_out(story.linkage, story.readings)
    seen = Evidenced(laid_out, Aligner(laid_out), (), ())
    conflicts = [[story.evidence(side) for side in c["sides"]] for c in story.gold["conflicts"]]
    features, labels = [], []
    for one, other in rivals(seen):
        found, _ = features_of(seen, one, other)
        features.append([found[f] for f in FEATURES])
        labels.append(float(any(opposite(one.clause, other.clause, sides) for sides in conflicts)))
    return np.array(features).reshape(-1, len(FEATURES)), np.array(labels)


def opposite(left: Clause, right: Clause, sides: list[list[Evidence]]) -> bool:
    ones = [i for i, side in enumerate(sides) if any(stands(left, e) for e in side)]
    others = [i for i, side in enumerate(sides) if any(stands(right, e) for e in side)]
    return any(i != j for i in ones for j in others)


def stands(clause: Clause, gold: Evidence) -> bool:
    return clause.article == gold[0] and any(s < clause.span[1] and clause.span[0] < e for s, e in gold[1])


def fitted(measured: list[tuple[Floats, Floats]]) -> Floats:
    """Weights, the bias first."""
    x = np.concatenate([np.c_[np.ones(len(f)), f] for f, _ in measured])
    y = np.concatenate([g for _, g in measured])
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        weights = weights - np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - y) + ridge @ weights)
    return weights


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or ["dev", "dev-a"]))
