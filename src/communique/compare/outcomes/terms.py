"""By when a forward-looking line holds: its horizon, a stretch counted from the day it was said, or the last day it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from communique.compare.clauses.moments import Moment, moment
from communique.compare.clauses.story import Clause, Report
from communique.record import Forward

_WITH_A_TERM = ("commitment", "plan", "prediction", "offer", "demand")
_STRETCH = re.compile(r"(P|PT)(\d{1,4})([DWMYH])")
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.5, "Y": 365.25}
_COUNTED = re.compile(r"\b(?:within|inside|in|over|under|in less than|in no more than|in the space of)\s+(?:the\s+)?$")
_OPENS = re.compile(r"(?:within|inside|in|over|under|the next|the coming)\b", re.IGNORECASE)
_ADVANCE = re.compile(r"\s*(?:'s |’s |s['’] )?(?:notice|ago|earlier|before)\b")


def term_of(lines: Iterable[tuple[Report, Forward, tuple[Clause, ...]]]) -> Moment | None:
    """The term of lines that are one promise: the first horizon read, else a stretch ("within ten days"), else the last day named."""
    known = list(lines)
    horizon = next(
        (m for report, forward, _ in known if (m := moment(forward.horizon)) and _ahead(report, forward, m)), None
    )
    return horizon or max(_stretches(known), default=None) or max(_named(known), key=lambda m: m.last, default=None)


def _ahead(report: Report, forward: Forward, horizon: Moment) -> bool:
    """Whether a horizon is one: what a condition or refusal says of "today" is no term."""
    return forward.kind in _WITH_A_TERM or report.published is None or horizon.last > report.published.last


def _stretches(lines: Iterable[tuple[Report, Forward, tuple[Clause, ...]]]) -> Iterator[Moment]:
    """Stretches in a line that run from the day of its report; those of a warning or refusal tell how long, not by when."""
    for report, forward, _ in lines:
        if forward.kind not in _WITH_A_TERM or report.published is None:
            continue
        for time in report.reading.times:
            found = _STRETCH.fullmatch(time.value or "")
            if (
                found
                and any(s <= time.span[0] and time.span[1] <= e for s, e in forward.spans)
                and _ends(report, time.span)
            ):
                days = _days(found[1], int(found[2]), found[3])
                if days is not None:
                    yield _after(report.published.last, days)


def _ends(report: Report, span: tuple[int, int]) -> bool:
    """Whether the stretch says by when ("within a week", "over six years"), not how long or how long before."""
    before, words = report.text[max(0, span[0] - 24) : span[0]], report.text[span[0] : span[1]]
    if _ADVANCE.match(report.text, span[1]):
        return False
    return bool(_OPENS.match(words) or _COUNTED.search(before.lower()))


def _days(sort: str, count: int, unit: str) -> int | None:
    if sort == "PT":
        return -(-count // 24) if unit == "H" else None
    return round(count * _DAYS[unit]) if unit in _DAYS else None


def _after(day: date, days: int) -> Moment:
    last = day + timedelta(days=min(days, 36_500))
    return Moment(last, last)


def _named(lines: Iterable[tuple[Report, Forward, tuple[Clause, ...]]]) -> Iterator[Moment]:
    """Days after the report's own that the clauses of a line name."""
    for report, forward, clauses in lines:
        if forward.kind in _WITH_A_TERM and report.published:
            yield from (w.moment for c in clauses for w in c.whens if w.moment.last > report.published.last)
