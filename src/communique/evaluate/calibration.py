"""How far confidence can be trusted: the expected calibration error, and the table of reliability behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.evaluate.compared import Compared
from communique.evaluate.report import Figure

BINS = 10

Judged = tuple[float, bool]
"""A confidence, and whether what it stands for was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The judged of one tenth of the scale: how many, their mean confidence, and the share of them that was right."""

    lower: float
    size: int
    confidence: float
    right: float


def reliability(pairs: Sequence[Judged]) -> tuple[Bin, ...]:
    """The bins of equal width that hold something, from the least sure."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return tuple(
        Bin(i / BINS, len(one), sum(c for c, _ in one) / len(one), sum(r for _, r in one) / len(one))
        for i, one in enumerate(bins)
        if one
    )


def expected_calibration_error(pairs: Sequence[Judged]) -> float | None:
    """Mean gap between confidence and share right, over ten bins of equal width, weighted by their size (Guo 2017)."""
    if not pairs:
        return None
    return sum(b.size * abs(b.confidence - b.right) for b in reliability(pairs)) / len(pairs)


def calibration_figure(name: str, pairs: Sequence[Judged]) -> Figure:
    """The expected calibration error as a line of a report."""
    return Figure(name, expected_calibration_error(pairs), gold=float(len(pairs)))


def reliability_lines(pairs: Sequence[Judged]) -> list[str]:
    """The table of reliability as lines of text."""
    lines = ["Reliability of statement confidence (bin: statements, mean confidence, share right):"]
    return lines + [f"  {b.lower:.1f}: {b.size:5d}  {b.confidence:.2f}  {b.right:.2f}" for b in reliability(pairs)]


def statement_confidences(documents: Sequence[Compared]) -> list[Judged]:
    """The confidence of every predicted statement, and whether the gold has it."""
    pairs = []
    for document in documents:
        found = {id(p) for _, p in document.found()}
        pairs += [(p.statement.confidence, id(p) in found) for p in document.predicted if p.statement is not None]
    return pairs
