"""TIMEX3 values as EDTF dates (ISO 8601-2), and how two such dates relate."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_QUARTERS = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36"}


def to_edtf(value: str | None) -> str | None:
    """A TIMEX3 DATE or TIME value as EDTF: a day, month, year, decade (`201X`), season, quarter; a week as interval."""
    if value is None:
        return None
    day = _DAY.match(value)
    if day:
        return day[0]
    week = _WEEK.fullmatch(value)
    if week:
        return _week(int(week[1]), int(week[2]), bool(week[3]))
    if re.fullmatch(r"\d{4}(?:-\d\d)?", value):
        return value
    if re.fullmatch(r"\d{3}X?", value):
        return value[:3] + "X"
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q[1-4])", value)
    if season:
        return f"{season[1]}-{(_SEASONS | _QUARTERS)[season[2]]}"
    return None


def _week(year: int, week: int, weekend: bool) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    first = monday + timedelta(days=5) if weekend else monday
    return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def compatible(left: str, right: str) -> bool:
    """Whether two EDTF dates can be the same: one is a prefix of the other, or a day within an interval."""
    if left == right or left.startswith(right) or right.startswith(left):
        return True
    for span, day in ((left, right), (right, left)):
        if "/" in span and "/" not in day:
            first, last = span.split("/")
            if first <= day <= last or first.startswith(day):
                return True
    return False


def finer(left: str, right: str) -> str:
    """The more precise of two compatible dates, the first if they are not compatible."""
    if not compatible(left, right):
        return left
    return right if "/" in left or (len(right) > len(left) and "/" not in right) else left
