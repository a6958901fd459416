"""Contradictions.

Found ones that are gold, gold ones that are found, look-alikes that were taken for contradictions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from communique.evaluate.gold_readings import Evidence as GoldEvidence
from communique.evaluate.gold_readings import GoldStory
from communique.evaluate.overlap import any_meets, shown
from communique.evaluate.report import Counts
from communique.evaluate.rows import Row
from communique.record import Comparison, Conflict


def score(story: GoldStory, found: Comparison) -> Mapping[str, Row]:
    """A found conflict is right when two of its sides meet two different sides of one gold conflict of the same sort.

    dev_gold has no sides: there two different articles (or two places of one) must be met. A gold conflict within one
    report is not asked for, and one that is found as such is right.
    """
    gold = [_gold(story, c) for c in story.gold["conflicts"]]
    right, alarms, kinds = [], [], 0
    met: set[int] = set()
    for conflict in found.conflicts:
        hits = [i for i, g in enumerate(gold) if _same(conflict, g)]
        met.update(hits)
        if hits:
            right.append(conflict)
            kinds += any(gold[i]["kind"] == conflict.kind for i in hits)
        else:
            alarms.append(f"{story.name}: {_shown(conflict)}")
    asked = [i for i, g in enumerate(gold) if g["between"] != "within one report"]
    missed = tuple(
        f"{story.name}: {gold[i]['between']} {gold[i]['kind']}: {gold[i]['topic']}" for i in asked if i not in met
    )
    fooled = [
        n
        for n in story.gold["not_conflicts"]
        if any(_fooled(c, story.evidence(n)) and not any(_same(c, g) for g in gold) for c in found.conflicts)
    ]
    rows = {
        "contradictions": Row(
            "contradictions",
            (Counts(len(right), len(found.conflicts), len([i for i in asked if i in met]), len(asked)),),
            tuple(alarms),
            missed,
        ),
        "kind of contradiction": Row("kind of contradiction", (Counts(kinds, len(right), kinds, len(right)),)),
        "look-alikes reported": Row(
            "look-alikes reported",
            (_share(len(fooled), len(story.gold["not_conflicts"])),),
            tuple(f"{story.name}: {n['topic']}" for n in fooled),
        ),
    }
    for between in ("reports", "parties"):
        mine = [c for c in found.conflicts if c.between == between]
        good = [c for c in mine if c in right]
        of = [i for i in asked if gold[i]["between"] == between]
        rows[f"  between {between}"] = Row(
            f"  between {between}", (Counts(len(good), len(mine), len([i for i in of if i in met]), len(of)),)
        )
    return rows


def _share(part: int, whole: int) -> Counts:
    return Counts(part, whole, part, whole)


def _gold(story: GoldStory, item: Mapping[str, Any]) -> dict[str, Any]:
    if "sides" in item:
        sides = [story.evidence(s) for s in item["sides"]]
        between = item["between"]
    else:
        sides = [[e] for e in story.evidence(item)]
        between = "within one report" if item["strength"] == "internal" else "reports"
    return {"between": between, "kind": item["kind"], "topic": item["topic"], "sides": sides}


def _same(conflict: Conflict, gold: Mapping[str, Any]) -> bool:
    if conflict.between != gold["between"]:
        return False
    return _two_sides(conflict, gold["sides"])


def _two_sides(conflict: Conflict, sides: Sequence[Sequence[GoldEvidence]]) -> bool:
    pairs = {
        (i, j) for i, s in enumerate(conflict.sides) for j, g in enumerate(sides) if any_meets(s.evidence, list(g))
    }
    return any(a[0] != b[0] and a[1] != b[1] for a in pairs for b in pairs)


def _fooled(conflict: Conflict, trap: list[GoldEvidence]) -> bool:
    """Whether two sides of a conflict stand on two places of a look-alike."""
    return _two_sides(conflict, [[(a, (span,))] for a, spans in trap for span in spans])


def _shown(conflict: Conflict) -> str:
    sides = " <> ".join(shown(s.evidence[:2]) for s in conflict.sides)
    return f"[{conflict.between} {conflict.kind} {conflict.confidence:.2f}] {sides}"
