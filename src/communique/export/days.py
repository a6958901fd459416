"""Dates of the record (EDTF, TIMEX3) as first and last day, with their precision. What is not understood has none."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from communique.lexicon.when import human

_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PARTS = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12), "40": (1, 6), "41": (7, 12)}
_PARTS |= {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_CLOCK = re.compile(r"T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:?\d\d)?")
_HEDGE = "~?%"


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included. `clock` is a time of day as written, `hedged` says about or perhaps."""

    first: date
    last: date
    precision: str
    hedged: bool = False
    clock: str | None = None


def days_of(value: str | None) -> Days | None:
    """Read an EDTF or TIMEX3 date, partial date or closed interval; None when it names no days."""
    if not value or len(value) > 80 or not value.isascii():
        return None
    try:
        return _interval(value) if "/" in value else _point(value)
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> Days | None:
    left, right = (_point(part) for part in value.split("/", 1))
    if left is None or right is None or right.last < left.first:
        return None  # an open interval has no last day
    units = {left.precision, right.precision}
    precision = next(p for p in ("years", "year", "months", "month", "days", "day") if p in units)
    plural = precision if precision.endswith("s") or left.first == right.last else f"{precision}s"
    return Days(left.first, right.last, plural, left.hedged or right.hedged)


def _point(value: str) -> Days | None:
    bare = value.rstrip(_HEDGE)
    hedged = bare != value
    for read in (_day, _month, _year, _week, _part, _many_years):
        found = read(bare)
        if found is not None:
            first, last, precision = found
            return Days(first, last, precision, hedged, bare.partition("T")[2] or None)
    return None


_Found = tuple[date, date, str]


def _day(value: str) -> _Found | None:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T.*)?", value)
    if match is None:
        return None
    day = date.fromisoformat(match[1])
    return day, day, "day"


def _month(value: str) -> _Found | None:
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", value)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return *_months(int(match[1]), int(match[2]), 1), "month"


def _year(value: str) -> _Found | None:
    match = re.fullmatch(r"(\d{4})(?:-XX(?:-XX)?)?", value)
    return (*_months(int(match[1]), 1, 12), "year") if match else None


def _week(value: str) -> _Found | None:
    match = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if match is None:
        return None
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6), "days"


def _part(value: str) -> _Found | None:
    match = re.fullmatch(r"(\d{4})-([A-Z0-9]{2})", value)
    if match is None:
        return None
    year, part = int(match[1]), match[2]
    if part in _SEASONS:
        return *_months(year, _SEASONS[part], 3), "months"
    if part in _PARTS:
        first, last = _PARTS[part]
        return *_months(year, first, last - first + 1), "months"
    return None


def _many_years(value: str) -> _Found | None:
    match = re.fullmatch(r"(\d{3})X?", value) or re.fullmatch(r"(\d{2})XX", value)
    if match is None:
        return None
    width = 10 ** (4 - len(match[1]))
    first = int(match[1]) * width
    return date(first, 1, 1), date(first + width - 1, 12, 31), "years"


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last_month += 1
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def clock_of(days: Days) -> tuple[int, int, str | None] | None:
    """Hour, minute and zone as written ("Z", "+02:00", None) where a time of day is given exactly; else None."""
    match = _CLOCK.fullmatch(f"T{days.clock}") if days.clock else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return int(match[1]), int(match[2]), match[4]


def in_words(value: str | None) -> str:
    """A date for readers ("14 May 2031", "13–14 May 2031"); "" without one."""
    return human(value) if value else ""
