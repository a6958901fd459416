"""Fit what decides the outcome of a promise (`compare/data/fates.yaml`): which later sentence bears on it, and what it says.

usage: python training/compare_outcomes.py [--write]

Two models, both by logistic regression with a ridge: one over (promise, later sentence) pairs, positive when the sentence holds gold
outcome words; one, multinomial, over the gold pairs (kept, broken, superseded, pending). Promises are given (kind, actor, horizon as
labelled), everything else is the product's own reading, of `evaluation/clusters/dev`, `dev-a` and `evaluation/promises/dev` and `blind-a`;
the second model learns from the pairs of `training/labels/outcomes.txt`, too. Printed first: both scored on each story by weights
fitted on the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from communique.compare.clauses.align import Aligner
from communique.compare.clauses.story import Story, lay_out
from communique.compare.outcomes.bearing import Bearing, Followers, measured
from communique.compare.outcomes.fates import FATES, fate_features
from communique.compare.outcomes.promises import Pledge, Promise, pledge_of, promise_of
from communique.evaluate.gold_readings import gold_stories
from communique.evaluate.promises import load
from communique.link import link_story
from communique.options import RunOptions
from communique.read.times import tag_times
from communique.record import Article, Forward, Reading, content_id, join_pieces, normalise_spans
from communique.record.reading import LAYERS

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/communique/compare/data/fates.yaml"
PAIRS = ROOT / "training/labels/outcomes.txt"
RIDGE = {"bears": 1.0, "fates": 1.5}
STEP = 1.0  # a gradient step, over the number of examples
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """One promise of one story: the later sentences that may bear on it, which do, and what became of it."""

    story: str
    what: str
    pledge: Pledge
    found: list[Bearing]
    gold: tuple[bool, ...]
    status: str
    asked: bool

    @property
    def fate(self) -> str | None:
        """The class to learn; None where nothing later tells."""
        if not self.asked or self.status == "unclear":
            return None
        return "pending" if self.status in ("open", "overdue") else self.status


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights of all stories together")
    arguments = parser.parse_args()
    examples, pairs = list(collected()), list(written())
    print(len(pairs), "written pairs;", len(examples), "promises,", sum(e.asked for e in examples), "with an outcome")
    held_out(examples, pairs)
    bears, names = fitted_bears(examples)
    kinds, fields = fitted_fates([*examples, *pairs])
    if arguments.write:
        write(dict(zip(("bias", *names), bears, strict=True)), fields, kinds)
    return 0


def collected() -> Iterator[Example]:
    options = RunOptions()
    for split in ("dev", "dev-a"):
        for story in gold_stories(ROOT / "evaluation/clusters", split, "own", options):
            laid = lay_out(story.linkage, story.readings)
            lines = [
                (f, story.evidence(f), story.evidence({"evidence": f.get("outcome") or ()}))
                for f in story.gold["forward"]
            ]
            yield from examples_of(laid, f"{split}/{story.name}", lines)
    for item in (i for half in ("dev", "blind-a") for i in load(ROOT / "evaluation/promises" / half, options)):
        laid = lay_out(link_story(item.readings, options.link), item.readings)
        ids = {"earlier": item.earlier.article.id, "later": item.later.article.id}
        lines = [(f, places(f["evidence"], ids), places(f["outcome"], ids)) for f in item.gold["forward"]]
        yield from examples_of(laid, item.gold["name"], lines)


def written() -> Iterator[Example]:
    """The pairs written for fitting: one earlier and one later sentence each, times tagged and nothing else read."""
    for number, raw in enumerate(PAIRS.read_text("utf-8").splitlines()):
        if raw.startswith("#") or raw.endswith("| none"):
            continue
        head, said, words, came, later, fate = (x.strip() for x in raw.split(" | "))
        kind, _, actor = head.partition(":")
        start, end = words.index("[["), words.index("]]") - 2
        readings = [
            reading(f"{number}a", words.replace("[[", "").replace("]]", ""), said),
            reading(f"{number}b", later, came),
        ]
        laid = lay_out(link_story(readings, RunOptions().link), readings)
        here, there = (laid.report_of(r.article.id) for r in readings)
        line = Forward(
            id=str(number), kind=kind, actor=actor, text=here.text[start:end], spans=((start, end),),  # type: ignore[arg-type]
            horizon=horizon(readings[0], (start, end), said),
        )  # fmt: skip
        pledge = pledge_of(Aligner(laid), [promise_of(here, line)])
        followers = Followers(laid, 1)
        sentences = [s for s in followers.sentences if s.report is there]
        found = [measured(pledge, s, followers.words) for s in sentences]
        yield Example(f"pair {head} {said}", "", pledge, found, tuple(True for _ in found), fate, True)


def reading(name: str, text: str, day: str) -> Reading:
    article = Article(id=content_id("article", name, text), path=name, text=text, published=day)
    return Reading(article=article, layers=dict.fromkeys(LAYERS, "pairs"), times=tag_times(text, day, ()))


def horizon(read: Reading, span: tuple[int, int], said: str) -> str | None:
    ahead = (t.value for t in read.times if span[0] <= t.span[0] < span[1] and t.value and t.value[:1].isdigit())
    return next((v for v in ahead if v >= said[: len(v)]), None)


def places(evidence: Sequence[Mapping[str, Any]], ids: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [(ids[e["doc"]], e["spans"]) for e in evidence]


def examples_of(laid: Story, name: str, lines: Sequence[tuple[Mapping[str, Any], Any, Any]]) -> Iterator[Example]:
    aligner, followers = Aligner(laid), Followers(laid, len(lines))
    for line, where, outcome in lines:
        if not line.get("status"):
            continue
        ways = [[promise_of(laid.report_of(a), given(laid, a, s, line)) for a, s in where], read_lines(laid, where)]
        for lines_of in filter(None, ways):
            yield example(name, pledge_of(aligner, lines_of), followers, outcome, line)


def read_lines(laid: Story, where: Sequence[tuple[str, Any]]) -> list[Promise]:
    """The product's own lines at the same places, whatever kind it gave them: what it will have to work with."""
    return [
        promise_of(laid.report_of(a), f)
        for a, spans in where
        for f in laid.report_of(a).reading.forward
        if any(s < e2 and s2 < e for s, e in f.spans for s2, e2 in spans)
    ][:1]


def example(name: str, pledge: Pledge, followers: Followers, outcome: Any, line: Mapping[str, Any]) -> Example:
    """One promise with the later sentences, those marked that hold gold words."""
    found = followers.bearing(pledge)
    gold = tuple(any(holds(b, a, spans) for a, spans in outcome) for b in found)
    return Example(name, str(line.get("what", "")), pledge, found, gold, line["status"], bool(outcome))


def holds(bearing: Bearing, article: str, spans: Any) -> bool:
    start, end = bearing.later.span
    return bearing.later.report.id == article and any(s < end and start < e for s, e in spans)


def given(laid: Story, article: str, spans: Any, line: Mapping[str, Any]) -> Forward:
    text = laid.report_of(article).text
    held = normalise_spans(tuple(s) for s in spans)
    return Forward(
        id=content_id("forward", article, line["kind"], held), kind=line["kind"], actor=line.get("actor"),
        text=join_pieces(text, held), spans=held, horizon=line.get("horizon"),
    )  # fmt: skip


def held_out(examples: Sequence[Example], pairs: Sequence[Example]) -> None:
    """Each story by weights of the others: whether the likeliest sentence is the gold one, and the fate of gold pairs."""
    stories = sorted({e.story for e in examples})
    folds = [stories[i::10] for i in range(10)]
    linked, fates_right = [], []
    for fold in folds:
        rest = [e for e in examples if e.story not in fold]
        here = [e for e in examples if e.story in fold]
        bears, names = fitted_bears(rest)
        kinds, fields = fitted_fates([*rest, *pairs])
        for e in here:
            scores = [sigmoid(bears[0] + bears[1:] @ row(b.features, names)) for b in e.found]
            best = int(np.argmax(scores)) if scores else None
            right = best is not None and e.gold[best]
            p = None
            if best is not None:
                p = softmax(kinds @ np.r_[1.0, row(fate_features(e.pledge, e.found[best]), fields)])
            linked.append((scores[best] if best is not None else 0.0, right, e, p))
            for b, g in zip(e.found, e.gold, strict=True):
                if g and e.fate:
                    q = softmax(kinds @ np.r_[1.0, row(fate_features(e.pledge, b), fields)])
                    fates_right.append((FATES[int(np.argmax(q))], e.fate))
                    break
    asked = [x for x in linked if x[2].asked]
    print("likeliest sentence is the gold one:", sum(r for _, r, _, _ in asked), "of", len(asked))
    print("fate of the gold sentence:", sum(a == b for a, b in fates_right), "of", len(fates_right))
    table = [[sum(a == f and b == g for a, b in fates_right) for f in FATES] for g in FATES]
    for g, counts in zip(FATES, table, strict=True):
        print(f"  {g:11} told as", dict(zip(FATES, counts, strict=True)))
    for least in (0.1, 0.15, 0.2, 0.3, 0.4):
        for sure in (0.4, 0.5, 0.6):
            outcomes(linked, least, sure)


def outcomes(linked: Sequence[tuple[float, bool, Example, Floats | None]], least: float, sure: float) -> None:
    """The whole decision at two thresholds."""
    good = told = wrong = broken = untrue = 0
    for score, _, e, p in linked:
        status = "open"
        if p is not None and score >= least:
            fate = FATES[int(np.argmax(p))]
            status = fate if p.max() >= sure else "unclear"
            if status == "pending":
                past = any(
                    e.pledge.is_past(b.later.report.published.first) for b in e.found[:1] if b.later.report.published
                )
                status = "overdue" if past and e.pledge.kind in ("commitment", "plan") else "open"
        good += status == e.status
        told += status in ("kept", "broken", "superseded")
        wrong += status in ("kept", "broken", "superseded") and status != e.status
        broken += status == "broken"
        untrue += status == "broken" and e.status not in ("broken", "overdue")
    print(
        f"  link {least:.2f} sure {sure:.2f}: status {good} of {len(linked)}, wrong {wrong} of {told} told, wrong broken {untrue} of {broken}"
    )


def fitted_bears(examples: Sequence[Example]) -> tuple[Floats, list[str]]:
    names = sorted({n for e in examples for b in e.found for n in b.features})
    x = np.array([np.r_[1.0, row(b.features, names)] for e in examples for b in e.found])
    y = np.array([float(g) for e in examples for g in e.gold])
    weights = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * RIDGE["bears"]
    ridge[0, 0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        weights = weights - np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - y) + ridge @ weights)
    return weights, names


def fitted_fates(examples: Sequence[Example]) -> tuple[Floats, list[str]]:
    pairs = [
        (fate_features(e.pledge, b), e.fate)
        for e in examples
        if e.fate
        for b, g in zip(e.found, e.gold, strict=True)
        if g
    ]
    names = sorted({n for f, _ in pairs for n in f})
    x = np.array([np.r_[1.0, row(f, names)] for f, _ in pairs])
    y = np.array([[float(fate == k) for k in FATES] for _, fate in pairs])
    weights = np.zeros((len(FATES), x.shape[1]))
    ridge = np.full(x.shape[1], RIDGE["fates"])
    ridge[0] = 0.05
    for _ in range(3000):
        z = x @ weights.T
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        weights -= STEP / len(x) * ((p - y).T @ x + ridge * weights)
    return weights, names


def row(features: Mapping[str, float], names: Sequence[str]) -> Floats:
    return np.array([features.get(n, 0.0) for n in names])


def sigmoid(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def softmax(z: Floats) -> Floats:
    e = np.exp(z - z.max())
    out: Floats = e / e.sum()
    return out


def write(bears: Mapping[str, float], fields: Sequence[str], kinds: Floats) -> None:
    table = yaml.safe_load(WEIGHTS.read_text("utf-8"))
    table["bears"]["weights"] = {n: round(float(v), 2) for n, v in bears.items()}
    table["fates"] = {
        f: {n: round(float(v), 2) for n, v in zip(("bias", *fields), kinds[i], strict=True)}
        for i, f in enumerate(FATES)
    }
    head = "".join(line + "\n" for line in WEIGHTS.read_text("utf-8").splitlines() if line.startswith("#"))
    WEIGHTS.write_text(head + yaml.safe_dump(table, sort_keys=False, allow_unicode=True, width=120), "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
