"""Geometry of the timeline chart: plain numbers, no drawing library. Time runs to the right; one lane a status.

Long empty stretches are cut out of the axis (a zigzag marks the cut), so that one old date does not press everything
else into one corner. Marks that would touch are stacked; what does not fit a lane is counted in a "+n" mark.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from communique.lexicon.labels import word, words
from communique.lexicon.when import MONTHS

ROW = 30
LANE_HEAD = 20
STACK = 6
CUT = 26  # width of a cut in the axis


@dataclass(frozen=True, slots=True)
class Mark:
    """One event: its days, its status, what a screen reader says, and the days others give for it."""

    label: str
    first: date
    last: date
    status: str
    text: str
    others: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        if self.last == self.first:
            return (self.left + self.right) / 2
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)


class Axis:
    """Days to pixels, piecewise linear."""

    def __init__(self, days: list[int], left: float, right: float) -> None:
        groups = _groups(sorted(set(days)))
        width = right - left - CUT * (len(groups) - 1)
        weights = [1 + (g[-1] - g[0]) ** 0.5 + 2 * len(g) for g in groups]
        self.stretches: list[_Stretch] = []
        at = left
        for group, weight in zip(groups, weights, strict=True):
            share = width * weight / sum(weights)
            self.stretches.append(_Stretch(group[0], group[-1], at, at + share))
            at += share + CUT

    def x(self, day: int) -> float:
        """Pixel of a day; a day inside a cut lies in the middle of the cut."""
        index = max(0, bisect_right(self.stretches, day, key=lambda s: s.first) - 1)
        stretch = self.stretches[index]
        if day > stretch.last and index + 1 < len(self.stretches):
            return stretch.right + CUT / 2
        return stretch.x(min(max(day, stretch.first), stretch.last))

    def cuts(self) -> list[float]:
        """Middle of each cut."""
        return [stretch.right + CUT / 2 for stretch in self.stretches[:-1]]


def draw(marks: list[Mark], published: list[date], width: int, name: str) -> dict[str, Any]:
    """The chart of `width` pixels as numbers: {width, height, lanes, marks, ticks, cuts, published}."""
    days = [d.toordinal() for m in marks for d in (m.first, m.last, *(e for o in m.others for e in o))]
    days += [d.toordinal() for d in published]
    axis = Axis(days, 16, width - 16)
    lanes: list[dict[str, Any]] = []
    top = 28.0
    for status in words("event_status"):
        found = sorted((m for m in marks if m.status == status), key=lambda m: (m.first, m.last, m.label))
        if found:
            lane = _lane(found, axis, top + LANE_HEAD, width)
            lanes.append({"status": status, "title": word("event_status", status), "y": _n(top), **lane})
            top += LANE_HEAD + lane["rows"] * ROW + 8
    return {
        "name": name,
        "width": width,
        "height": _n(top + (34 if published else 8)),
        "bottom": _n(top),
        "lanes": lanes,
        "ticks": _ticks(axis, width),
        "cuts": [_n(x) for x in axis.cuts()],
        "published": [_n(axis.x(day.toordinal())) for day in sorted(set(published))],
    }


def _lane(marks: list[Mark], axis: Axis, top: float, width: int) -> dict[str, Any]:
    """Marks of one status stacked so that none touches another."""
    ends = [float("-inf")] * STACK
    placed: list[dict[str, Any]] = []
    left_over: list[Mark] = []
    for mark in marks:
        bar = _bar(mark, axis)
        label = 16 + 8 * len(mark.label)
        before = bar["x2"] + label > width - 2  # near the right edge the label goes before the mark
        left = min([bar["x1"], *bar["others"]]) - (label if before else 9)
        right = max([bar["x2"], *bar["others"]]) + (9 if before else label)
        row = next((n for n, end in enumerate(ends) if end <= left), None)
        if row is None:
            left_over.append(mark)
            continue
        ends[row] = right
        bar |= {"y": _n(top + row * ROW + ROW / 2), "label": mark.label, "text": mark.text, "status": mark.status}
        bar |= {
            "label_x": _n(left + label - 13) if before else _n(right - label + 13),
            "anchor": "end" if before else "start",
        }
        placed.append(bar)
    rows = sum(1 for end in ends if end > float("-inf"))
    more = None
    if left_over:
        more = {"label": left_over[0].label, "count": len(left_over), "y": _n(top + rows * ROW + ROW / 2)}
        rows += 1
    return {"marks": placed, "more": more, "rows": rows}


def _bar(mark: Mark, axis: Axis) -> dict[str, Any]:
    x1, x2 = axis.x(mark.first.toordinal()), axis.x(mark.last.toordinal())
    others = sorted({_n((axis.x(a.toordinal()) + axis.x(b.toordinal())) / 2) for a, b in mark.others})
    return {"x1": _n(x1), "x2": _n(x2), "wide": x2 - x1 > 8, "others": others if len(others) > 1 else []}


def _groups(days: list[int]) -> list[list[int]]:
    """Days split at gaps that would waste more than a quarter of the axis; at most five stretches."""
    total = days[-1] - days[0]
    gaps = sorted(((b - a, b) for a, b in pairwise(days)), reverse=True)[:4]
    starts = {b for gap, b in gaps if total > 60 and gap > total * 0.25}
    groups: list[list[int]] = [[days[0]]]
    for day in days[1:]:
        if day in starts:
            groups.append([day])
        else:
            groups[-1].append(day)
    return groups


def _ticks(axis: Axis, width: int) -> list[dict[str, Any]]:
    """Labelled dates: the start of each stretch, then steps of days, months or years with room for their words."""
    ticks: list[dict[str, Any]] = []
    right = -1e9
    for stretch in axis.stretches:
        for day in _steps(stretch):
            text = _tick_text(date.fromordinal(day), stretch)
            x, half = stretch.x(day), 3.4 * len(text)
            x = min(max(x, stretch.x(day)), width - 1)
            centre = min(max(x, half + 2), width - half - 2)
            if centre - half > right + 8:
                ticks.append({"x": _n(x), "text_x": _n(centre), "text": text})
                right = centre + half
    return ticks


_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000)


def _steps(stretch: _Stretch) -> list[int]:
    """Candidate tick days of a stretch: at least 75 pixels apart, on days, months or years."""
    span, wanted = stretch.last - stretch.first, max(1.0, (stretch.right - stretch.left) / 75)
    out = [stretch.first]
    if span <= 45:
        step = max(1, round(span / wanted + 0.5))
        return out + list(range(stretch.first + step, stretch.last + 1, step))
    months = next(m for m in _MONTH_STEPS if m >= span / 30.4 / wanted)
    first = date.fromordinal(stretch.first)
    index = (first.year * 12 + first.month - 1) // months * months + months
    while True:
        year, month = divmod(index, 12)
        if not 1 <= year <= 9999 or (day := date(year, month + 1, 1).toordinal()) > stretch.last:
            return out
        out.append(day)
        index += months


def _tick_text(day: date, stretch: _Stretch) -> str:
    span = stretch.last - stretch.first
    month = MONTHS[day.month - 1][:3]
    if span > 365 * 8:
        return str(day.year)
    if span > 120 and day.day == 1:
        return f"{month} {day.year}"
    return f"{day.day} {month} {day.year}" if day.toordinal() == stretch.first else f"{day.day} {month}"


def _n(value: float) -> float:
    """A coordinate of one digit: the same bytes on every machine."""
    return round(value, 1) + 0.0
