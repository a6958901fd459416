"""Positions: actor and issue found, and the stance of those found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.compare.words import likeness, tokens
from communique.evaluate.gold_readings import GoldStory
from communique.evaluate.overlap import any_meets
from communique.evaluate.report import Counts
from communique.evaluate.rows import Row
from communique.record import Comparison, Position


def score(story: GoldStory, found: Comparison) -> Mapping[str, Row]:
    """Gold positions that one of ours stands for, and the stance of those.

    Ours must stand on words of the gold one, be held by its actor or by whoever speaks for the actor, and its issue
    must share a word (or a sense) with the gold label. What only the author reports is not asked for: ours come from
    statements and from forward-looking lines.
    """
    asked = [
        p for p in story.gold.get("positions", ()) if p.get("reported_by") not in (None, "author") and p.get("stance")
    ]
    hit = stance = 0
    missed, wrong = [], []
    for gold in asked:
        evidence = story.evidence(gold)
        here = [p for p in found.positions if any_meets(p.evidence, evidence) and _holder(p, gold) and _issue(p, gold)]
        hit += bool(here)
        if not here:
            ours = [(p.actor, p.issue) for p in found.positions if any_meets(p.evidence, evidence)][:3]
            missed.append(f"{story.name}: {gold['actor']} on {gold['issue']}; ours there: {ours}")
        elif any(p.stance == gold["stance"] for p in here):
            stance += 1
        else:
            wanted = f"{gold['actor']} on {gold['issue']} is {gold['stance']}"
            wrong.append(f"{story.name}: {wanted}, found {here[0].stance}: {here[0].summary[:80]}")
    return {
        "positions: actor and issue": Row(
            "positions: actor and issue", (Counts(hit, len(asked), hit, len(asked)),), (), tuple(missed)
        ),
        "positions: stance of those": Row(
            "positions: stance of those", (Counts(stance, hit, stance, hit),), tuple(wrong)
        ),
    }


def _holder(position: Position, gold: Mapping[str, Any]) -> bool:
    wanted = {n.strip() for n in f"{gold['actor']};{gold['reported_by']}".split(";")}
    return position.actor in wanted or position.reported_by in wanted


def _issue(position: Position, gold: Mapping[str, Any]) -> bool:
    ours = [t.lemma for t in tokens(position.issue) if not t.small]
    theirs = [t.lemma for t in tokens(gold["issue"]) if not t.small]
    return any(likeness(a, b) >= 0.6 for a in ours for b in theirs)
