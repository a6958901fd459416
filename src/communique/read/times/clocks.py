"""Readers of clock times, with the day that each belongs to."""

from __future__ import annotations

import datetime as dt
import re

from communique.read.times.amounts import number
from communique.read.times.days import Reading, one, some_day
from communique.read.times.grammar import Match
from communique.read.times.reckon import plus_days
from communique.read.times.scene import OF_PUBLICATION, Found, Scene

_RECENT = 2  # days before publication that a night just told of may lie
_CLOCK_VALUE = re.compile(r"T\d\d:")
_PAST = -1.0  # a score beyond which the clause speaks of the past


def clock(match: Match, scene: Scene) -> Reading:
    """“10:30 a.m. EST Tuesday”, “noon”, “7 o'clock in the evening”, “0735 GMT”, with the day it belongs to."""
    hours = _hours(match, scene)
    if hours is None:
        return []
    value, reason = some_day(match, scene)
    if "b6" in match.parts and scene.today:
        before = plus_days(scene.today, -int(hours >= f"{_SMALL_HOURS:02d}"))  # "2:30 last night" is of today
        value, reason = before.isoformat() if before else None, f"counted from {scene.published_reason}"
    if value is None and reason is None:
        told = scene.told_day(sentences=0) or _day_told(match, scene)
        value = told.value[:10] if told and told.value else scene.today.isoformat() if scene.today else None
        reason = f"the day of “{scene.words_of(told)}”" if told else f"{OF_PUBLICATION} ({scene.published_reason})"
    zone = _zone(match, scene)
    if name := scene.part(match, "z"):
        reason = f"{reason}; clock of {name[0].upper()}"
    return one(
        match,
        "TIME",
        f"{value}T{hours}{zone}" if value else None,
        _clock_mod(scene.part(match, "p")),
        reason if value else "the day is unknown",
    )


def _day_told(match: Match, scene: Scene) -> Found | None:
    """The day that the sentences before tell of.

    For the past, of the last two days, in one of the two sentences before ("late on Tuesday ... At 10.40 p.m."); an older
    one if the sentence before tells of it, or a clock time of either goes before ("At 4 p.m. on 3 March ... At 6 p.m.");
    else the day to come that the sentence before tells of last ("The vote is on Tuesday. Polls open at 6 a.m.").
    """
    today = scene.today
    if today is None:
        return None
    days = scene.told_days(sentences=2)
    ages = [(f, (today - dt.date.fromisoformat(str(f.value)[:10])).days) for f in days]
    old = [f for f, age in ages if age > _RECENT]
    ahead = scene.direction.score(scene.tokens, match.start, match.end)
    clocks = (f for f in old if ahead <= 0 and _CLOCK_VALUE.search(str(f.value)))
    if ahead >= _PAST:
        low = scene.opening(1)
        coming = next((f for f in days if f.start >= low), None)
        is_near = coming and today.isoformat() < str(coming.value)[:10] <= _in_a_week(today)
        return coming if is_near else next(clocks, None)
    near = next((told for told, age in ages if 0 < age <= _RECENT), None)
    return near or next((f for f in old if f.start >= scene.opening(1)), None) or next(clocks, None)


def _in_a_week(today: dt.date) -> str:
    return (today + dt.timedelta(days=7)).isoformat() if today.year < dt.MAXYEAR else dt.date.max.isoformat()


def _zone(match: Match, scene: Scene) -> str:
    """“GMT” is Z, “(GMT +8)” an offset; zones whose offset changes with the season are left out of the value."""
    zone = str(scene.lookup(match, "z", "ZONE") or "")
    ahead = scene.part(match, "k")
    if not ahead:
        return zone
    hours = int(ahead[0])
    return f"{'+' if scene.part(match, 'g') == ['+'] else '-'}{hours:02d}:00" if zone and hours <= 14 else ""


def _clock_mod(words: list[str]) -> str | None:
    if not words:
        return None
    return "AFTER" if words[-1] == "after" else "BEFORE" if words[-1] == "before" else "APPROX"


def _hours(match: Match, scene: Scene) -> str | None:
    """The hour and minute that the match writes, in digits or words, with what tells morning from evening."""
    if fixed := scene.lookup(match, "f", "FIXEDCLOCK"):
        return str(fixed)
    parts = _hour_and_minute(match, scene)
    if parts is None:
        return None
    hour, rest = parts[0], parts[1:]
    half = _half_of_day(match, scene, hour)
    if half and hour > 12:
        return None if hour > 23 else f"{hour:02d}:{(rest or [0])[0]:02d}"
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return ":".join(f"{part:02d}" for part in (hour, *(rest or [0])))


_HALF_HOUR, _QUARTER_HOUR = 30, 15


def _hour_and_minute(match: Match, scene: Scene) -> list[int] | None:
    if military := scene.part(match, "h3"):
        return [int(military[0]) // 100, int(military[0]) % 100]
    if digits := scene.part(match, "c"):
        return [int(part) for part in re.findall(r"\d+", digits[0])]
    spoken = next((words for name in ("h", "h4", "h5", "h6") if (words := scene.part(match, name))), [])
    hour = number(spoken[:1], scene.lexicon)
    if hour is None or not hour <= _HOURS:
        return None
    if q := scene.part(match, "q"):
        return [int(hour), _HALF_HOUR if "half" in q else _QUARTER_HOUR]
    if q := scene.part(match, "q2"):
        return [int(hour), _QUARTER_HOUR] if "after" in q else [(int(hour) - 1) or 12, 60 - _QUARTER_HOUR]
    minutes = number(spoken[1:], scene.lexicon) if len(spoken) > 1 else 0
    return [int(hour), int(minutes)] if minutes is not None and minutes < 60 else None


_HOURS = 24
_SMALL_HOURS = 5  # before this hour a clock of the night is of the morning: "2:30 last night"
_PARTS = ("b", "b3", "b4", "b5", "b2", "b6", "t")  # "in the evening", "this evening", "last night", "Tuesday night"


def _half_of_day(match: Match, scene: Scene, hour: int) -> str:
    """A or p, as "a.m.", "in the evening" or the part of the day behind it say; empty if nothing does."""
    for name in ("a", "a2", "a4", "a5"):
        if words := scene.part(match, name):
            return words[0][0]
    if glued := re.search(r"[ap]m", " ".join(scene.part(match, "c"))):
        return glued.group()[0]
    part = next((p for name in _PARTS if (p := scene.lookup(match, name, "PART"))), None)
    if part is None and scene.part(match, "v") == ["tonight"]:
        part = "NI"
    if part == "NI":
        return "p" if hour >= _SMALL_HOURS else "a"
    return "p" if part in ("AF", "EV") else "a" if part else ""


READERS = {clock.__name__: clock}
