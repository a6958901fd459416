"""Dates as users, pages and reports write them, as YYYY, YYYY-MM or YYYY-MM-DD: never finer than what is said."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_WORDS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
"""A month's name or usual short form, for use inside a case-insensitive pattern."""

_YEAR = r"(?P<y>[12]\d{3})"
_ISO_DAY = re.compile(rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ]\d\d.*)?", re.DOTALL)
_COMPACT = re.compile(rf"{_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?:T\d{{4,6}}.*)?")
_MONTH = re.compile(rf"{_YEAR}-(?P<m>\d\d)(?:-XX)?")
_YEAR_ONLY = re.compile(rf"{_YEAR}(?:-XX(?:-XX)?)?")
_WEEK = re.compile(rf"{_YEAR}-?W(?P<w>\d\d)(?:-?(?P<wd>[1-7]))?")
_ORDINAL = re.compile(rf"{_YEAR}-?(?P<n>\d{{3}})")
_WRITTEN_MDY = re.compile(rf"(?P<mon>{MONTH_WORDS})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}", re.IGNORECASE)
_WRITTEN_DMY = re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<mon>{MONTH_WORDS})\.?,?\s+{_YEAR}", re.IGNORECASE)
_WRITTEN_MY = re.compile(rf"(?P<mon>{MONTH_WORDS})\.?,?\s+{_YEAR}", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_DAY_IN_TEXT = re.compile(
    rf"(?:{MONTH_WORDS}\.? \d{{1,2}}(?:st|nd|rd|th)?,? [12]\d{{3}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH_WORDS}\.?,? [12]\d{{3}}"
    r"|[12]\d{3}-\d\d-\d\d)(?!\d)",
    re.IGNORECASE,
)


def parse_date(value: str) -> str | None:
    """A date in ISO 8601, EDTF (levels 0 and 1), RFC 2822 or unambiguous written English, with its own precision.

    Returns YYYY, YYYY-MM or YYYY-MM-DD, or None when the value is no date or could be read in two ways (03/04/2031).
    The day is the one written, in the time zone written. An interval gives what its two ends have in common.
    """
    value = value.strip()
    if not value or len(value) > 120:
        return None
    if value.count("/") == 1 and value[:4].isdigit():
        return _common([parse_date(end) for end in value.split("/")])
    plain = value.rstrip("?~%")
    return _iso(plain) or _rfc2822(value) or parse_written_date(value)


def parse_written_date(value: str) -> str | None:
    """A date in written English and nothing else: "March 3, 2031", "Tuesday, 3rd March 2031", "March 2031"."""
    value = _WEEKDAY.sub("", value.strip(), count=1)
    for pattern in (_WRITTEN_MDY, _WRITTEN_DMY):
        if match := pattern.fullmatch(value):
            return _day(int(match["y"]), month_number(match["mon"]), int(match["d"]))
    if match := _WRITTEN_MY.fullmatch(value):
        return f"{match['y']}-{month_number(match['mon']):02d}"
    return None


def day_in(words: str) -> str | None:
    """The first day with its year that stands anywhere in some words, as YYYY-MM-DD."""
    match = _DAY_IN_TEXT.search(words)
    return (parse_date(match.group()) or parse_written_date(match.group())) if match else None


def month_number(word: str) -> int:
    """1 to 12 for a month's name or short form."""
    return _MONTHS.index(word[:3].lower()) + 1


def _iso(value: str) -> str | None:
    for pattern in (_ISO_DAY, _COMPACT):
        if match := pattern.fullmatch(value):
            return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match := _WEEK.fullmatch(value):
        return _week(int(match["y"]), int(match["w"]), match["wd"])
    if match := _MONTH.fullmatch(value):
        return _month_or_season(match["y"], int(match["m"]))
    if match := _ORDINAL.fullmatch(value):
        return _ordinal(int(match["y"]), int(match["n"]))
    match = _YEAR_ONLY.fullmatch(value)
    return match["y"] if match else None


def _month_or_season(year: str, month: int) -> str | None:
    if 1 <= month <= 12:
        return f"{year}-{month:02d}"
    return year if 21 <= month <= 41 else None  # EDTF: seasons, quarters, semesters


def _rfc2822(value: str) -> str | None:
    if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d\d", value):
        return None
    from email.utils import parsedate_to_datetime  # loads the whole mail machinery: only when such a date comes

    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _ordinal(year: int, number: int) -> str | None:
    if not 1 <= number <= 366:
        return None
    day = datetime.date(year, 1, 1) + datetime.timedelta(days=number - 1)
    return day.isoformat() if day.year == year else None


def _week(year: int, week: int, weekday: str | None) -> str | None:
    try:
        if weekday:
            return datetime.date.fromisocalendar(year, week, int(weekday)).isoformat()
        ends = [datetime.date.fromisocalendar(year, week, day).isoformat() for day in (1, 7)]
    except ValueError:
        return None
    return _common([*ends])


def _common(ends: list[str | None]) -> str | None:
    """What two dates have in common, in whole years, months or days."""
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return None
    shared = []
    for left, right in zip(first.split("-"), last.split("-"), strict=False):
        if left != right:
            break
        shared.append(left)
    return "-".join(shared) or None
