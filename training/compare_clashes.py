"""Fit the weights by which two places are taken for a contradiction (`compare/data/clashes.yaml`).

usage: python training/compare_clashes.py [--quiet ARTICLES.jsonl] [--write]

Rows are the candidates of the number and opposition detectors on `clusters/dev`, `clusters/dev-a` and `pairs/dev`, as the
product reads them; a row is right when it stands on two sides of a gold conflict of the same level. `--quiet` adds real articles
(JSON lines with an `event`, e.g. of `evaluation/convert_basil.py`), whose candidates count as wrong: two outlets on one event
seldom contradict each other, and never as often as texts written to do so. One logistic regression (Newton's method, ridge) over
all families: what ties two places is shared, each family adds a bias and features of its own. Weights of features that the
family does not use are not written. Printed: precision and recall of gold conflicts by threshold, every story judged by weights
of the others (ten folds by hash of the story's name).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.compare.clauses.align import Aligner
from communique.compare.clauses.story import Clause, lay_out
from communique.compare.conflicts import numbers as conflicts_numbers
from communique.compare.conflicts import opposed as conflicts_opposed
from communique.compare.conflicts.clashes import Evidenced, by_parties, other_voice
from communique.evaluate.gold_readings import Evidence, GoldStory, gold_stories
from communique.ingest import Found, load
from communique.link import link
from communique.options import RunOptions
from communique.record import Article, Linkage, Reading
from communique.run import read_articles

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/communique/compare/data/clashes.yaml"
SPLITS = (("clusters", "dev"), ("clusters", "dev-a"), ("pairs", "dev"))
SHARED = (
    "around", "closest", "beside", "other_names", "apart", "unreal", "title", "one_speaker", "said", "near", "strong", "share",
    "share_wide",
)  # fmt: skip
OWN = {
    "numbers": ("generic", "like", "rate", "none", "single", "row", "part", "about", "crowd", "large", "within"),
    "opposed": ("antonym", "pole", "of_noun", "unsaid", "change", "voices", "within", "answers"),
}
RIDGE = 2.0
QUIET = 0.25  # what a row of the real articles counts for
FOLDS = 10
NEAR = 0.12
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A candidate: its story, family and features, the gold conflict that it stands on (or -1), and its clauses."""

    story: str
    family: str
    features: dict[str, float]
    gold: int
    clauses: tuple[int, int]
    quiet: bool = False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quiet", type=Path, help="JSON lines of real articles, several an event")
    parser.add_argument("--write", action="store_true", help="write the weights")
    arguments = parser.parse_args()
    stories = [s for a, b in SPLITS for s in gold_stories(ROOT / "evaluation" / a, b, "own")]
    rows = [r for s in stories for r in rows_of(s.name, s.linkage, s.readings, s)]
    if arguments.quiet:
        rows += [r for name, linkage, made in events(arguments.quiet) for r in rows_of(name, linkage, made)]
    asked = sum(c["between"] != "within one report" for s in stories for c in s.gold["conflicts"])
    fit(rows, asked, arguments.write)
    return 0


def fit(rows: Sequence[Row], asked: int, write: bool) -> None:
    """Print what the weights are worth and what they are."""
    columns = [("shared", f) for f in SHARED] + [(k, f) for k, own in OWN.items() for f in ("bias", *own)]
    x = np.array([[value(r, c) for c in columns] for r in rows])
    y = np.array([float(r.gold >= 0) for r in rows])
    counts = Counter((r.story, r.gold) for r in rows)
    # a conflict that many clauses tell must not rule
    weight = np.array([counts[r.story, r.gold] ** -0.5 if r.gold >= 0 else QUIET if r.quiet else 1.0 for r in rows])
    folds = np.array([int(hashlib.sha1(r.story.encode()).hexdigest(), 16) % FOLDS for r in rows])
    scores = np.zeros(len(rows))
    for k in range(FOLDS):
        held = folds == k
        scores[held] = predicted(x[held], fitted(x[~held], y[~held], weight[~held]))
    for family in ("all", *OWN):
        print_curve(family, [(r, s) for r, s in zip(rows, scores, strict=True) if family in ("all", r.family)], asked)
    found = dict(zip([("", "bias"), *columns], fitted(x, y, weight), strict=True))
    for (family, name), w in found.items():
        print(f"  {family}.{name}: {w:.2f}")
    if write:
        write_weights(found)


def value(row: Row, column: tuple[str, str]) -> float:
    family, name = column
    if family != "shared" and family != row.family:
        return 0.0
    return 1.0 if name == "bias" else row.features[name]


def rows_of(name: str, linkage: Linkage, readings: Sequence[Reading], gold: GoldStory | None = None) -> Iterator[Row]:
    """The candidates of one story."""
    story = lay_out(linkage, readings)
    aligner = Aligner(story)
    seen = Evidenced(story, aligner, aligner.pairs(NEAR), ())
    for family, left, right, features in candidates(seen):
        stands_on = label(gold, left, right) if gold else -1
        numbers = sorted((left.number, right.number))
        yield Row(name, family, features, stands_on, (numbers[0], numbers[1]), gold is None)


def candidates(seen: Evidenced) -> Iterator[tuple[str, Clause, Clause, dict[str, float]]]:
    """Family, clauses and features of every candidate of every family."""
    for a, b in conflicts_numbers.rivals(seen):
        yield "numbers", a.clause, b.clause, conflicts_numbers.features_of(seen, a, b).features
    for o in conflicts_opposed.rivals(seen):
        asked = conflicts_opposed.opposition_features(seen, o)
        if asked is not None:
            yield "opposed", o.left, o.right, asked.features


def label(story: GoldStory, left: Clause, right: Clause) -> int:
    """The gold conflict of the same level on two sides of which the clauses stand, or -1."""
    parties = by_parties(left, right) or other_voice(left, right)
    level = "parties" if parties else "within one report" if left.report is right.report else "reports"
    for i, conflict in enumerate(story.gold["conflicts"]):
        if conflict["between"] == level and opposite(left, right, [story.evidence(s) for s in conflict["sides"]]):
            return i
    return -1


def opposite(left: Clause, right: Clause, sides: list[list[Evidence]]) -> bool:
    ones = [i for i, side in enumerate(sides) if any(stands(left, e) for e in side)]
    others = [i for i, side in enumerate(sides) if any(stands(right, e) for e in side)]
    return any(i != j for i in ones for j in others)


def stands(clause: Clause, gold: Evidence) -> bool:
    return clause.article == gold[0] and any(s < clause.span[1] and clause.span[0] < e for s, e in gold[1])


def events(path: Path) -> Iterator[tuple[str, Linkage, tuple[Reading, ...]]]:
    """Stories of real articles, one an event."""
    found: dict[str, list[Article]] = defaultdict(list)
    options = RunOptions()
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        name = str(raw.pop("event"))
        data = json.dumps({k: v for k, v in raw.items() if v}).encode()
        article = next(load(Found(path=f"{name}/{len(found[name])}", kind="json", data=data), options.ingest))
        if isinstance(article, Article):
            found[name].append(article)
    for name, articles in sorted(found.items()):
        made = tuple(r for r in read_articles(articles, options) if isinstance(r, Reading))
        yield name, max(link(made, options.link), key=lambda x: len(x.articles)), made


def fitted(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Weights, the bias first."""
    x = np.c_[np.ones(len(x)), x]
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    found = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ found))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        found = found - np.linalg.solve(hessian, x.T @ (weight * (p - y)) + ridge @ found)
    return found


def predicted(x: Floats, weights: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))
    return out


def print_curve(family: str, scored: Sequence[tuple[Row, float]], asked: int) -> None:
    """Gold conflicts found and wrong pairs of clauses, in labelled stories and in the quiet ones."""
    print(family)
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        above = [r for r, s in scored if s >= threshold]
        golds = {(r.story, r.gold) for r in above if r.gold >= 0}
        wrong = {(r.story, r.clauses) for r in above if r.gold < 0 and not r.quiet}
        quiet = {(r.story, r.clauses) for r in above if r.quiet}
        share = len(golds) / max(1, len(golds) + len(wrong))
        print(
            f"  {threshold}: {len(golds)} of {asked} found, {len(wrong)} wrong ({share:.0%}), {len(quiet)} in quiet stories"
        )


def write_weights(found: dict[tuple[str, str], float]) -> None:
    """Replace the weights of `clashes.yaml`; thresholds and words stay as they are."""
    import yaml

    old = yaml.safe_load(WEIGHTS.read_text("utf-8"))
    lines = ["# Log-odds that two places of two reports contradict each other (questions.py): shared weights, and those of each family of",
             "# detectors with the threshold it reports from. Fitted by training/compare_clashes.py; thresholds chosen there by hand.",
             "shared:"]  # fmt: skip
    lines += [f"  {name}: {w:.2f}" for (family, name), w in found.items() if family == "shared"]
    for kind, own in OWN.items():
        thresholds = [f"  {name}: {value}" for name, value in old[kind].items() if name != "weights"]
        lines += [f"{kind}:", *thresholds, "  weights:"]
        lines += [f"    bias: {found['', 'bias'] + found[kind, 'bias']:.2f}"]
        lines += [f"    {name}: {found[kind, name]:.2f}" for name in own]
    lines += ["# nouns that may stand for any group of persons", f"persons: [{', '.join(old['persons'])}]", ""]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
