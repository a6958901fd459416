"""What an evaluation prints: figures with bootstrap intervals over documents, as one text table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FEW = 50
"""Below this many gold items no percentage is printed, only counts (BENCHMARKS.md, "Rules of measuring")."""

_RESAMPLES = 1000
_SEED = 20260101  # any fixed number: the same data must give the same interval

Sums = NDArray[np.float64]
"""One row a resample, one column a count."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document adds to a precision and a recall.

    `right` of `predicted` items are right, `found` of `gold` items are found. The two differ where several
    predictions may answer one gold item, or where partial credit is given.
    """

    right: float
    predicted: float
    found: float
    gold: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `value` is the F1, or the ratio where there is no precision and recall; 0 to 1."""

    name: str
    value: float | None
    precision: float | None = None
    recall: float | None = None
    interval: tuple[float, float] | None = None
    right: float | None = None
    predicted: float | None = None
    gold: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one task on one data set. `notes` say what the table cannot (what was left out, false alarms)."""

    task: str
    data: str
    documents: int | None
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = field(default=())

    def figure(self, name: str) -> Figure:
        """The figure of that name; KeyError lists the names there are."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(f"no figure {name!r} in {self.task}; there are {[f.name for f in self.figures]}")


def f1_of(precision: float, recall: float) -> float:
    """Harmonic mean; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def prf(name: str, documents: Sequence[Counts]) -> Figure:
    """Precision, recall and F1 summed over documents (micro), with a 95 % interval of F1 over documents."""
    table = np.array([[c.right, c.predicted, c.found, c.gold] for c in documents], dtype=np.float64).reshape(-1, 4)
    right, predicted, found, gold = (float(x) for x in table.sum(axis=0))
    precision, recall = _divide(right, predicted), _divide(found, gold)
    return Figure(
        name=name,
        value=f1_of(precision or 0.0, recall or 0.0) if gold or predicted else None,
        precision=precision,
        recall=recall,
        interval=bootstrap(table, _f1_rows),
        right=right,
        predicted=predicted,
        gold=gold,
    )


def ratio(name: str, documents: Sequence[tuple[float, float]]) -> Figure:
    """A share, (part, whole) summed over documents, with a 95 % interval over documents. None when whole is 0."""
    table = np.array(documents, dtype=np.float64).reshape(-1, 2)
    part, whole = (float(x) for x in table.sum(axis=0))
    value = _divide(part, whole)
    return Figure(name, value, interval=bootstrap(table, _ratio_rows), right=part, gold=whole)


def bootstrap(
    table: Sums, statistic: Callable[[Sums], Sums], *, resamples: int = _RESAMPLES, seed: int = _SEED
) -> tuple[float, float] | None:
    """95 % percentile interval of `statistic` when the documents (rows of `table`) are drawn with replacement.

    `statistic` maps summed counts, one row a resample, to one value a row. None below two documents.
    """
    documents = len(table)
    if documents < 2:
        return None
    random = np.random.default_rng(seed)
    draws = random.multinomial(documents, np.full(documents, 1 / documents), size=resamples)
    low, high = np.percentile(statistic(draws @ table), [2.5, 97.5])
    return float(low), float(high)


def render(report: Report) -> str:
    """The report as a text table that reads well in a terminal and in an issue."""
    of = "" if report.documents is None else f": {report.documents} document{'s' if report.documents != 1 else ''}"
    lines = [f"{report.task} on {report.data}{of}"]
    width = max((len(f.name) for f in report.figures), default=0)
    header = f"{'':{width}}  {'P':>6} {'R':>6} {'F1/share':>8}  {'95 % interval':>13}  {'right/found/gold':>20}"
    lines += ["", header, "-" * len(header)]
    lines += [_line(f, width) for f in report.figures]
    if any(_is_few(f) for f in report.figures):
        lines += ["", f"Lines with fewer than {FEW} gold items give counts and no percentage."]
    lines += ["", *report.notes] if report.notes else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _line(figure: Figure, width: int) -> str:
    shown = figure if not _is_few(figure) else Figure(figure.name, None)
    interval = f"{100 * shown.interval[0]:.1f}-{100 * shown.interval[1]:.1f}" if shown.interval else ""
    counts = "/".join(_count(x) for x in (figure.right, figure.predicted, figure.gold) if x is not None)
    numbers = f"{_percent(shown.precision):>6} {_percent(shown.recall):>6} {_percent(shown.value):>8}"
    return f"{figure.name:{width}}  {numbers}  {interval:>13}  {counts:>20}"


def _is_few(figure: Figure) -> bool:
    return figure.gold is not None and figure.gold < FEW


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _count(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def _divide(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _f1_rows(sums: Sums) -> Sums:
    right, predicted, found, gold = sums.T
    precision = np.divide(right, predicted, out=np.zeros_like(right), where=predicted > 0)
    recall = np.divide(found, gold, out=np.zeros_like(found), where=gold > 0)
    both = precision + recall
    return np.asarray(np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0))


def _ratio_rows(sums: Sums) -> Sums:
    part, whole = sums.T
    return np.asarray(np.divide(part, whole, out=np.zeros_like(part), where=whole > 0))
