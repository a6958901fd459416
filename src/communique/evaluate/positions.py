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
    """A gold position is found when one of ours stands on its words, is held by its actor or by whoever speaks for
    the actor,
    and its issue shares a word (or a sense) with the gold label, its summary or its evidence. Positions that the author alone
    reports are not asked for, since ours come from statements.
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
            missed.append(
                f"{story.name}: {gold['actor']} on {gold['issue']}; ours there: {[(p.actor, p.issue) for p in found.positions if any_meets(p.evidence, evidence)][:3]}"
            )
        elif any(p.stance == gold["stance"] for p in here):
            stance += 1
        else:
            wrong.append(
                f"{story.name}: {gold['actor']} on {gold['issue']} is {gold['stance']}, found {here[0].stance}: {here[0].summary[:80]}"
            )
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
