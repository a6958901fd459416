"""Readers of clock times, with the day that each belongs to."""

from __future__ import annotations

import datetime as dt
import re

from communique.read.times.days import Reading, one, some_day
from communique.read.times.grammar import Match
from communique.read.times.scene import OF_PUBLICATION, Found, Scene

_RECENT = 2  # days before publication that a night just told of may lie
_PAST = -1.0  # a score beyond which the clause speaks of the past


def clock(match: Match, scene: Scene) -> Reading:
    """“10:30 a.m. EST Tuesday”, “noon”, “7 o'clock in the evening”, “0735 GMT”, with the day it belongs to."""
    hours = _hours(match, scene)
    if hours is None:
        return []
    value, reason = some_day(match, scene)
    if value is None and reason is None:
        told = scene.told_day(sentences=0) or _night_told(match, scene)
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


def _night_told(match: Match, scene: Scene) -> Found | None:
    """The day told in one of the two sentences before, for what is told of the past: "late on Tuesday ... At 10.40 p.m."."""
    told = scene.told_day(sentences=2)
    today = scene.today
    if told is None or told.value is None or today is None:
        return None
    age = (today - dt.date.fromisoformat(told.value[:10])).days
    is_past = scene.direction.score(scene.tokens, match.start, match.end) < _PAST
    return told if is_past and 0 < age <= _RECENT else None


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
    if fixed := scene.lookup(match, "f", "FIXEDCLOCK"):
        return str(fixed)
    words = scene.part(match, "c") or scene.part(match, "h") or scene.part(match, "h3")
    if not words:
        return None
    parts = [int(part) for part in re.findall(r"\d+", words[0])]
    if "h3" in match.parts:
        parts = [parts[0] // 100, parts[0] % 100]
    hour, rest = parts[0], parts[1:]
    half = (scene.part(match, "a") or re.findall(r"[ap]m", words[0]) or [""])[0][0:1]
    later = scene.lookup(match, "b", "PART") in ("AF", "EV", "NI")
    if half and hour > 12:
        return None if hour > 23 else f"{hour:02d}:{(rest or [0])[0]:02d}"
    if (half == "p" or later) and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return ":".join(f"{part:02d}" for part in (hour, *(rest or [0])))


READERS = {clock.__name__: clock}
