"""TIMEX3 values as EDTF and as calendar intervals.

TIMEX3: TimeML 1.2.1. EDTF: ISO 8601-2 as published by the Library of Congress (levels 0 to 2).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(.*))?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE|-[1-7])?")
_PARTIAL = re.compile(r"\d{4}-(?:XX|\d{2})(?:-XX)?|\d{3}X|\d{2}XX")
_CLOCK = re.compile(r"(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?")
_YEAR_RANGE = re.compile(r"(\d{4})/(\d{4})")

# First month and number of months. The winter of a year begins in its December.
_SEASON_MONTHS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
_PART_MONTHS = (
    {f"Q{n}": (3 * n - 2, 3) for n in range(1, 5)} | {f"H{n}": (6 * n - 5, 6) for n in (1, 2)} | _SEASON_MONTHS
)
_EDTF_PARTS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}


def edtf(value: str | None, mod: str | None = None) -> str | None:
    """A TIMEX3 value as EDTF, or None for lengths, sets, vague references and anything EDTF has no form for.

    Decades become "199X", centuries "18XX", weeks an interval of days; a part of a day keeps the day only. With
    `mod` APPROX the date is marked approximate ("~").
    """
    if not value:
        return None
    plain = _edtf_plain(value)
    if plain is None or mod != "APPROX" or "/" in plain or "T" in plain:
        return plain
    return plain + "~"


def _edtf_plain(value: str) -> str | None:
    if re.fullmatch(r"\d{4}", value) or _YEAR_RANGE.fullmatch(value) or _PARTIAL.fullmatch(value):
        return value
    if found := re.fullmatch(r"(\d{2,3})", value):
        return value.ljust(4, "X") if len(found.group(1)) in (2, 3) else None
    if found := re.fullmatch(r"BC(\d{4})", value):
        return f"-{int(found.group(1)) - 1:04d}"
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])", value):
        return f"{found.group(1)}-{_EDTF_PARTS[found.group(2)]}"
    days = interval(value)
    if days is None:
        return None
    if _WEEK.fullmatch(value) and days[0] != days[1]:
        return f"{days[0].isoformat()}/{days[1].isoformat()}"
    if _MONTH.fullmatch(value):
        return value
    return days[0].isoformat() + _edtf_clock(value)


def _edtf_clock(value: str) -> str:
    found = _CLOCK.fullmatch(value.partition("T")[2])
    if not found or found.group(1) == "24":
        return ""
    return f"T{found.group(1)}:{found.group(2)}:{found.group(3) or '00'}{found.group(4) or ''}"


def interval(value: str | None) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a TIMEX3 DATE or TIME value; None where it names no stretch of the calendar."""
    if not value:
        return None
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> tuple[dt.date, dt.date] | None:
    if found := _DAY.fullmatch(value):
        day = dt.date(*(int(part) for part in found.groups()[:3]))
        return day, day
    if found := _WEEK.fullmatch(value):
        return _week(int(found.group(1)), int(found.group(2)), found.group(3))
    if found := _MONTH.fullmatch(value):
        return _months(int(found.group(1)), int(found.group(2)), 1)
    if found := re.fullmatch(r"(\d{4})-([A-Z][A-Z0-9])", value):
        part = _PART_MONTHS.get(found.group(2))
        return _months(int(found.group(1)), *part) if part else None
    if found := _YEAR_RANGE.fullmatch(value):
        return dt.date(int(found.group(1)), 1, 1), dt.date(int(found.group(2)), 12, 31)
    if re.fullmatch(r"\d{2,4}", value):
        scale = 10 ** (4 - len(value))
        first = int(value) * scale
        return dt.date(first, 1, 1), dt.date(first + scale - 1, 12, 31)
    return None


def _week(year: int, week: int, part: str | None) -> tuple[dt.date, dt.date]:
    if part == "-WE":
        return dt.date.fromisocalendar(year, week, 6), dt.date.fromisocalendar(year, week, 7)
    if part:
        day = dt.date.fromisocalendar(year, week, int(part[1]))
        return day, day
    return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return first, dt.date(end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1])
