"""Choose the decoder's settings and calibrate its confidence, on documents of PolNeAR train that training left out.

python training/choose.py --model src/communique/encoder/models --shared ../shared [--write]
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from communique.encoder.session import Model  # noqa: E402
from communique.encoder.words import split_words  # noqa: E402
from communique.read.attribution import decode_window, load_settings  # noqa: E402
from communique.read.statements.build import tidy  # noqa: E402
from communique.read.statements.quotes import QuoteIndex  # noqa: E402
from corpora import bucket, trim  # noqa: E402

GRID = {
    "tag_weight": [0.0, 0.15, 0.3, 0.5, 0.8],
    "cue_bias": [0.0, 0.3, 0.6, 1.0, 1.5],
    "source_bias": [-0.3, 0.0, 0.3, 0.6, 1.0],
    "fragment": [0.4, 0.5, 0.6, 0.7, 0.8],
    "duplicate": [0.6, 0.7, 0.8, 0.9],
}

DECIDED = {"anchor": 0.35, "cueless": 0.5}  # thresholds to choose the rest at; the shipped ones are lower, for what
# they let in is screened afterwards (read/plausible, training/plausible.py: run it after this)


class CachedWindow:
    """A scored window whose role head is asked once for every word that any threshold may take as anchor."""

    def __init__(self, scored, floor: float = 0.15):
        self.window, self._scored = scored.window, scored
        p = np.exp(scored.head("anchor"))[:, 1:].max(1)
        self._anchors = np.flatnonzero(p >= floor)
        self._roles = scored.roles(self._anchors.astype(np.int64)) if len(self._anchors) else None

    def head(self, name):
        return self._scored.head(name)

    def roles(self, anchors):
        return self._roles[np.searchsorted(self._anchors, anchors)]


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--shared", required=True)
    p.add_argument("--write", action="store_true")
    p.add_argument("--limit", type=int, default=1000)
    args = p.parse_args()
    shared = Path(args.shared)
    sys.path.insert(0, str(shared / "bench"))
    from attribution_score import Doc, assign, f1, score
    from polnear_io import load_split

    model = Model(Path(args.model), threads=2)
    gold = {k: v for k, v in load_split(str(shared / "data" / "polnear"), "train").items() if bucket(k, 16) == 0}
    gold = dict(sorted(gold.items())[: args.limit])
    for text, attributions in gold.values():  # as INTERFACE.md has it: no leading complementiser
        for a in attributions:
            a["content"] = trim(text, [tuple(s) for s in a["content"]])
    docs = {k: Doc(k, t, a) for k, (t, a) in gold.items()}
    words = {k: split_words(t) for k, (t, _) in gold.items()}
    marks = {k: QuoteIndex(t) for k, (t, _) in gold.items()}
    cached = {k: [CachedWindow(s) for s in model.scored(w)] for k, w in words.items()}
    print(len(docs), "documents", sum(len(w) for w in words.values()), "words", flush=True)

    def predict(settings):
        out, raws = {}, {}
        for k, windows in cached.items():
            raws[k] = [r for s in windows for r in decode_window(s, settings)]
            out[k] = [
                {
                    "source": [words[k].span(*x) for x in r.source],
                    "cue": [words[k].span(*x) for x in r.cue],
                    "content": tidy(gold[k][0], [words[k].span(*x) for x in r.content], marks[k]),
                }
                for r in raws[k]
            ]
        return out, raws

    def value(settings):
        whole = score(docs, predict(settings)[0])
        r, tok = whole["all"], whole["tok"]
        parts = (
            r["e2e"]["f"],
            r["e2e_strict"]["f"],
            r["soft"]["f"],
            tok["source"]["f"],
            tok["cue"]["f"],
            tok["content"]["f"],
        )
        return parts[0] + 0.3 * parts[1] + 0.2 * sum(parts[2:]), *parts

    shipped = load_settings()
    best = replace(shipped, **DECIDED)
    top = value(best)
    print("start", asdict(best), [round(x, 4) for x in top], flush=True)
    for name, candidates in GRID.items():
        for c in candidates:
            trial = replace(best, **{name: c})
            v = value(trial)
            if v > top:
                best, top = trial, v
        print(name, getattr(best, name), [round(x, 4) for x in top], flush=True)
    best = replace(best, calibration=calibrate(docs, predict, best, assign, f1))
    best = replace(best, anchor=shipped.anchor, cueless=shipped.cueless)
    print(asdict(best))
    if args.write:
        target = Path(__file__).parent.parent / "src" / "communique" / "read" / "attribution" / "settings.json"
        target.write_text(json.dumps(asdict(best), indent=1, sort_keys=True) + "\n", "utf-8")


def calibrate(docs, predict, settings, assign, f1) -> tuple[float, ...]:
    """Logistic regression of "right end to end" on the log-odds of anchor, content and source (Newton's method)."""
    predictions, raws = predict(settings)
    rows, right = [], []
    for k, doc in docs.items():
        pred, _ = doc.encode(predictions[k])
        kept = [r for r, x in zip(raws[k], predictions[k], strict=True) if x["content"]]
        weights = {(i, j): len(g["content"] & q["content"]) for i, g in enumerate(doc.gold) for j, q in enumerate(pred)}
        hits = {
            j
            for i, j in assign({a: b for a, b in weights.items() if b}, len(doc.gold), len(pred))
            if f1(doc.gold[i]["content"], pred[j]["content"]) >= 0.5
            and (doc.gold[i]["source"] & pred[j]["source"] or not (doc.gold[i]["source"] or pred[j]["source"]))
        }
        for j, r in enumerate(kept):
            logit = [
                np.log(min(max(v, 1e-4), 0.9999) / (1 - min(max(v, 1e-4), 0.9999)))
                for v in (r.anchor_p, r.content_p, r.source_p if r.source else 0.5)
            ]
            rows.append([1.0, *logit, float(not r.source)])
            right.append(j in hits)
    x, y, w = np.array(rows), np.array(right, float), np.zeros(5)
    for _ in range(30):
        q = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve(x.T @ (x * (q * (1 - q))[:, None]) + 1e-2 * np.eye(5), x.T @ (y - q) - 1e-2 * w)
    q = 1 / (1 + np.exp(-x @ w))
    bins = np.minimum((q * 10).astype(int), 9)
    ece = sum(
        abs(q[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any()
    )
    print("calibration on", len(y), "statements: right", y.mean(), "ECE", round(float(ece), 4))
    return tuple(round(float(v), 4) for v in w)


if __name__ == "__main__":
    main()
