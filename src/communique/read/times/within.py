"""Readers of days and times counted inside a longer period: "the last day of March", "the third Thursday in November"."""

from __future__ import annotations

import calendar
import datetime as dt

from communique.read.times.amounts import ordinal
from communique.read.times.days import CLEAR, Reading, day_number_of, one
from communique.read.times.grammar import Match
from communique.read.times.reckon import day_value, moved, plus_days
from communique.read.times.scene import Scene
from communique.read.times.years import pick_year, year_of

_TWO_YEARS = 731  # days; every pairing of weekday and day of the month occurs within them
_LATE_IN_YEAR = 8  # from this month on a middle of the year to come is the next year's


def weekday_number(match: Match, scene: Scene) -> Reading:
    """“Friday the 13th”: the nearest such day before publication, or after it where the clause looks ahead."""
    wanted, day, today = scene.lookup(match, "w", "WEEKDAY"), day_number_of(scene.part(match, "d"), scene), scene.today
    if not isinstance(wanted, int) or not day:
        return []
    if today is None:
        return one(match, "DATE", None, anchor="the day of publication is unknown")
    step = 1 if scene.direction.score(scene.tokens, match.start, match.end) > CLEAR else -1
    days = (plus_days(today, step * n) for n in range(_TWO_YEARS))
    value = next((d for d in days if d and d.day == day and d.isoweekday() == wanted), None)
    reason = f"the {'next after' if step > 0 else 'last before'} {scene.published_reason} that is both"
    return one(match, "DATE", value.isoformat() if value else None, anchor=reason)


def weekday_of_month(match: Match, scene: Scene) -> Reading:
    """“the third Thursday in November”, “the last Monday of May 2014”: a day of the calendar."""
    wanted, month = scene.lookup(match, "w", "WEEKDAY"), scene.lookup(match, "m", "MONTH")
    which = ordinal(scene.part(match, "o"), scene.lexicon)
    if not isinstance(wanted, int) or not isinstance(month, int) or not which or not -1 <= which <= 5:
        return []
    year, reason = year_of(match, scene)
    if year is None and reason is None:
        year, reason = pick_year(scene, match, month)
    value = _nth(year, month, wanted, which) if year else None
    if value and reason != "stated" and scene.today and value < scene.today.isoformat() and year:
        ahead = scene.direction.score(scene.tokens, match.start, match.end) > CLEAR
        value = _nth(year + 1, month, wanted, which) if ahead else value
    return one(match, "DATE", value, anchor=reason)


def _nth(year: int, month: int, wanted: int, which: int) -> str | None:
    days = [v for d in range(1, 32) if (v := day_value(year, month, d)) and _weekday_of(v) == wanted]
    place = which - 1 if which > 0 else -1
    return days[place] if -len(days) <= place < len(days) else None


def _weekday_of(value: str) -> int:
    return dt.date.fromisoformat(value).isoweekday()


def day_of_period(match: Match, scene: Scene) -> Reading:
    """“the last day of January”, “the first day of the year”, “the last day of 1999”."""
    which = ordinal(scene.part(match, "o"), scene.lexicon)
    span = _period(match, scene)
    if not which or span is None:
        return []
    first, last, reason = span
    if first is None or last is None:
        return one(match, "DATE", None, anchor=reason)
    day = last if which < 0 else plus_days(first, which - 1)
    return one(match, "DATE", day.isoformat(), anchor=reason) if day and day <= last else []


def _period(match: Match, scene: Scene) -> tuple[dt.date | None, dt.date | None, str | None] | None:
    """The first and last day of the month or year that the parts m, y, u or ofy name, with the reason."""
    month = scene.lookup(match, "m", "MONTH")
    year, reason = year_of(match, scene)
    if isinstance(month, int):
        if year is None and reason is None:
            year, reason = pick_year(scene, match, month)
        return (*_month(year, month), reason)
    if "u" not in match.parts:
        return (dt.date(year, 1, 1), dt.date(year, 12, 31), reason) if year else (None, None, reason)
    today, reason = scene.published, f"of {scene.published_reason}"
    if today is None:
        return None, None, "the publication date is unknown"
    if scene.part(match, "u") == ["year"]:
        return dt.date(today.year, 1, 1), dt.date(today.year, 12, 31), reason
    return (*_month(today.year if today.month else None, today.month or 1), reason)


def _month(year: int | None, month: int) -> tuple[dt.date | None, dt.date | None]:
    if not year:
        return None, None
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def mid_unit(match: Match, scene: Scene) -> Reading:
    """“by midyear”, “mid-week”: the middle of the running one; of the next year where one to come cannot be this year's."""
    unit = str(scene.lookup(match, "u", "MIDUNIT") or scene.lookup(match, "u", "UNIT"))
    published = scene.published
    if published is None:
        return one(match, "DATE", None, "MID", "the publication date is unknown")
    ahead = scene.direction.score(scene.tokens, match.start, match.end) > 0
    step = int(unit == "Y" and ahead and (published.month or 1) >= _LATE_IN_YEAR)
    return one(match, "DATE", moved(published, unit, step), "MID", f"counted from {scene.published_reason}")


def turn_of_century(match: Match, scene: Scene) -> Reading:
    """“by the turn of the century”: the year it opens with, the last or the next by tense; unknown without a tense."""
    ahead = scene.direction.score(scene.tokens, match.start, match.end)
    if scene.published is None or not ahead:
        return one(match, "DATE", None, anchor="which one is not told")
    century = scene.published.year // 100 + (ahead > 0)
    return one(match, "DATE", f"{century:02d}00", anchor=f"counted from {scene.published_reason}")


READERS = {
    reader.__name__: reader for reader in (weekday_number, weekday_of_month, day_of_period, mid_unit, turn_of_century)
}
