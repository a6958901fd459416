"""The reader of "the year", "the quarter's", "the end of the month": the running one, or the one that is being told of."""

from __future__ import annotations

import re

from communique.read.times.days import Reading, one, phase
from communique.read.times.grammar import Match
from communique.read.times.quarters import told_quarter
from communique.read.times.reckon import Anchor, moved
from communique.read.times.scene import Found, Scene
from communique.read.times.years import opening_time

_MONTH = re.compile(r"\d{4}-\d{2}")
_FIRST_QUARTER = 3  # months in which the last quarter of the year before is reported
_MONDAY = 1
_LATE = 8  # from this month on "by the middle of the year" is the next year's
_RECENT = 3  # months before publication that figures of a month may lie


def the_period(match: Match, scene: Scene) -> Reading:
    """“the year”, “the end of the month”: the one of publication, or the one the text is telling of."""
    unit = str(scene.lookup(match, "u", "CALUNIT"))
    after = scene.tokens.words(match.end, match.end + 1)
    if unit == "D":
        return []
    if after and after[0] in ("ended", "ending"):
        return one(match, "DURATION", f"P1{unit}", anchor="stated")
    told = _told(match, scene, unit)
    if told and (anchor := scene.anchor_of(told)) and (value := moved(anchor, unit, 0)):
        return one(match, "DATE", value, phase(match, scene), f"counted from “{scene.words_of(told)}”")
    published = scene.published
    value = moved(published, unit, _just_over(match, scene, unit, published)) if published else None
    return one(
        match,
        "DATE",
        value,
        phase(match, scene),
        f"the one of {scene.published_reason}" if value else "the publication date is unknown",
    )


def _told(match: Match, scene: Scene, unit: str) -> Found | None:
    """The time that says which year, quarter or month it is, if one does."""
    if unit == "Q":
        return told_quarter(scene)
    if opening := opening_time(scene, match, sentences=1 if unit in ("DE", "CE", "Y") else 0):
        return opening
    if not _looks_back(match, scene):
        return None
    if unit == "M":
        last = next((f for f in scene.recent() if f.value and not (f.anchor or "").startswith("counted from “")), None)
        if last is None or last.start < scene.opening(1) or not _is_recent(last, scene):
            return _lead_month(scene)
        return last if _MONTH.fullmatch(last.value or "") else _lead_month(scene) or last
    return _reported_quarter(scene) if unit == "Y" else None


def _lead_month(scene: Scene) -> Found | None:
    """The first month that the text tells of, if it is a recent one: reports of figures open with theirs."""
    first = next((f for f in scene.told if re.fullmatch(_MONTH, f.value or "")), None)
    return first if first and _is_recent(first, scene) else None


def _is_recent(told: Found, scene: Scene) -> bool:
    """Whether a time of a known month lies in the months of publication or the three before."""
    found, published = _MONTH.match(told.value or ""), scene.published
    if found is None or published is None or published.month is None:
        return False
    year, month = (int(part) for part in found.group().split("-"))
    return 0 <= published.year * 12 + published.month - year * 12 - month <= _RECENT


def _reported_quarter(scene: Scene) -> Found | None:
    """The last quarter of the year before, reported early in this one: "the year" beside it is that year."""
    told, published = told_quarter(scene), scene.published
    if told is None or published is None or not published.month or published.month > _FIRST_QUARTER:
        return None
    return told if told.value == f"{published.year - 1:04d}-Q4" else None


def _just_over(match: Match, scene: Scene, unit: str, published: Anchor) -> int:
    """-1 for the week that is told of on a Monday ("for the week, the index fell"); 1 for a year whose middle is over."""
    edge = phase(match, scene) in ("START", "MID") and "earlier" not in scene.part(match, "p")
    if unit == "Y" and edge and (published.month or 1) >= _LATE:
        return int(scene.direction.score(scene.tokens, match.start, match.end) > 0)
    is_monday = published.date is not None and published.date.isoweekday() == _MONDAY
    return -int(unit == "W" and is_monday and not phase(match, scene) and _looks_back(match, scene))


def _looks_back(match: Match, scene: Scene) -> bool:
    return scene.direction.score(scene.tokens, match.start, match.end) < 0


READERS = {the_period.__name__: the_period}
