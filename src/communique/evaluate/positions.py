"""Positions: actor and issue found, and the stance of those found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz.distance import Indel

from communique.compare.clauses.words import likeness, tokens
from communique.evaluate.gold_readings import GoldStory
from communique.evaluate.overlap import any_meets
from communique.evaluate.report import Counts
from communique.evaluate.rows import Row
from communique.lexicon import plain_letters
from communique.record import Comparison, Position

_SPELLINGS = 0.8  # family names this alike are two spellings of one


def score(story: GoldStory, found: Comparison) -> Mapping[str, Row]:
    """Gold positions that one of ours stands for, and the stance of those.

    Ours must stand on words of the gold one and be held by its actor or by whoever speaks for the actor, under any name
    that the gold knows for them or by family name ("Ambleby" for Lord Ambleby, "Eidis" for Eydis Thorvarsen). The gold's issues
    are declared as a user would declare them, so ours must be that very issue; only an issue that nobody declared is held to
    share a word (or a sense) with the label. What only the author reports is not asked for: ours come from
    statements and from forward-looking lines.
    """
    asked = [
        p for p in story.gold.get("positions", ()) if p.get("reported_by") not in (None, "author") and p.get("stance")
    ]
    names = {
        str(a.get("canonical") or a.get("name")): frozenset(a.get("names", ())) for a in story.gold.get("actors", ())
    }
    declared = frozenset(str(p["issue"]) for p in story.gold.get("positions", ()))
    hit = stance = 0
    missed, wrong = [], []
    for gold in asked:
        evidence = story.evidence(gold)
        near = [p for p in found.positions if any_meets(p.evidence, evidence)]
        here = [p for p in near if _holder(p, gold, names) and _issue(p, gold, declared)]
        hit += bool(here)
        if not here:
            ours = [(p.actor, p.issue) for p in near][:3]
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


def _holder(position: Position, gold: Mapping[str, Any], names: Mapping[str, frozenset[str]]) -> bool:
    """Whether ours is held or reported by whom the gold says, under any name that the gold knows, or by family name."""
    wanted = {n.strip() for n in f"{gold['actor']};{gold['reported_by']}".split(";")}
    ours = {position.actor, position.reported_by}
    return any(_one_name(a, b, names) for a in ours for b in wanted)


def _one_name(ours: str, wanted: str, names: Mapping[str, frozenset[str]]) -> bool:
    if ours in names.get(wanted, frozenset()) | {wanted}:
        return True
    left, right = (plain_letters(n).split() for n in (ours, wanted))
    if not left or not right or "unnamed:" in (left[0], right[0]):
        return False
    return Indel.normalized_similarity(left[-1], right[-1]) >= _SPELLINGS


def _issue(position: Position, gold: Mapping[str, Any], declared: frozenset[str]) -> bool:
    """The issue itself where ours is one of the declared ones; else a word (or a sense) in common with its name."""
    if position.issue in declared:
        return bool(position.issue == gold["issue"])
    ours = [t.lemma for t in tokens(position.issue) if not t.small]
    theirs = [t.lemma for t in tokens(gold["issue"]) if not t.small]
    return any(likeness(a, b) >= 0.6 for a in ours for b in theirs)
