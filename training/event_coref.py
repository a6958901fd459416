"""Fit the weights of event coreference (link/data/coreference.json) on the train topics of ECB+.

python training/event_coref.py --shared ../shared [--write]

Pairs of gold mentions within predicted topics; the threshold is read off a cross-validation over topics, the dev topics
are not touched (`communique evaluate event-coref` reports them).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np

from communique.evaluate.coref import score_coref
from communique.evaluate.event_coref import DEV, load, resolve, stories_of
from communique.link.events import coreference

TARGET = Path(__file__).parent.parent / "src" / "communique" / "link" / "data" / "coreference.json"
TOPICS = tuple(str(n) for n in range(1, 36) if str(n) not in DEV)
FOLDS = 3
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


def pairs(documents, stories):
    """Features and truth of every pair of mentions of one story, and the topic each is of."""
    seen = []

    def keep(triggers, _threshold):
        seen.extend(triggers)
        return list(range(len(triggers)))

    original = coreference.coreferent
    from communique.evaluate import event_coref

    event_coref.coreferent = keep
    keys = list(resolve(documents, stories, {d.id: list(d.gold) for d in documents}))
    event_coref.coreferent = original
    gold = {(d.id, span): cluster for d in documents for span, cluster in d.gold.items()}
    by_story = defaultdict(list)
    for i, trigger in enumerate(seen):
        by_story[trigger.story].append(i)
    rows, right, topic = [], [], []
    for members in by_story.values():
        scene = coreference.scene_of([seen[i] for i in members])
        for a, b in combinations(range(len(members)), 2):
            rows.append(coreference.features(scene, a, b))
            right.append(gold[keys[members[a]]] == gold[keys[members[b]]])
            topic.append(keys[members[a]][0].split("_")[0])
    return rows, np.array(right, float), topic


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method with a unit ridge."""
    b = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ b))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + np.eye(len(b)), x.T @ (y - p) - b)
        b += step
        if np.abs(step).max() < 1e-6:
            break
    return b


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--shared", required=True)
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    documents = load(Path(args.shared) / "data" / "ecbplus", TOPICS)
    stories = stories_of(documents)
    rows, y, topic = pairs(documents, stories)
    names = list(rows[0])
    x = np.array([[r[n] for n in names] for r in rows])
    fold = {t: k % FOLDS for k, t in enumerate(sorted(set(topic)))}
    of = np.array([fold[t] for t in topic])
    gold = {(d.id, span): cluster for d in documents for span, cluster in d.gold.items()}
    totals = dict.fromkeys(THRESHOLDS, 0.0)
    for k in range(FOLDS):
        weights = dict(zip(names, fit(x[of != k], y[of != k]).tolist(), strict=True))
        coreference._weights = lambda weights=weights: weights
        held = [d for d in documents if fold[d.id.split("_")[0]] == k]
        wanted = {key: c for key, c in gold.items() if key[0] in {d.id for d in held}}
        for threshold in THRESHOLDS:
            found = resolve(held, stories, {d.id: list(d.gold) for d in held}, threshold)
            totals[threshold] += score_coref(found, wanted).conll / FOLDS
    print(len(y), "pairs;", {t: round(v, 4) for t, v in totals.items()})
    final = {n: round(float(w), 4) for n, w in zip(names, fit(x, y), strict=True)}
    print(final)
    if args.write:
        TARGET.write_text(json.dumps(final, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
