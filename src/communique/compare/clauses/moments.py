"""Days as intervals: what TIMEX3 and EDTF values cover, and whether two of them can be one moment."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11), "WI": (12, 14)}
_QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An interval of days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1

    def meets(self, other: Moment, slack: int = 0) -> bool:
        """Whether the intervals share a day, or lie within `slack` days of one another."""
        margin = timedelta(days=slack)
        return self.first <= other.last + margin and other.first <= self.last + margin

    def gap(self, other: Moment) -> int:
        """Days between the intervals; 0 when they meet."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)


@lru_cache(maxsize=16384)
def moment(value: str | None) -> Moment | None:
    """The days that a TIMEX3 or EDTF value covers; None for references, durations, sets and decades upward."""
    if not value:
        return None
    if "/" in value:
        ends = [moment(part) for part in value.split("/", 1)]
        if ends[0] and ends[1]:
            return Moment(min(ends[0].first, ends[1].first), max(ends[0].last, ends[1].last))
        return ends[0] or ends[1]
    value = value.rstrip("~?%").split("T")[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        return _week(int(match[1]), int(match[2]), bool(match[3]))
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-([A-Z][A-Z0-9])", value):
        span = _SEASONS.get(match[2]) or _QUARTERS.get(match[2])
        return _months(int(match[1]), *span) if span else None
    if re.fullmatch(r"\d{4}", value):
        return _months(int(value), 1, 12)
    return None


def _day(year: int, month: int, day: int) -> Moment | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Moment(found, found)


def _week(year: int, week: int, weekend: bool) -> Moment | None:
    try:
        first = date.fromisocalendar(year, week, 6 if weekend else 1)
    except ValueError:
        return None
    return Moment(first, first + timedelta(days=1 if weekend else 6))


def _months(year: int, first: int, last: int) -> Moment | None:
    if year < 1 or not 1 <= first <= 12:
        return None
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    if end_year > 9999:
        return None
    return Moment(date(year, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]))
