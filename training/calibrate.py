"""Fit how the screen's probability becomes the confidence of a statement (read/plausible/calibration.json).

python training/calibrate.py --shared ../shared [--model FOLDER] [--write]

Half of the evidence is the 47 documents of PolNeAR train, half the own clusters (evaluation/clusters/dev): the encoder
saw neither. The own labels are left out, for most of them it saw, so it is surer there than on new texts. Run it after
plausible.py. It is reported with `communique evaluate attribution|speakers` on other data.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from communique.encoder.session import load_model  # noqa: E402
from communique.encoder.words import split_words  # noqa: E402
from communique.evaluate.calibration import expected_calibration_error, reliability_lines  # noqa: E402
from communique.evaluate.compared import _is_borderline, f1, item, match  # noqa: E402
from communique.evaluate.corpora import load_gold  # noqa: E402
from communique.evaluate.gold import article_of  # noqa: E402
from communique.evaluate.tokens import TokenIndex  # noqa: E402
from communique.options import RunOptions  # noqa: E402
from communique.read.attribution import load_settings  # noqa: E402
from communique.read.naming.mentions import group_names  # noqa: E402
from communique.read.naming.names import tagged_names  # noqa: E402
from communique.read.pipeline import _readable as readable_in  # noqa: E402
from communique.read.plausible.calibration import kind_of, log_odds  # noqa: E402
from communique.read.plausible.screen import judged, load_weights  # noqa: E402
from communique.read.scores import score  # noqa: E402
from communique.read.statements.borders import bordered  # noqa: E402
from communique.read.statements.build import drafts  # noqa: E402
from communique.read.statements.continued import continued  # noqa: E402
from communique.read.statements.dialogue import with_dialogue  # noqa: E402
from communique.read.statements.mending import mended  # noqa: E402
from communique.read.statements.parallel import parted  # noqa: E402
from communique.read.statements.quotes import QuoteIndex  # noqa: E402
from communique.read.statements.regroup import regrouped  # noqa: E402
from communique.read.statements.sourcing import sourced  # noqa: E402
from communique.read.statements.unspoken import spoken  # noqa: E402
from plausible import bucket, fit  # noqa: E402

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "communique" / "read" / "plausible" / "calibration.json"
PENALTY = 1.0
KINDS = ("quoted", "told")


def rows_of(document, model, settings) -> list[tuple[str, float, bool]]:
    """(kind, log-odds, right) of every find of a document's body that the screen keeps, as the reader would show them.

    Borderline gold counts neither way; what layout attributes has its own confidence and is left out.
    """
    article = article_of(document, RunOptions())
    text, words, readable = article.text, split_words(article.text), readable_in(article)
    scores, quotes, index = score(words, model, settings), QuoteIndex(text), TokenIndex(text)
    found = continued(text, regrouped(text, drafts(scores, quotes, readable)), quotes)
    sure = judged(text, sourced(text, mended(text, found, quotes), quotes), quotes, scores)
    kept = [replace(d, raw=replace(d.raw, confidence=p)) for d, p in sure if p >= load_weights().floor]
    said = spoken(text, kept, group_names(text, [n for n in tagged_names(scores) if readable(n.start)]))
    kept = parted(text, bordered(text, [d for d in said if not d.silent]), quotes)
    shown = [d for d in with_dialogue(text, kept, words, readable) if d.raw.content]
    titles = index.covered(z.span for z in article.zones if z.kind == "title")
    pairs = [(i, d) for d in shown if (i := item(index, d.source, d.cue, d.content)) and not i.content <= titles]
    gold = [i for s in document.statements if (i := item(index, s.source, s.cue, s.content, gold=s))]
    fate = {id(p): g for g, p in match(gold, [i for i, _ in pairs]) if f1(g.words, p.words) >= 0.5}
    return [
        (kind_of(quotes.form(d.content)), log_odds(d.raw.confidence), id(i) in fate)
        for i, d in pairs
        if not (id(i) in fate and _is_borderline(fate[id(i)]))
    ]


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--shared", required=True)
    p.add_argument("--model")
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    model, settings = load_model(Path(args.model) if args.model else None, 1), load_settings()
    train = load_gold(Path(args.shared) / "data" / "polnear" / "train")
    corpora = {
        "polnear": [d for d in train if bucket(d.id, 16) == 0],
        "own clusters": list(load_gold(ROOT / "evaluation" / "clusters" / "dev")),
    }
    rows = {name: [r for d in documents for r in rows_of(d, model, settings)] for name, documents in corpora.items()}
    lines = fitted(rows)
    for name, of in rows.items():
        before = [(sigmoid(z), right) for _, z, right in of]
        after = [(sigmoid(lines[kind][0] + lines[kind][1] * z), right) for kind, z, right in of]
        for when, pairs in (("before", before), ("after", after)):
            print(name, when, f"{expected_calibration_error(pairs):.4f}", *reliability_lines(pairs), sep="\n")
    print(lines)
    if args.write:
        TARGET.write_text(json.dumps(lines, indent=1, sort_keys=True) + "\n", "utf-8")


def fitted(rows: dict[str, list[tuple[str, float, bool]]]) -> dict[str, list[float]]:
    """Bias and slope of each kind. Every corpus weighs the same; the kinds share what the penalty does not part."""
    total = sum(map(len, rows.values()))
    x, y, weight = [], [], []
    for of in rows.values():
        for kind, z, right in of:
            told = float(kind == "told")
            x.append([1.0, z, told, z * told])
            y.append(float(right))
            weight.append(total / len(rows) / len(of))
    b = [float(v) for v in fit(np.array(x), np.array(y), np.array(weight), PENALTY)]
    return {"quoted": [round(v, 4) for v in b[:2]], "told": [round(b[0] + b[2], 4), round(b[1] + b[3], 4)]}


def sigmoid(z: float) -> float:
    return 1 / (1 + float(np.exp(-z)))


if __name__ == "__main__":
    main()
