"""Dates for readers: EDTF and TIMEX3 values as words and as day ranges. A value not understood stays as it is."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {"21": ("spring", 3), "22": ("summer", 6), "23": ("autumn", 9), "24": ("winter", 12)}
_SEASONS |= {"SP": _SEASONS["21"], "SU": _SEASONS["22"], "FA": _SEASONS["23"], "WI": _SEASONS["24"]}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_MONTH = re.compile("|".join(MONTHS))
_HEDGES = {"?": "perhaps ", "~": "about ", "%": "perhaps about "}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.*))?$")


@dataclass(frozen=True, slots=True)
class When:
    """A date as days: from `first` to `last`, both included; `text` is how a reader says it."""

    first: date
    last: date
    text: str


def parse(value: str | None) -> When | None:
    """Read an EDTF or TIMEX3 date, partial date or interval; None when it names no place on the calendar."""
    if not value or len(value) > 80:
        return None
    try:
        return _interval(value) if "/" in value else _point(value)
    except (ValueError, OverflowError):
        return None


def human(value: str | None, *, short: bool = False) -> str:
    """A date in words: "12 March 2031", "about March 2031", "11–12 March 2031"; unknown values unchanged.

    `short` cuts the months to three letters.
    """
    if not value:
        return "date unknown"
    when = parse(value)
    if when is None:
        return value
    return _MONTH.sub(lambda match: match[0][:3], when.text) if short else when.text


def iso(value: str | None) -> str | None:
    """A machine date for `<time datetime>`, or None where HTML knows none."""
    return value if value and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) else None


def _interval(value: str) -> When | None:
    left, _, right = value.partition("/")
    start, end = _point(left), _point(right)
    if start and end and start.first <= end.last:
        return When(start.first, end.last, _span_text(start, end, left, right))
    if start and right in ("", ".."):
        return When(start.first, start.last, f"from {start.text}" + (" on" if right else ""))
    if end and left in ("", ".."):
        return When(end.first, end.last, f"until {end.text}")
    return None


def _span_text(start: When, end: When, left: str, right: str) -> str:
    if _DAY.match(left) and _DAY.match(right) and "T" not in left + right:
        a, b = start.first, end.last
        if a == b:
            return start.text
        if (a.year, a.month) == (b.year, b.month):
            return f"{a.day}–{b.day} {MONTHS[b.month - 1]} {b.year}"
        if a.year == b.year:
            return f"{a.day} {MONTHS[a.month - 1]} – {end.text}"
    return f"{start.text} – {end.text}"


def _point(value: str) -> When | None:
    hedge = _HEDGES.get(value[-1:], "")
    value = value.rstrip("?~%")
    for read in (_day, _month, _year, _week, _quarter_or_season, _decade):
        when = read(value)
        if when:
            return When(when.first, when.last, hedge + when.text)
    return None


def _day(value: str) -> When | None:
    match = _DAY.match(value)
    if not match:
        return None
    day = date(int(match[1]), int(match[2]), int(match[3]))
    clock = match[4]
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if clock:
        text += f", {_PARTS.get(clock, clock)}"
    return When(day, day, text)


def _month(value: str) -> When | None:
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", value)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    year, month = int(match[1]), int(match[2])
    return When(
        date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), f"{MONTHS[month - 1]} {year}"
    )


def _year(value: str) -> When | None:
    match = re.fullmatch(r"(\d{4})(?:-XX(?:-XX)?)?", value)
    return When(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), match[1]) if match else None


def _week(value: str) -> When | None:
    match = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if not match:
        return None
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match[3]:
        saturday = monday + timedelta(days=5)
        return When(
            saturday,
            monday + timedelta(days=6),
            f"weekend of {saturday.day} {MONTHS[saturday.month - 1]} {saturday.year}",
        )
    return When(monday, monday + timedelta(days=6), f"week of {monday.day} {MONTHS[monday.month - 1]} {monday.year}")


def _quarter_or_season(value: str) -> When | None:
    match = re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|2[1-4]|SP|SU|FA|WI)", value)
    if not match:
        return None
    year, part = int(match[1]), match[2]
    if part in _SEASONS:
        name, month = _SEASONS[part]
        return When(date(year, month, 1), _last_day(year, month + 2), f"{name} {year}")
    months = 3 if part[0] == "Q" else 6
    first = (int(part[1]) - 1) * months + 1
    noun = "quarter" if months == 3 else "half"
    ordinal = ("first", "second", "third", "fourth")[int(part[1]) - 1]
    return When(date(year, first, 1), _last_day(year, first + months - 1), f"{ordinal} {noun} of {year}")


def _decade(value: str) -> When | None:
    match = re.fullmatch(r"(\d{3})X?", value) or re.fullmatch(r"(\d{2})XX", value)
    if not match:
        return None
    width = 10 ** (4 - len(match[1]))
    first = int(match[1]) * width
    return When(date(first, 1, 1), date(first + width - 1, 12, 31), f"{first}s")


def _last_day(year: int, month: int) -> date:
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    return date(year, month, calendar.monthrange(year, month)[1])
