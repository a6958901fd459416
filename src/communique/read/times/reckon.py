"""Reckoning with dates that may be known to the year or the month only."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point in the calendar as far as it is known; what others are counted from."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> dt.date | None:
        """The day, if it is known."""
        return dt.date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def value(self) -> str:
        """As a TIMEX3 value."""
        return "-".join(f"{part:0{width}d}" for part, width in ((self.year, 4), (self.month, 2), (self.day, 2)) if part)


def anchor_of(text: str | None) -> Anchor | None:
    """The anchor that an ISO 8601 or EDTF date begins with; None if it names no possible date."""
    found = _ISO.match(text or "")
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not (month and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return Anchor(year, month, day)


def day_value(year: int, month: int, day: int) -> str | None:
    """The day as TIMEX3, or None if the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def week_value(day: dt.date) -> str:
    """The ISO week that holds `day`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def plus_days(day: dt.date, count: int) -> dt.date | None:
    """`day` moved by `count` days, or None past the ends of the calendar."""
    try:
        return day + dt.timedelta(days=count)
    except OverflowError:
        return None


def moved(anchor: Anchor, unit: str, count: int) -> str | None:
    """The unit (D W F WE M Q Y DE CE) that lies `count` units from the one holding `anchor`, as a TIMEX3 value.

    None if the anchor is not known finely enough, or the result leaves the calendar.
    """
    if abs(count) > 20_000:
        return None
    if unit in ("D", "W", "F", "WE"):
        return _moved_days(anchor, unit, count)
    if unit in ("M", "Q"):
        return _moved_months(anchor, unit, count)
    year = anchor.year
    if unit == "Y":
        return f"{year + count:04d}" if 1 <= year + count <= 9999 else None
    scale, width = {"DE": (10, 3), "CE": (100, 2)}.get(unit, (0, 0))
    if not scale:
        return None
    index = year // scale + count
    return f"{index:0{width}d}" if 0 < index < 10**width else None


def _moved_days(anchor: Anchor, unit: str, count: int) -> str | None:
    if anchor.date is None:
        return None
    day = plus_days(anchor.date, count * {"D": 1, "W": 7, "F": 14, "WE": 7}[unit])
    if day is None:
        return None
    return day.isoformat() if unit == "D" else week_value(day) + ("-WE" if unit == "WE" else "")


def _moved_months(anchor: Anchor, unit: str, count: int) -> str | None:
    if anchor.month is None:
        return None
    if unit == "Q":
        year, quarter = divmod(anchor.year * 4 + (anchor.month - 1) // 3 + count, 4)
        return f"{year:04d}-Q{quarter + 1}" if 1 <= year <= 9999 else None
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + count, 12)
    return f"{year:04d}-{month + 1:02d}" if 1 <= year <= 9999 else None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth Monday (1) ... Sunday (7) of a month; the last one for -1."""
    days = [
        d for d in range(1, calendar.monthrange(year, month)[1] + 1) if dt.date(year, month, d).isoweekday() == weekday
    ]
    return dt.date(year, month, days[nth - 1 if nth > 0 else nth])


def length_value(count: float | None, unit: str) -> str | None:
    """A length of time as TIMEX3 ("P2W", "PT1H30M", "P2Y6M"); an unknown count is X."""
    if unit == "F":
        return length_value(None if count is None else count * 2, "W")
    clock = unit.startswith("T") and len(unit) == 2
    prefix, letter = ("PT", unit[1]) if clock else ("P", unit)
    if count is None:
        return f"{prefix}X{letter}"
    if count > 1_000_000:
        return None
    if count != int(count) and (finer := _finer(count, unit)):
        return finer
    return f"{prefix}{count:g}{letter}" if count != int(count) else f"{prefix}{int(count)}{letter}"


_HALVES = {
    "Y": ("M", 12),
    "DE": ("Y", 10),
    "CE": ("Y", 100),
    "TH": ("M", 60),
    "TM": ("S", 60),
    "Q": ("M", 3),
    "D": ("H", 24),
}


def _finer(count: float, unit: str) -> str | None:
    """Two and a half years as P2Y6M; only where the rest is a whole number of the finer unit."""
    if unit not in _HALVES:
        return None
    letter, size = _HALVES[unit]
    whole, rest = int(count), (count - int(count)) * size
    if abs(rest - round(rest)) > 1e-6:
        return None
    if unit in ("DE", "CE", "Q"):
        return f"P{round(count * size)}{letter}"
    if unit == "D":
        return f"PT{round(count * size)}H" if not whole else f"P{whole}DT{round(rest)}H"
    prefix, coarse = ("PT", unit[1]) if unit in ("TH", "TM") else ("P", unit)
    return f"{prefix}{f'{whole}{coarse}' if whole else ''}{round(rest)}{letter}"


def beside(base: dt.date, wanted: int, *, ahead: bool) -> dt.date | None:
    """The wanted weekday strictly after (or before) `base`, within seven days."""
    gap = (wanted - base.isoweekday()) % 7 or 7
    return plus_days(base, gap if ahead else gap - 7 if gap != 7 else -7)
