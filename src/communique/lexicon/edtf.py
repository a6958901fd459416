"""Dates of the EDTF kind as intervals of days, for comparing and ordering."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

Interval = tuple[date, date]

_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}
_HALVES = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12), "40": (1, 6), "41": (7, 12)}


def interval_of(value: str | None) -> Interval | None:
    """First and last day of an EDTF value ("2031-03", "203X", "2031-03-05/2031-03-07"); None if unreadable."""
    if not value:
        return None
    parts = [p for p in re.sub(r"[~?%]", "", value.strip()).split("/") if p and p != ".."]
    ends = [_single(part) for part in parts]
    if not ends or any(end is None for end in ends):
        return None
    known = [end for end in ends if end]
    return known[0][0], known[-1][1]


def overlap(left: str | None, right: str | None) -> bool | None:
    """Whether two dates can be one time; None when one is unknown."""
    a, b = interval_of(left), interval_of(right)
    if a is None or b is None:
        return None
    return a[0] <= b[1] and b[0] <= a[1]


def days_apart(left: str, right: str) -> int | None:
    """Days between two dates given to the day, 0 when they overlap, None for vaguer ones."""
    a, b = interval_of(left), interval_of(right)
    if a is None or b is None or a[0] != a[1] or b[0] != b[1]:
        return None
    return abs((a[0] - b[0]).days)


def _single(text: str) -> Interval | None:
    text = text.split("T")[0]
    try:
        week = re.fullmatch(r"(\d{4})-W(\d{2})", text)
        if week:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday, monday + timedelta(days=6)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text), date.fromisoformat(text)
        month = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if month:
            first, last = _SEASONS.get(month[2]) or _HALVES.get(month[2]) or (int(month[2]), int(month[2]))
            return _months(int(month[1]), first, last)
        year = re.fullmatch(r"(\d{2})(\d|X)(\d|X)", text)
        if year:
            low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
            return date(low, 1, 1), date(high, 12, 31)
    except ValueError:
        return None
    return None


def _months(year: int, first: int, last: int) -> Interval:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
