"""How well reports are compared, on clusters with gold: facts, contradictions, wordings, positions, outcomes.

`evaluate_compare` gives one Row a figure, with counts and with every false alarm in words; `compare_report` is the
task of
`communique evaluate compare`. Matching is by overlap of evidence: the words are what a reader sees.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from communique.compare import compare
from communique.compare.clauses.words import tokens
from communique.evaluate import conflicts, facts, outcomes, positions, variants
from communique.evaluate.gold_readings import GoldStory, Readings, gold_stories, has_statements
from communique.evaluate.quotations import holds_quotations, quotations
from communique.evaluate.report import Report
from communique.evaluate.rows import Row
from communique.evaluate.tasks import Request
from communique.options import CompareOptions, RunOptions
from communique.record import Comparison

Scorer = Callable[[GoldStory, Comparison], Mapping[str, Row]]


def evaluate_compare(clusters: Path, split: str = "dev", readings: Readings = "gold") -> tuple[Row, ...]:
    """Every figure of comparing over the clusters of a split. `readings`: "gold" or "own" (see gold_readings)."""
    stories = gold_stories(clusters, split, readings, RunOptions())
    return evaluate_stories(stories)


def evaluate_stories(stories: Iterable[GoldStory]) -> tuple[Row, ...]:
    """The same over stories that are loaded already."""
    scorers: Sequence[Scorer] = (facts.score, conflicts.score, variants.score, outcomes.score, positions.score)
    rows: dict[str, list[Row]] = {}
    for story in stories:
        found = _compared(story)
        for scorer in scorers:
            for name, row in scorer(story, found).items():
                rows.setdefault(name, []).append(row)
    return tuple(_sum(name, parts) for name, parts in rows.items())


def _compared(story: GoldStory) -> Comparison:
    """The comparison, with the gold's issues declared as a user would declare them: by their names alone."""
    names = sorted({str(p["issue"]) for p in story.gold.get("positions", ())})
    with tempfile.TemporaryDirectory() as folder:
        issues = Path(folder) / "issues.yaml"
        words = [{"name": n, "words": [t.text for t in tokens(n) if not t.small]} for n in names]
        issues.write_text(yaml.safe_dump({"issues": words}, allow_unicode=True), encoding="utf-8")
        options = CompareOptions(issues=issues if names else None)
        return compare(story.linkage, story.readings, options)


def _sum(name: str, parts: Sequence[Row]) -> Row:
    return Row(
        name,
        tuple(c for p in parts for c in p.counts),
        tuple(x for p in parts for x in p.false_alarms),
        tuple(x for p in parts for x in p.missed),
    )


def compare_report(request: Request) -> Report:
    """The task `compare`: end to end, by the product's own readings, and, where the clusters have statements, by gold ones.

    Figures by gold readings are named so ("same facts (gold readings)"): they tell what comparing loses by itself.
    """
    if holds_quotations(request.data):
        return quotations(request.data, request.options)
    rows = list(evaluate_compare(request.data, readings="own"))
    if has_statements(request.data):
        gold = evaluate_compare(request.data, readings="gold")
        rows += [replace(r, name=f"{r.name} (gold readings)") for r in gold]
    notes = [f"false alarm, {r.name.strip()}: {x}" for r in rows for x in r.false_alarms]
    return Report(
        "compare",
        str(request.data.name),
        len(rows[0].counts) if rows else 0,
        tuple(r.figure for r in rows),
        tuple(notes),
    )
