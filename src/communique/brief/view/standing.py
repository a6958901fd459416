"""What one cell of the matrix says: on which sides somebody stands on an issue, and whether that changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from communique.brief.view.desk import Plain
from communique.brief.view.diff import plain_words
from communique.lexicon.labels import word

SIDES = ("supports", "opposes", "conditional")
"""Stances that take a side; to speak of an issue takes none."""

Told = tuple[str, str | None, str | None]
"""A stance with the first and the last day on which it was told (EDTF, None if unknown)."""


def standing(told: Sequence[Told]) -> Plain:
    """{text, stance, changed, side} of one actor on one issue; `told` in order of time.

    Stances without a side say nothing beside one that has a side. A change is told only where every side was told before
    the next one began: two sides on one day are two sides, no change.
    """
    sides = [entry for entry in told if entry[0] in SIDES]
    shown = sides or list(told)
    stances = list(dict.fromkeys(stance for stance, _, _ in shown))
    changed = bool(sides) and len(stances) > 1 and _follow(sides)
    return {
        "text": (" → " if changed else " / ").join(word("stance", s) for s in stances),
        "stance": stances[0] if len(stances) == 1 else "several",
        "changed": changed,
        "side": bool(sides),
    }


def told_in(summary: str, evidence: Sequence[str]) -> bool:
    """Whether the words of a summary stand in the evidence that is shown with it: they need not stand there twice."""
    words = f" {' '.join(plain_words(summary))} "
    return any(words in f" {' '.join(plain_words(text))} " for text in evidence)


def told_by(reported_by: str, holder: bool) -> str:
    """Who tells a position: "own statement", "told by the report", "as told by Rana Okoye"."""
    known = word("reported_by", "holder" if holder else reported_by)
    return f"as told by {known}" if known == reported_by else known


def _follow(sides: Sequence[Told]) -> bool:
    """Whether the stances follow each other in time without coming back."""
    spans: dict[str, tuple[str, str]] = {}
    for stance, first, last in sides:
        if not first or not last:
            return False
        low, high = spans.get(stance, (first, last))
        spans[stance] = (min(low, first), max(high, last))
    ordered = sorted(spans.values())
    return all(left[1] < right[0] for left, right in pairwise(ordered))
