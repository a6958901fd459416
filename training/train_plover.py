"""Train the PLOVER root classifier on all rows and write the weights beside communique.read.events.plover.

usage: train_plover.py DATA [OUT.npz]     DATA holds plover/PLV_train.tsv; figures: `communique evaluate plover DATA`

PLV_train.tsv: hand-labelled sentences of the PLOVER/ZSP data set; only weights leave this script, no text. Run it again
whenever the bundled encoder changes: the weights on its states are marked with its digest and not used with another.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

import communique.read.events.plover as shipped
from communique.encoder.session import load_model
from communique.evaluate.plover import common, feature_matrix, plover_rows, spread_of, state_matrix
from communique.evaluate.softmax import fit
from communique.read.events.cues import ROOTS
from communique.read.events.features import features

SMALL = 0.02  # a feature whose weights are all smaller is left out


def quantised(weights):
    step = np.float32(np.abs(weights).max() / 127)
    return np.round(weights / step).astype(np.int8), step


def main(argv):
    out = Path(argv[1]) if len(argv) > 1 else Path(shipped.__file__).parent / "data" / "plover.npz"
    rows = plover_rows(Path(argv[0]))
    labels = np.array([ROOTS.index(row.root) for row in rows], np.int64)
    bags = [features(row.text, row.source, row.target) for row in rows]
    names = common(bags)
    matrix = feature_matrix(bags, names)
    model = load_model(None, 1)
    states = state_matrix(rows, model)
    mean, spread = states.mean(axis=0), spread_of(states)
    stored = {
        "roots": np.array(" ".join(ROOTS)),
        "mean": mean.astype(np.float16),
        "spread": spread.astype(np.float16),
        "encoder": np.array(shipped.encoder_mark(model)),
    }
    for kind, blocks in (("plain", [matrix]), ("states", [matrix, shipped.standardised(states, mean, spread)])):
        weights = fit(blocks, labels, len(ROOTS))
        kept = np.abs(weights[0]).max(axis=1) > SMALL
        stored[f"{kind}_names"] = np.array("\n".join(n for n, k in zip(names, kept, strict=True) if k))
        stored[f"{kind}_weights"], stored[f"{kind}_step"] = quantised(weights[0][kept])
        if len(weights) > 1:
            stored["dense_weights"], stored["dense_step"] = quantised(weights[1])
    np.savez_compressed(out, **stored)
    print(out, out.stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1:])
