"""How well a model tells sentence pairs that contradict each other from the other pairs of their stories.

python training/pairs/score.py --teacher FOLDER | --base BASE --student RUN/pairs-1-0.pt

Pairs of sentences of two reports, and of two voices of one, in `evaluation/pairs/dev`, `pairs/held` and `clusters/dev-a`; gold are those that
stand on two sides of a labelled conflict. Printed: average precision and the area under the ROC curve of the mean of both orders.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from data import PIECES  # noqa: E402

from communique.compare.clauses.story import Clause, lay_out  # noqa: E402
from communique.compare.conflicts.clashes import one_wave, other_voice  # noqa: E402
from communique.evaluate.gold_readings import GoldStory, gold_stories  # noqa: E402
from compare_clashes import ROOT, opposite  # noqa: E402

Judge = Callable[[list[tuple[str, str]]], np.ndarray]


def main() -> int:
    p = argparse.ArgumentParser()
    p.add_argument("--teacher", type=Path)
    p.add_argument("--base", type=Path)
    p.add_argument("--student", type=Path)
    given = p.parse_args()
    judge = by_teacher(given.teacher) if given.teacher else by_student(given.base, given.student)
    for split in ("pairs/dev", "pairs/held", "clusters/dev-a"):
        rows = [r for story in gold_stories(ROOT / "evaluation" / split, readings="own") for r in pairs_of(story)]
        scores = judge([(a, b) for a, b, _ in rows]) + judge([(b, a) for a, b, _ in rows])
        gold = np.array([g for _, _, g in rows])
        print(
            split,
            len(rows),
            "pairs",
            gold.sum(),
            "gold",
            f"AP {precision(scores, gold):.3f} AUC {area(scores, gold):.3f}",
        )
    return 0


def by_teacher(folder: Path) -> Judge:
    from teacher import load, scores

    net, tokenizer = load(folder)
    return lambda pairs: scores(net, tokenizer, pairs)


def by_student(base: Path, checkpoint: Path) -> Judge:
    from train import PairReader

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(PIECES)
    net = PairReader(base)
    net.load_state_dict(torch.load(checkpoint, weights_only=True))
    net.eval()

    def judge(pairs: list[tuple[str, str]]) -> np.ndarray:
        out = []
        with torch.inference_mode():
            for one, other in pairs:
                e = tokenizer.encode(one, other)
                ids = torch.tensor([e.ids])
                out.append(float(net(ids, torch.tensor([e.type_ids]), torch.ones_like(ids))[0, 0]))
        return np.array(out)

    return judge


def pairs_of(gold: GoldStory) -> Iterator[tuple[str, str, bool]]:
    """Sentence pairs of one story, and whether gold sets them against each other."""
    story = lay_out(gold.linkage, gold.readings)
    conflicts = [
        [gold.evidence(s) for s in c["sides"]] for c in gold.gold["conflicts"] if c["between"] != "within one report"
    ]
    told = [clauses for r in story.reports for clauses in r.by_sentence.values()]
    for i, left in enumerate(told):
        for right in told[i + 1 :]:
            against = any(opposite(a, b, sides) for sides in conflicts for a in left for b in right)
            voices = any(other_voice(a, b) for a in left for b in right)
            if against or ((left[0].report is not right[0].report or voices) and one_wave(left[0], right[0])):
                yield shown(left), shown(right), against


def shown(clauses: list[Clause]) -> str:
    start, end = clauses[0].sentence
    return clauses[0].report.text[start:end]


def precision(scores: np.ndarray, gold: np.ndarray) -> float:
    """Average precision."""
    hits = gold[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / hits.sum())


def area(scores: np.ndarray, gold: np.ndarray) -> float:
    """Area under the ROC curve."""
    ranks = np.argsort(np.argsort(scores, kind="stable"), kind="stable")
    positive = int(gold.sum())
    return float((ranks[gold].sum() - positive * (positive - 1) / 2) / (positive * (~gold).sum()))


if __name__ == "__main__":
    raise SystemExit(main())
