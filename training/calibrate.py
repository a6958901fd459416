"""Fit how the screen's probability becomes the confidence of a statement (read/plausible/calibration.json).

python training/calibrate.py --shared ../shared [--model FOLDER] [--write]

The evidence is the 47 documents of PolNeAR train and the own clusters (evaluation/clusters/dev): the encoder saw neither. The own labels are left out, for most of them it saw, so it is surer there than on new texts. Run it after
plausible.py. It is reported with `communique evaluate attribution|speakers` on other data.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from communique.evaluate.calibration import expected_calibration_error, reliability_lines  # noqa: E402
from communique.evaluate.compared import _is_borderline, compare  # noqa: E402
from communique.evaluate.corpora import load_gold  # noqa: E402
from communique.evaluate.gold import article_of  # noqa: E402
from communique.options import ReadOptions, RunOptions  # noqa: E402
from communique.read import load_reader  # noqa: E402
from communique.read.plausible import screen  # noqa: E402
from communique.read.plausible.calibration import load_lines, log_odds  # noqa: E402
from plausible import bucket, fit  # noqa: E402

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "communique" / "read" / "plausible" / "calibration.json"
PENALTY = 1.0
# what PolNeAR weighs beside the own clusters: more where both conventions agree; of the doubtful it counts four fifths, we few
POLNEAR = {"told": 0.7, "doubtful": 0.55}
KINDS = ("told", "doubtful")  # the line of what is quoted is that of an earlier fit: a new one serves no corpus better


def rows_of(document, reader, kinds) -> list[tuple[str, float, bool]]:
    """(kind, log-odds, right) of every find of a document's body that the screen keeps and the reader shows.

    `kinds` has the kind of each probability that the screen met. Borderline gold counts neither way; what layout or wording
    gives has its own confidence and is left out.
    """
    kinds.clear()
    body, _ = compare(document, reader.read(article_of(document, RunOptions())))
    gold = {id(p): g for g, p in body.found()}
    return [
        (kinds[p.statement.confidence], log_odds(p.statement.confidence), id(p) in gold)
        for p in body.predicted
        if p.statement.confidence in kinds and not (id(p) in gold and _is_borderline(gold[id(p)]))
    ]


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--shared", required=True)
    p.add_argument("--model")
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    kinds: dict[float, str] = {}
    screen.calibrated = lambda probability, kind: kinds.setdefault(probability, kind) and probability
    reader = load_reader(ReadOptions(model=args.model, threads=1))
    train = load_gold(Path(args.shared) / "data" / "polnear" / "train")
    corpora = {
        "polnear": [d for d in train if bucket(d.id, 16) == 0],
        "own clusters": list(load_gold(ROOT / "evaluation" / "clusters" / "dev")),
    }
    rows = {name: [r for d in documents for r in rows_of(d, reader, kinds)] for name, documents in corpora.items()}
    lines = load_lines() | fitted(rows)
    for name, of in rows.items():
        before = [(sigmoid(z), right) for _, z, right in of]
        after = [(sigmoid(lines[kind][0] + lines[kind][1] * z), right) for kind, z, right in of]
        for when, pairs in (("before", before), ("after", after)):
            print(name, when, f"{expected_calibration_error(pairs):.4f}", *reliability_lines(pairs), sep="\n")
    print(lines)
    if args.write:
        TARGET.write_text(json.dumps(lines, indent=1, sort_keys=True) + "\n", "utf-8")


def fitted(rows: dict[str, list[tuple[str, float, bool]]]) -> dict[str, list[float]]:
    """Bias and slope of each kind, PolNeAR weighing POLNEAR of its kind and the other corpora the rest."""
    lines = {}
    for kind in KINDS:
        of = [[(z, right) for k, z, right in held if k == kind] for held in rows.values()]
        total = sum(map(len, of))
        x = np.array([[1.0, z] for held in of for z, _ in held])
        y = np.array([float(right) for held in of for _, right in held])
        shares = [POLNEAR[kind] if name == "polnear" else (1 - POLNEAR[kind]) / (len(rows) - 1) for name in rows]
        weight = np.array([total * share / len(held) for share, held in zip(shares, of, strict=True) for _ in held])
        lines[kind] = [round(float(v), 4) for v in fit(x, y, weight, PENALTY)]
    return lines


def sigmoid(z: float) -> float:
    return 1 / (1 + float(np.exp(-z)))


if __name__ == "__main__":
    main()
