"""Fit the weights by which clauses of two reports are aligned (`compare/data/features.yaml`).

usage: python training/compare_align.py [SPLIT ...] [--write]

Logistic regression (Newton's method, ridge of 2) over the pairs that the aligner proposes on the development clusters and pairs and the
small stories of `labels/accounts`, read by the product's own reader; a pair is positive when one gold fact or utterance covers both clauses. Printed first: precision of
pairs and recall of gold pairs of articles at several thresholds, each cluster scored by weights fitted on the others.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.compare.clauses.align import Aligner, Pairing
from communique.compare.clauses.story import Clause, lay_out
from communique.evaluate.gold_readings import Evidence, GoldStory, gold_stories

sys.path.insert(0, str(Path(__file__).resolve().parent))
from stories import write_stories  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/communique/compare/data/features.yaml"
FEATURES = (
    "covered_less", "covered_more", "shared_plain", "alike_weight", "same_number", "other_number", "large_number", "same_day",
    "same_speaker", "other_speaker", "both_said", "polarity", "mood", "length", "title", "sentence", "closest",
)  # fmt: skip
RIDGE = 2.0
SMALL = 0.25  # what a pair of the small stories counts for: most of what they tell twice shares no word
HEAD = """\
# Log-odds that two clauses of different reports speak of the same thing: bias + sum of weight x feature (see align.py).
# Fitted by training/compare_align.py on {splits} and labels/accounts; features not listed serve the reasons shown and what compares facts.
weights:
"""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cluster:
    """Pairs of one cluster: features, whether gold says one thing, and which pairs cover which gold pair of articles."""

    features: Floats
    gold: Floats
    covers: NDArray[np.bool_]
    weight: float = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("splits", nargs="*", default=["clusters/dev", "clusters/dev-a", "pairs/dev"])
    parser.add_argument("--write", action="store_true", help="write the weights of all clusters together")
    arguments = parser.parse_args()
    stories = [s for split in arguments.splits for s in gold_stories(ROOT / "evaluation" / split, readings="own")]
    with tempfile.TemporaryDirectory() as folder:
        written = gold_stories(write_stories(Path(folder)), readings="own")
    clusters, more = usable(stories), [replace(c, weight=SMALL) for c in usable(written)]
    held = [predicted(clusters[i], fitted(clusters[:i] + clusters[i + 1 :] + more)) for i in range(len(clusters))]
    for threshold in (0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        print(
            f"{threshold:.2f}  precision {precision(clusters, held, threshold):.3f}  recall {recall(clusters, held, threshold):.3f}"
        )
    weights = fitted(clusters + more)
    lines = "".join(f"  {name}: {value:.2f}\n" for name, value in zip(("bias", *FEATURES), weights, strict=True))
    print(lines)
    if arguments.write:
        WEIGHTS.write_text(HEAD.format(splits=" and ".join(arguments.splits)) + lines, encoding="utf-8")
    return 0


def usable(stories: Iterable[GoldStory]) -> list[Cluster]:
    """The pairs of every story that has gold facts and any pair at all."""
    return [c for story in stories if story.gold["shared_facts"] and len((c := measured(story)).features)]


def measured(story: GoldStory) -> Cluster:
    """The pairs of one story beside its gold."""
    pairs = Aligner(lay_out(story.linkage, story.readings)).pairs()
    facts = [story.evidence(f) for f in story.gold["shared_facts"]]
    said = [story.evidence(q) for q in story.gold["quote_variants"] if q["merge"] and "evidence" in q]
    one = [float(any(within(p, f) for f in [*facts, *said])) for p in pairs]
    asked = [(a, b) for f in facts for a, b in combinations(f, 2) if a[0] != b[0]]
    covers = [[within(p, [a, b]) for p in pairs] for a, b in asked]
    return Cluster(np.array([[p.features[f] for f in FEATURES] for p in pairs]), np.array(one), np.array(covers))


def within(pair: Pairing, gold: Sequence[Evidence]) -> bool:
    return all(any(meets(clause, g) for g in gold) for clause in (pair.left, pair.right))


def meets(clause: Clause, gold: Evidence) -> bool:
    return clause.article == gold[0] and any(s < clause.span[1] and clause.span[0] < e for s, e in gold[1])


def fitted(clusters: Sequence[Cluster]) -> Floats:
    """Weights, the bias first."""
    x = np.concatenate([np.c_[np.ones(len(c.features)), c.features] for c in clusters])
    y = np.concatenate([c.gold for c in clusters])
    counts = np.concatenate([np.full(len(c.gold), c.weight) for c in clusters])
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (counts * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, x.T @ (counts * (p - y)) + ridge @ weights)
        weights = weights - step
    return weights


def predicted(cluster: Cluster, weights: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-(weights[0] + cluster.features @ weights[1:])))
    return out


def precision(clusters: Sequence[Cluster], scores: Sequence[Floats], threshold: float) -> float:
    found = np.concatenate([c.gold[s >= threshold] for c, s in zip(clusters, scores, strict=True)])
    return float(found.mean()) if len(found) else float("nan")


def recall(clusters: Sequence[Cluster], scores: Sequence[Floats], threshold: float) -> float:
    hit = [row[s >= threshold].any() for c, s in zip(clusters, scores, strict=True) for row in c.covers]
    return float(np.mean(hit))


if __name__ == "__main__":
    raise SystemExit(main())
