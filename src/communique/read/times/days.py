"""Readers of days and hours: calendar days, weekdays, holidays, parts of a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from communique.read.times.amounts import number, ordinal
from communique.read.times.grammar import Match
from communique.read.times.lexicon import holidays
from communique.read.times.reckon import (
    Anchor,
    anchor_of,
    beside,
    day_value,
    easter,
    nth_weekday,
    plus_days,
    week_value,
)
from communique.read.times.scene import OF_PUBLICATION, Found, Scene
from communique.read.times.years import pick_year, year_of

Reading = list[Found]
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_OF_A_DAY = (["of", "the", "day"], ["on", "the", "day"])
_NEAR_AHEAD, _NEAR_BACK = 2, 1  # days away that "next Friday" and "last Tuesday" leap over
CLEAR = 1.0
"""A score beyond this is taken for what the clause says."""


def one(match: Match, kind: str, value: str | None, mod: str | None = None, anchor: str | None = None) -> Reading:
    """The whole match as one time."""
    return [Found(match.start, match.end, kind, value, mod, anchor)]  # type: ignore[arg-type]


def phase(match: Match, scene: Scene) -> str | None:
    """START, MID or END of what follows ("early", "mid-", "the end of"), or None."""
    for name in ("p", "p2"):
        for word in scene.part(match, name):
            if mod := scene.lexicon.value("PHASE", word):
                return str(mod)
    return None


def iso(match: Match, scene: Scene) -> Reading:
    """“2014-03-05” or “2014-03-05T10:30:00Z”, as written."""
    word = scene.tokens.word(match.start)
    day = anchor_of(word[:10])
    if day is None or day.date is None:
        return []
    clock = re.match(r"T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(.*)", word[10:])
    if not clock:
        return one(match, "DATE", word, anchor="stated")
    zone = clock.group(2) if clock.group(2) in ("", "Z") else f"{clock.group(2)[:3]}:{clock.group(2)[-2:]}"
    return one(match, "TIME", f"{word[:10]}T{clock.group(1)}{zone}", anchor="stated")


def slashed(match: Match, scene: Scene) -> Reading:
    """“3/14/2014” or “14/3/2014”; read month first where both would do, as US papers write."""
    first, second, year = (int(part) for part in scene.tokens.word(match.start).split("/"))
    year = scene.full_year(year) if year < 100 else year
    value = day_value(year, first, second) or day_value(year, second, first)
    both = day_value(year, first, second) and day_value(year, second, first) and first != second
    return one(match, "DATE", value, anchor="stated, read month first" if both else "stated") if value else []


def calendar_day(match: Match, scene: Scene) -> Reading:
    """“March 3”, “3 March 2014”, “Friday Oct. 13”, “October 12 of last year”."""
    value, reason = month_day(match, scene)
    return one(match, "DATE", value, phase(match, scene), reason) if reason else []


def month_day(match: Match, scene: Scene, suffix: str = "") -> tuple[str | None, str | None]:
    """The day that the parts m, d, y (or m2, d2, y2) name, with the reason; (None, None) if there is no such day."""
    month = scene.lookup(match, "m" + suffix, "MONTH")
    day = day_number_of(scene.part(match, "d" + suffix), scene)
    if not isinstance(month, int) or not day or not day_value(2000, month, day):
        return None, None
    year, reason = year_of(match, scene, suffix)
    if year is None and reason is None:
        weekday = scene.lookup(match, "w", "WEEKDAY") or scene.lookup(match, "w", "WDABBR")
        year, reason = pick_year(scene, match, month, day, weekday if isinstance(weekday, int) else None)
    if year is None:
        return None, reason or "no year is known"
    value = day_value(year, month, day)
    return (value, reason) if value else (None, None)


def day_number_of(words: list[str], scene: Scene) -> int | None:
    """The day of the month that "3", "3rd", "third" write, if it can be one."""
    day = ordinal(words, scene.lexicon) if words else None
    return day if day and 1 <= day <= 31 else None


def day_list(match: Match, scene: Scene) -> Reading:
    """“April 24 and 25”, “3-5 March”: two days of one month, the second told as it stands."""
    month = scene.lookup(match, "m", "MONTH")
    days = [day_number_of(scene.part(match, name), scene) for name in ("a", "b")]
    if not isinstance(month, int) or None in days:
        return []
    year, reason = year_of(match, scene)
    if year is None and reason is None:
        year, reason = pick_year(scene, match, month, days[0] or 1)
    values = [day_value(year, month, day or 0) if year else None for day in days]
    if year and None in values:
        return []
    month_first = match.parts["m"][0] < match.parts["a"][0]
    spans = (
        [(match.start, match.parts["a"][1]), (match.parts["b"][0], match.end)]
        if month_first
        else [match.parts["a"], (match.parts["b"][0], match.end)]
    )
    return [Found(low, high, "DATE", value, None, reason) for (low, high), value in zip(spans, values, strict=True)]


def holiday(match: Match, scene: Scene) -> Reading:
    """Christmas, Thanksgiving Day, Easter Monday, ... in the year said or the one nearest by tense."""
    low, high = match.parts["h"]
    name = " ".join("'" if w == "’" else w.replace("’", "'") for w in scene.tokens.words(low, high))
    rule = holidays().get(name)
    if rule is None:
        return []
    month, day = rule.get("date") or ((rule["nth"][0], 15) if "nth" in rule else (4, 5))
    year, reason = year_of(match, scene)
    if year is None and reason is None:
        year, reason = pick_year(scene, match, month, day)
    if not year or not 1583 <= year <= 9999:
        return one(match, "DATE", None, phase(match, scene), reason)
    if "date" in rule:
        date = dt.date(year, month, day)
    elif "nth" in rule:
        date = nth_weekday(year, *rule["nth"])
    else:
        date = easter(year) + dt.timedelta(days=rule["easter"])
    if week := scene.part(match, "k"):
        return one(match, "DATE", _holiday_week(date, week), phase(match, scene), reason)
    if beside_it := scene.part(match, "s"):
        date += dt.timedelta(days=-1 if beside_it[0] == "before" else 1)
    return one(match, "DATE", date.isoformat(), phase(match, scene), reason)


def _holiday_week(date: dt.date, week: list[str]) -> str:
    """“Easter week”; of a Monday, "Labor Day weekend" is the one it ends."""
    if week != ["weekend"]:
        return week_value(date)
    return week_value(date - dt.timedelta(days=7) if date.isoweekday() == 1 else date) + "-WE"


def september_11(match: Match, scene: Scene) -> Reading:
    """“the Sept. 11 terrorist attacks”, “Sept. 11 survivors”: the day of 2001, in texts written after it."""
    month, day = scene.lookup(match, "m", "MONTH"), day_number_of(scene.part(match, "d"), scene)
    if (month, day) != (9, 11) or scene.published is None or scene.published.year < 2001:
        return calendar_day(match, scene)
    return one(match, "DATE", "2001-09-11", anchor="the attacks of 2001 by name")


def day_number(match: Match, scene: Scene) -> Reading:
    """“on the 12th”: of the month of publication, or the nearest before or after it by tense."""
    day = day_number_of(scene.part(match, "d"), scene)
    today = scene.today
    if not day or today is None:
        return []
    ahead = scene.direction.score(scene.tokens, match.start, match.end) > 0
    month = Anchor(today.year, today.month)
    if (day < today.day) if ahead else (day > today.day):
        step = 1 if ahead else -1
        year, index = divmod(today.year * 12 + today.month - 1 + step, 12)
        month = Anchor(year, index + 1)
    value = day_value(month.year, month.month or 1, day)
    return (
        [Found(match.start + 1, match.end, "DATE", value, None, f"nearest to {scene.published_reason}")]
        if value
        else []
    )


# --- weekdays and days by name ---------------------------------------------------------------------


def weekday(match: Match, scene: Scene) -> Reading:
    """“Friday”, “last Friday”, “the following Monday”, “Tuesday of next week”, “Friday night”."""
    wanted = scene.lookup(match, "w", "WEEKDAY")
    if not isinstance(wanted, int):
        return []
    day, reason = _weekday_date(match, scene, wanted)
    return _with_part(match, scene, day, reason)


def _weekday_date(match: Match, scene: Scene, wanted: int) -> tuple[dt.date | None, str | None]:
    words = scene.part(match, "r")
    if week := scene.part(match, "k"):
        return _in_week(scene, wanted, week)
    told = scene.told_day(sentences=1)
    if words == ["that"] and not told:
        return _in_told_week(scene, wanted)
    if words and any(w in words for w in ("previous", "prior", "preceding", "following", "same", "that", "subsequent")):
        base = dt.date.fromisoformat(told.value[:10]) if told and told.value else scene.today
        if base is None:
            return None, "the day it counts from is unknown"
        ahead = "following" in words or "subsequent" in words or "that" in words
        reason = f"counted from “{scene.words_of(told)}”" if told else f"counted from {scene.published_reason}"
        return beside(base, wanted, ahead=ahead), reason
    if told and told.value and words == ["the", "next"] and _is_story(match, scene, told.value):
        return beside(dt.date.fromisoformat(told.value[:10]), wanted, ahead=True), f"after “{scene.words_of(told)}”"
    today = scene.today
    if today is None:
        return None, "the day of publication is unknown"
    if "last" in words or "past" in words:
        return _last_or_next(today, wanted, words, -1), f"the last before {scene.published_reason}"
    if "next" in words or "coming" in words:
        return _last_or_next(today, wanted, words, 1), f"the next after {scene.published_reason}"
    return _plain_weekday(match, scene, wanted, today, near="this" in words)


def _last_or_next(today: dt.date, wanted: int, words: list[str], step: int) -> dt.date | None:
    """The last or next such day; "last Tuesday" of a Wednesday, "next Friday" of a Wednesday are of another week.

    Who means a day so near says "Tuesday", "yesterday" or "Friday".
    """
    day = beside(today, wanted, ahead=step > 0)
    near = _NEAR_AHEAD if step > 0 else _NEAR_BACK
    bare = words in (["last"], ["next"])
    return plus_days(day, 7 * step) if day and bare and abs((day - today).days) <= near else day


def _is_story(match: Match, scene: Scene, day: str) -> bool:
    """Whether a clause goes on telling what happened after a day that lies before publication."""
    over = scene.today is None or dt.date.fromisoformat(day[:10]) < scene.today
    return over and scene.direction.score(scene.tokens, match.start, match.end) <= 0


def _in_told_week(scene: Scene, wanted: int) -> tuple[dt.date | None, str | None]:
    """“that Friday” after a week was told; unknown where neither a day nor a week was."""
    told = scene.told_date(sentences=2)
    week = _WEEK.fullmatch(told.value or "") if told else None
    if told is None or week is None:
        return None, "the week it belongs to is unknown"
    day = dt.date.fromisocalendar(int(week[1]), int(week[2]), wanted)
    return day, f"in the week of “{scene.words_of(told)}”"


def _plain_weekday(
    match: Match, scene: Scene, wanted: int, today: dt.date, *, near: bool
) -> tuple[dt.date | None, str]:
    back = (today.isoweekday() - wanted) % 7
    if back == 0 and not scene.direction.puts_off(scene.tokens, match.start):
        return today, f"the weekday of {scene.published_reason}"
    if later := _after_planned(match, scene, wanted, today):
        return later
    weights = scene.direction.weights["weekday"]
    score = scene.direction.score(scene.tokens, match.start, match.end)
    if _is_attribute(match, scene) and scene.direction.falls_due(scene.tokens, match.start, match.end):
        score = max(score, float(scene.direction.weights["will"]))
    if abs(score) < CLEAR or _is_attribute(match, scene):
        score += scene.leanings.get(wanted, 0.0)
    score += weights["bias"] + weights["distance"] * (2 * back - 7)
    if score + (2.0 if near else 0.0) > 0:
        return plus_days(today, 7 - back), f"the next after {scene.published_reason} (the clause looks ahead)"
    return plus_days(today, -back), f"the last on or before {scene.published_reason}"


def _after_planned(match: Match, scene: Scene, wanted: int, today: dt.date) -> tuple[dt.date | None, str] | None:
    """“They meet on Monday and sign on the Thursday”: the article says that it is the one after a day to come."""
    named = scene.tokens.words(match.start - 2, match.start) in (["on", "the"], ["by", "the"], ["until", "the"])
    told = scene.told_day(sentences=1) if named else None
    if told is None or not told.value or (day := dt.date.fromisoformat(told.value[:10])) <= today:
        return None
    return beside(day, wanted, ahead=True), f"after “{scene.words_of(told)}”"


def _is_attribute(match: Match, scene: Scene) -> bool:
    """“the Monday session”, “Monday’s summit”: the verb of the clause need not tell when the noun takes place."""
    before, after = scene.tokens.words(match.start - 1, match.start), scene.tokens.words(match.end, match.end + 1)
    return before in (["the"], ["a"], ["this"]) or after in (["'s"], ["’s"])


def weekday_leanings(matches: Iterable[Match], scene: Scene) -> dict[int, float]:
    """Of each weekday, which way its clear plain mentions point: one article means one Monday in most cases."""
    leanings: dict[int, float] = {}
    for match in matches:
        if match.rule.reads != "weekday" or {"r", "k"} & set(match.parts) or _is_attribute(match, scene):
            continue
        wanted = scene.lookup(match, "w", "WEEKDAY")
        score = scene.direction.score(scene.tokens, match.start, match.end)
        if isinstance(wanted, int) and abs(score) >= CLEAR:
            leanings[wanted] = leanings.get(wanted, 0.0) + max(-2.0, min(2.0, score))
    return leanings


def _in_week(scene: Scene, wanted: int, week: list[str]) -> tuple[dt.date | None, str | None]:
    today = scene.today
    if today is None or "that" in week or "same" in week:
        return None, "the week it belongs to is unknown"
    step = -1 if ("last" in week or "previous" in week) else 1 if ("next" in week or "following" in week) else 0
    monday = plus_days(today, 1 - today.isoweekday() + 7 * step)
    return (plus_days(monday, wanted - 1) if monday else None), f"in that week, counted from {scene.published_reason}"


def _with_part(match: Match, scene: Scene, day: dt.date | None, reason: str | None) -> Reading:
    part = scene.lookup(match, "t", "PART")
    if part:
        return one(match, "TIME", f"{day.isoformat()}T{part}" if day else None, phase(match, scene), reason)
    return one(match, "DATE", day.isoformat() if day else None, phase(match, scene), reason)


def weekday_weeks(match: Match, scene: Scene) -> Reading:
    """“two weeks ago Friday”, “a week from Monday”, “last week Tuesday”."""
    wanted = scene.lookup(match, "w", "WEEKDAY") or scene.lookup(match, "w3", "WEEKDAY")
    today = scene.today
    if not isinstance(wanted, int) or today is None:
        return one(match, "DATE", None, anchor="the day of publication is unknown")
    if week := scene.part(match, "k"):
        day, reason = _in_week(scene, wanted, week)
        return one(match, "DATE", day.isoformat() if day else None, anchor=reason)
    count = number(scene.part(match, "n") or scene.part(match, "n2"), scene.lexicon) or 1
    ahead = "from" in scene.part(match, "s")
    base = beside(today, wanted, ahead=ahead) if today.isoweekday() != wanted else today
    day = plus_days(base, round(count) * (7 if ahead else -7)) if base else None
    return one(match, "DATE", day.isoformat() if day else None, anchor=f"counted from {scene.published_reason}")


def weekdays(match: Match, scene: Scene) -> Reading:
    """“Fridays”, “Monday nights”: every one."""
    if "wp" in match.parts:
        part = scene.lookup(match, "t", "PARTS")
        return one(match, "SET", f"XXXX-WXX-{scene.lookup(match, 'wp', 'WEEKDAY')}T{part}", anchor="stated")
    return one(match, "SET", f"XXXX-WXX-{scene.lookup(match, 'w', 'WEEKDAYS')}", anchor="stated")


def day_word(match: Match, scene: Scene) -> Reading:
    """“today”, “yesterday morning”, “the day after tomorrow”; today is the day of publication."""
    step = scene.lookup(match, "w", "DAYWORD")
    step = scene.lookup(match, "w", "OLDDAYWORD") if step is None else step
    if not isinstance(step, int):
        return []
    if beside := scene.part(match, "s"):
        step += -1 if beside[0] == "before" else 1
    today = scene.today
    if today is None:
        value = "PRESENT_REF" if step == 0 and not scene.part(match, "t") else None
        return one(match, "DATE", value, phase(match, scene), "the day of publication is unknown")
    return _with_part(match, scene, plus_days(today, step), f"counted from {scene.published_reason}")


def day_beside(match: Match, scene: Scene) -> Reading:
    """“the day before Tuesday”."""
    wanted = scene.lookup(match, "w", "WEEKDAY")
    if not isinstance(wanted, int) or scene.today is None:
        return []
    day, reason = _weekday_date(match, scene, wanted)
    day = plus_days(day, -1 if scene.part(match, "s")[0] == "before" else 1) if day else None
    return one(match, "DATE", day.isoformat() if day else None, anchor=reason)


# --- parts of a day --------------------------------------------------------------------------------


def tonight(match: Match, scene: Scene) -> Reading:
    """The night of the day of publication."""
    return _part_of(match, scene.today, "NI", None, scene.published_reason)


def last_night(match: Match, scene: Scene) -> Reading:
    """The night, evening or afternoon before the day of publication."""
    day = plus_days(scene.today, -1) if scene.today else None
    return _part_of(match, day, str(scene.lookup(match, "t", "PART")), phase(match, scene), scene.published_reason)


def this_part(match: Match, scene: Scene) -> Reading:
    """A part of the day of publication ("this morning")."""
    return _part_of(
        match, scene.today, str(scene.lookup(match, "t", "PART")), phase(match, scene), scene.published_reason
    )


def _part_of(match: Match, day: dt.date | None, part: str, mod: str | None, reason: str | None) -> Reading:
    return one(
        match,
        "TIME",
        f"{day.isoformat()}T{part}" if day else None,
        mod,
        f"counted from {reason}" if day else "the day is unknown",
    )


def part_of_day(match: Match, scene: Scene) -> Reading:
    """“the evening of March 3”, “the early hours of Dec. 7”, “the night of the same day”."""
    value, reason = some_day(match, scene)
    part = scene.lookup(match, "t", "PART") or "MO"
    return one(match, "TIME", f"{value}T{part}" if value else None, phase(match, scene), reason) if reason else []


def some_day(match: Match, scene: Scene) -> tuple[str | None, str | None]:
    """The day that the parts of the macro SOMEDAY name, with the reason (None, None if they name none)."""
    if "m" in match.parts:
        return month_day(match, scene)
    if "m2" in match.parts:
        return month_day(match, scene, "2")
    if words := scene.part(match, "v"):
        if words[-1] == "day":
            told = scene.told_day(sentences=2)
            return (
                (told.value[:10], f"the day of “{scene.words_of(told)}”")
                if told and told.value
                else (None, "the day is unknown")
            )
        step = 0 if words[0] == "tonight" else int(scene.lexicon.value("DAYWORD", words[0]) or 0)
        day = plus_days(scene.today, step) if scene.today else None
        return (day.isoformat() if day else None), f"counted from {scene.published_reason}"
    wanted = scene.lookup(match, "w2", "WEEKDAY")
    if isinstance(wanted, int):
        day, reason = _weekday_date(match, scene, wanted)
        return (day.isoformat() if day else None), reason
    return None, None


def near_part(match: Match, scene: Scene) -> Reading:
    """“the next morning”, “that night”: of the day told last, or the day after or before it."""
    words = scene.part(match, "r")
    told = scene.told_day(sentences=1)
    step = (
        1 if ("next" in words or "following" in words) else -1 if ("previous" in words or "preceding" in words) else 0
    )
    day = plus_days(dt.date.fromisoformat(told.value[:10]), step) if told and told.value else None
    part = scene.lookup(match, "t", "PART")
    reason = f"counted from “{scene.words_of(told)}”" if told else "the day it counts from is unknown"
    return one(match, "TIME", f"{day.isoformat()}T{part}" if day else None, phase(match, scene), reason)


def here_part(match: Match, scene: Scene) -> Reading:
    """“in the morning”: of the day told in the sentence or the one before, else of the day of publication."""
    told = scene.told_day(sentences=1)
    day = told.value[:10] if told and told.value else scene.today.isoformat() if scene.today else None
    if scene.tokens.words(match.end, match.end + 3) in _OF_A_DAY:
        day = None  # "in the evening of the day he died"
    reason = f"the day of “{scene.words_of(told)}”" if told else f"{OF_PUBLICATION} ({scene.published_reason})"
    part = scene.lookup(match, "t", "PART") or "MO"
    return one(
        match, "TIME", f"{day}T{part}" if day else None, phase(match, scene), reason if day else "the day is unknown"
    )


def within_day(match: Match, scene: Scene) -> Reading:
    """“later in the day”: the day told in the sentence or the one before, else the day of publication."""
    told = scene.told_day(sentences=1)
    day = told.value[:10] if told and told.value else scene.today.isoformat() if scene.today else None
    reason = f"the day of “{scene.words_of(told)}”" if told else f"{OF_PUBLICATION} ({scene.published_reason})"
    return one(match, "DATE", day, phase(match, scene), reason if day else "the day is unknown")


def overnight(match: Match, scene: Scene) -> Reading:
    """The night before the day told in the sentence, or before the day of publication."""
    told = scene.told_day(sentences=0)
    base = dt.date.fromisoformat(told.value[:10]) if told and told.value else scene.today
    day = plus_days(base, -1) if base else None
    return _part_of(match, day, "NI", None, scene.words_of(told) if told else scene.published_reason)


READERS = {
    reader.__name__: reader
    for reader in (
        iso,
        slashed,
        calendar_day,
        day_list,
        holiday,
        september_11,
        day_number,
        weekday,
        weekday_weeks,
        weekdays,
        day_word,
        day_beside,
        tonight,
        last_night,
        this_part,
        part_of_day,
        near_part,
        here_part,
        within_day,
        overnight,
    )
}
