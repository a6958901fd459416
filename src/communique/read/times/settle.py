"""Second looks at times beside one another: what one says of its neighbour once both are read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from communique.read.times.quarters import is_look_back, told_is_quarter
from communique.read.times.scene import OF_PUBLICATION, Found, Scene
from communique.read.times.tokens import SENTENCE_END
from communique.read.times.years import quarter_ending

_DAY_VALUE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DAY_REACH = 4  # tokens between a clock time and the day behind it
_RELATIVE = re.compile(
    r"(?:(?:that|this|the) (?:very )?(?:same|next|following|previous|preceding|other) |that (?:very )?|the )"
    r"(?:day|morning|afternoon|evening|night)",
    re.IGNORECASE,
)
_LATEST = re.compile(r"(?:the|its) (?:latest|most recent) month", re.IGNORECASE)
_APPOSED = ([","], [",", "on"], ["(", "on"], ["("], ["–"], ["—"])
_ENDED = (["ended"], ["ending"], ["that", "ended"], ["which", "ended"])
_WEEKDAYS = {
    name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), start=1)
}
_ALONE: tuple[list[str], ...] = (
    [],
    ["."],
    [","],
    [";"],
    ["and"],
    ["but"],
    ["he"],
    ["she"],
    ["they"],
    ["it"],
    ["before"],
    ["after"],
)
_STORY_REACH = 30  # tokens between a day told and “the Thursday” that follows it
_UNTIL = (["through"], ["to"], ["until"], ["till"], ["thru"], ["-"], ["–"])


def settled(scene: Scene) -> list[Found]:
    """The times told, those mended that their right-hand neighbour says more about."""
    told = list(scene.told)
    for at in range(len(told) - 1, 0, -1):
        told[at - 1] = _by_follower(told[at - 1], told[at], scene)
    for at in range(1, len(told)):
        told[at] = _named_again(told[at - 1], told[at], scene)
        told[at] = _end_of_range(told[at - 1], told[at], scene)
        told[at] = _of_the_story(told[at - 1], told[at], scene)
    return told


def _of_the_story(first: Found, this: Found, scene: Scene) -> Found:
    """ "The Thursday" behind a day that is more than a week over is the one after that day: "died on 3 March, buried on the Thursday"."""
    published, weekday = scene.published.date if scene.published else None, _WEEKDAYS.get(scene.words_of(this).lower())
    behind = scene.tokens.words(this.end, this.end + 1)
    named = scene.tokens.words(this.start - 1, this.start) == ["the"] and behind in _ALONE
    if not named or published is None or weekday is None or this.start - first.end > _STORY_REACH:
        return this
    if first.type != "DATE" or not _DAY_VALUE.fullmatch(first.value or ""):
        return this
    told = dt.date.fromisoformat(first.value or "")
    if (published - told).days <= 7:
        return this
    day = told + dt.timedelta(days=(weekday - told.isoweekday() - 1) % 7 + 1)
    return replace(this, value=day.isoformat(), anchor=f"the first after “{scene.words_of(first)}”")


def _named_again(first: Found, this: Found, scene: Scene) -> Found:
    """A quarter in apposition to one of the year before: "the year-ago quarter, its own third quarter"."""
    is_same = is_look_back(first) and told_is_quarter(first) and told_is_quarter(this)
    if not is_same or scene.tokens.words(first.end, this.start) not in _APPOSED or this.anchor == "stated":
        return this
    value = f"{(first.value or '')[:4]}{(this.value or '')[4:]}"
    return replace(this, value=value, anchor=f"another name of “{scene.words_of(first)}”")


def _by_follower(this: Found, follower: Found, scene: Scene) -> Found:
    """A clock time before its day ("at 10:35 a.m. Friday"), a relative day before its date ("the next day, Sept. 15")."""
    gap = scene.tokens.words(this.end, follower.start)
    if gap == [","] and _MONTH.fullmatch(follower.value or "") and _LATEST.fullmatch(scene.words_of(this)):
        return replace(this, value=follower.value, anchor=f"the month of “{scene.words_of(follower)}”")
    if not follower.value or not _DAY_VALUE.match(follower.value):
        return this
    if gap in _ENDED and scene.words_of(this).lower() in ("the quarter", "quarter", "the latest quarter"):
        value = quarter_ending(int(follower.value[:4]), int(follower.value[5:7]))
        return replace(this, value=value, anchor=f"it ends on “{scene.words_of(follower)}”")
    reason = f"the day of “{scene.words_of(follower)}”"
    if this.type == "TIME" and this.value and (this.anchor or "").startswith(OF_PUBLICATION):
        is_near = len(gap) <= _DAY_REACH and SENTENCE_END not in scene.tokens.signatures[this.end : follower.start]
        return replace(this, value=follower.value[:10] + this.value[10:], anchor=reason) if is_near else this
    if (
        gap in _APPOSED
        and follower.anchor
        and _RELATIVE.fullmatch(scene.words_of(this))
        and this.type in ("DATE", "TIME")
    ):
        part = (this.value or "")[10:] if this.type == "TIME" else ""
        return replace(this, value=follower.value[:10] + part, anchor=reason)
    return this


def _end_of_range(first: Found, last: Found, scene: Scene) -> Found:
    """The second of two weekdays or months joined by "through" comes after the first."""
    if scene.tokens.words(first.end, last.start) not in _UNTIL:
        return last
    if _MONTH.fullmatch(first.value or "") and _MONTH.fullmatch(last.value or ""):
        return _end_of_months(first, last, scene)
    if "publication" not in (last.anchor or ""):
        return last
    if first.type != "DATE" or last.type != "DATE" or "publication" not in (first.anchor or ""):
        return last
    days = [dt.date.fromisoformat(f.value) for f in (first, last) if f.value and _DAY_VALUE.fullmatch(f.value)]
    if len(days) != 2 or not 0 < (days[0] - days[1]).days < 7:
        return last
    moved = days[1] + dt.timedelta(days=7)
    return replace(last, value=moved.isoformat(), anchor=f"the first after “{scene.words_of(first)}”")


def _end_of_months(first: Found, last: Found, scene: Scene) -> Found:
    """The second of two months, in the year of the first or the one after: "May-June", "from October to March"."""
    if last.anchor == "stated":
        return last
    year, start, end = int((first.value or "")[:4]), int((first.value or "")[5:]), int((last.value or "")[5:])
    value = f"{year + (end < start):04d}-{end:02d}"
    return (
        last if value == last.value else replace(last, value=value, anchor=f"the first after “{scene.words_of(first)}”")
    )
