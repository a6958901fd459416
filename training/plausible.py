"""Weigh the features by which finds are screened (read/plausible), on documents chosen for it.

python training/plausible.py --shared ../shared [--model FOLDER] [--write]

Half of the evidence is the 47 documents of PolNeAR train that the encoder never saw, half the own labels that are not
dev. The strength of the penalty and the floor are chosen by cross-validation over documents; then all of it is fitted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from communique.encoder.session import load_model  # noqa: E402
from communique.encoder.words import split_words  # noqa: E402
from communique.evaluate.compared import _is_borderline, f1, item, match  # noqa: E402
from communique.evaluate.corpora import _annotated, held_out, load_gold  # noqa: E402
from communique.evaluate.tokens import TokenIndex  # noqa: E402
from communique.read.attribution import load_settings  # noqa: E402
from communique.read.plausible.features import STYLES, describe, find_of, style  # noqa: E402
from communique.read.scores import score  # noqa: E402
from communique.read.statements.build import drafts  # noqa: E402
from communique.read.statements.quotes import QuoteIndex  # noqa: E402
from communique.read.statements.regroup import regrouped  # noqa: E402
from labels.texts import document_text  # noqa: E402

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "communique" / "read" / "plausible" / "weights.json"
FOLDS = 6
PENALTIES = (5.0, 10.0, 20.0, 40.0, 80.0)
FLOORS = [round(x, 2) for x in np.arange(0.3, 0.66, 0.02)]
NOTHING = 0.002  # end-to-end F1 that counts as none
LEAST = 8  # finds that a feature must hold for


@dataclass
class Row:
    """One find: its features, those of its text, and whether gold has it."""

    doc: str
    corpus: str
    features: dict[str, float]
    style: dict[str, float]
    right: bool
    whole: bool  # and the source too


def bucket(name: str, n: int) -> int:
    return int(hashlib.sha1(name.encode()).hexdigest()[:8], 16) % n


def documents(shared: Path):
    """(corpus, gold document, text) of every document to learn from."""
    for d in load_gold(shared / "data" / "polnear" / "train"):
        if bucket(d.id, 16) == 0:
            yield "polnear", d, d.text
    for path in sorted((HERE / "labels" / "documents").glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        if not held_out(raw["doc"]):
            text = document_text(shared / "data", raw["doc"])
            yield "own", _annotated(raw["doc"], "own", raw, None, text), text


def rows_of(corpus, document, text, model, settings) -> tuple[list[Row], int]:
    """The finds of a document, and how many statements its gold has (borderline ones and headlines left out)."""
    scores, quotes, index = score(split_words(text), model, settings), QuoteIndex(text), TokenIndex(text)
    found = regrouped(text, drafts(scores, quotes, lambda _: True))
    found = [d for d in found if item(index, d.source, d.cue, d.content)]
    predicted = [item(index, d.source, d.cue, d.content) for d in found]
    gold = [i for s in document.statements if (i := item(index, s.source, s.cue, s.content, gold=s))]
    fate = {id(p): g for g, p in match(gold, predicted) if f1(g.words, p.words) >= 0.5}
    written, rows = style(text, found, quotes), []
    for draft, p in zip(found, predicted, strict=True):
        g = fate.get(id(p))
        if g is None or not _is_borderline(g):
            find = find_of(text, draft, quotes, scores.row("act", draft.raw.anchor))
            whole = g is not None and bool(g.source & p.source or not (g.source or p.source))
            rows.append(Row(document.id, corpus, describe(find), written, g is not None, whole))
    return rows, sum(not g.gold.borderline for g in gold)


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, penalty: float) -> np.ndarray:
    """Logistic regression by Newton's method; the first column is the bias and is not penalised."""
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    b = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ b))
        step = np.linalg.solve(
            x.T @ (x * (weight * p * (1 - p))[:, None]) + np.diag(ridge), x.T @ (weight * (y - p)) - ridge * b
        )
        b += step
        if np.abs(step).max() < 1e-6:
            break
    return b


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--shared", required=True)
    p.add_argument("--model")
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    model, settings = load_model(Path(args.model) if args.model else None, 2), load_settings()
    rows: list[Row] = []
    wanted: dict[str, int] = Counter()
    for corpus, document, text in documents(Path(args.shared)):
        found, n = rows_of(corpus, document, text, model, settings)
        rows += found
        wanted[corpus] += n
    held = Counter(k for r in rows for k in r.features)
    names = sorted(k for k, n in held.items() if n >= LEAST)
    styles = {r.doc: [r.style[s] for s in STYLES] for r in rows}
    mean, sd = np.mean(list(styles.values()), 0), np.std(list(styles.values()), 0)
    x = np.array([[1.0, *(r.features.get(n, 0.0) for n in names), *((styles[r.doc] - mean) / sd)] for r in rows])
    y = np.array([float(r.right) for r in rows])
    corpora = np.array([r.corpus for r in rows])
    share = {c: len(rows) / 2 / (corpora == c).sum() for c in wanted}
    weight = np.array([share[c] for c in corpora])
    print(len(rows), "finds,", len(names), "features,", dict(wanted), "gold statements")
    penalty, floor = choose(x, y, weight, rows, corpora, wanted)
    b = fit(x, y, weight, penalty)
    out = {
        "floor": floor,
        "bias": round(float(b[0]), 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, b[1:], strict=False)},
        "styles": {
            s: [round(float(v), 4) for v in (w, m, d)]
            for s, w, m, d in zip(STYLES, b[1 + len(names) :], mean, sd, strict=True)
        },
    }
    for name, w in sorted(out["weights"].items(), key=lambda kv: -abs(kv[1]))[:25]:
        print(f"  {w:+.2f} {name}")
    print({k: v[0] for k, v in out["styles"].items()})
    if args.write:
        TARGET.write_text(json.dumps(out, indent=1, sort_keys=True) + "\n", "utf-8")


def choose(x, y, weight, rows, corpora, wanted) -> tuple[float, float]:
    """The penalty of least held-out loss, and the highest floor that costs PolNeAR nothing end to end.

    Only PolNeAR's documents are new to the encoder, so only they can say what a floor costs; on the other genres a
    higher one always paid.
    """
    fold = np.array([bucket(r.doc, 1 << 20) % FOLDS for r in rows])
    whole = np.array([float(r.whole) for r in rows])
    best: tuple[float, float, np.ndarray] | None = None
    for penalty in PENALTIES:
        p = np.zeros(len(y))
        for k in range(FOLDS):
            out = fold == k
            p[out] = 1 / (1 + np.exp(-x[out] @ fit(x[~out], y[~out], weight[~out], penalty)))
        loss = float(-(weight * (y * np.log(p) + (1 - y) * np.log(1 - p))).mean())
        print("penalty", penalty, "log loss", round(loss, 4))
        best = min(best or (9.0, 0.0, p), (loss, penalty, p), key=lambda b: b[0])
    _, penalty, p = best
    curve = {floor: {c: found(p >= floor, whole, corpora == c, n) for c, n in wanted.items()} for floor in FLOORS}
    for floor, values in curve.items():
        print("  floor", floor, {c: round(v, 4) for c, v in values.items()})
    top = max(v["polnear"] for v in curve.values())
    return penalty, max(f for f, v in curve.items() if v["polnear"] >= top - NOTHING)


def found(keep, y, of, gold: int) -> float:
    """F1 of the finds kept, within one corpus."""
    return 2 * float((y[keep & of]).sum()) / (float((keep & of).sum()) + gold)


if __name__ == "__main__":
    main()
