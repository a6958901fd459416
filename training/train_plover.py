"""Train the PLOVER root classifier: softmax regression on the features of communique.read.events.features.

usage: train_plover.py DATA OUT.npz        trains on all rows of DATA/plover/PLV_train.tsv and writes the weights
       train_plover.py DATA --folds        prints macro-F1 over five folds by sha1 of the sentence modulo 5

PLV_train.tsv: hand-labelled sentences of the PLOVER/ZSP data set; only weights leave this script, no text.
"""
from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from communique.evaluate.plover import fold_of, macro_f1, plover_rows
from communique.read.events.cues import ROOTS
from communique.read.events.features import features


def vectorise(rows, names=None, least=2):
    bags = [features(r.text, r.source, r.target) for r in rows]
    if names is None:
        seen = {}
        for bag in bags:
            for name in bag:
                seen[name] = seen.get(name, 0) + 1
        names = sorted(n for n, c in seen.items() if c >= least)
    index = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(bags), len(names)), np.float32)
    for i, bag in enumerate(bags):
        for name, count in bag.items():
            j = index.get(name)
            if j is not None:
                x[i, j] = scale(name, count)
    return x, names


def scale(name, count):
    from communique.read.events.plover import value_of
    return value_of(name, count)


def fit(x, y, l2=3e-3, steps=300, rate=0.05, balance=0.5):
    n, f = x.shape
    k = len(ROOTS)
    w = np.zeros((f, k), np.float32)
    m, v = np.zeros_like(w), np.zeros_like(w)
    counts = np.bincount(y, minlength=k).astype(np.float32)
    weight = (counts.mean() / np.maximum(counts, 1)) ** balance
    sample = weight[y] / weight[y].mean()
    target = np.eye(k, dtype=np.float32)[y]
    for step in range(1, steps + 1):
        z = x @ w
        z -= z.max(1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(1, keepdims=True)
        g = x.T @ ((p - target) * sample[:, None]) / n + l2 * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= rate * (1 - step / (steps + 1)) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def main(argv):
    rows = plover_rows(Path(argv[0]))
    y = np.array([ROOTS.index(r.root) for r in rows])
    if argv[1] == "--folds":
        guesses = [""] * len(rows)
        folds = np.array([fold_of(r.text) for r in rows])
        for fold in range(5):
            train, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            x, names = vectorise([rows[i] for i in train])
            w = fit(x, y[train])
            xt, _ = vectorise([rows[i] for i in test], names)
            for i, guess in zip(test, (xt @ w).argmax(1), strict=True):
                guesses[i] = ROOTS[guess]
        print(macro_f1([r.root for r in rows], guesses))
        return
    x, names = vectorise(rows)
    w = fit(x, y)
    keep = np.abs(w).max(1) > 0.02
    names = [n for n, k in zip(names, keep, strict=True) if k]
    w = w[keep]
    step = np.abs(w).max() / 127
    np.savez_compressed(argv[1], names=np.array("\n".join(names)), weights=np.round(w / step).astype(np.int8), step=np.float32(step), roots=np.array(" ".join(ROOTS)))


if __name__ == "__main__":
    main(sys.argv[1:])
