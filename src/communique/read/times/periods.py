"""Readers of months, seasons, years, decades, centuries, and of periods near publication or in the story."""

from __future__ import annotations

import datetime as dt
import re

from communique.read.times.amounts import number, ordinal
from communique.read.times.days import Reading, month_day, one, phase
from communique.read.times.forms import interval
from communique.read.times.grammar import Match
from communique.read.times.reckon import Anchor, moved, plus_days, week_value
from communique.read.times.scene import Found, Scene
from communique.read.times.years import pick_year, spelled_year, year_of

BACK = frozenset({"last", "past", "previous", "prior", "preceding"})
AHEAD = frozenset({"next", "coming", "upcoming", "forthcoming", "following", "subsequent", "ensuing", "succeeding"})
_STORY = frozenset({"that", "same"})
STORY_STEPS = {
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "following": 1,
    "subsequent": 1,
    "ensuing": 1,
    "succeeding": 1,
}


def month(match: Match, scene: Scene) -> Reading:
    """“March 2014”, “early October”, “last August”, “June of last year”, “mid-March”."""
    wanted = scene.lookup(match, "m", "MONTH")
    if not isinstance(wanted, int):
        return []
    year, reason = year_of(match, scene)
    if year is None and reason is None:
        year, reason = pick_year(scene, match, wanted)
    mod = phase(match, scene) or ("APPROX" if "g" in match.parts else None)
    return one(match, "DATE", f"{year:04d}-{wanted:02d}" if year else None, mod, reason)


def season(match: Match, scene: Scene) -> Reading:
    """“the winter of 1994”, “last summer”, “this fall”; the winter of a year is the one that begins in its December."""
    name = scene.lookup(match, "s", "SEASON")
    year, reason = year_of(match, scene)
    if year is None and reason is None:
        year, reason = _season_year(match, scene, str(name))
    return one(match, "DATE", f"{year:04d}-{name}" if year else None, phase(match, scene), reason)


def _season_year(match: Match, scene: Scene, name: str) -> tuple[int | None, str | None]:
    published = scene.published
    if published is None or published.month is None:
        return None, "the month of publication is unknown"
    words = scene.part(match, "r")
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    now = published.year * 12 + published.month - 1
    begun = max(
        start
        for start in (year * 12 + first - 1 for year in range(published.year - 1, published.year + 1))
        if start <= now
    )
    running = now - begun < 3
    if "this" in words and "past" not in words and "coming" not in words:
        return (begun // 12 if running else published.year), f"counted from {scene.published_reason}"
    if BACK & set(words):
        return (begun - 12 * running) // 12, f"the last before {scene.published_reason}"
    if AHEAD & set(words):
        return (begun + 12) // 12, f"the next after {scene.published_reason}"
    ahead = scene.direction.score(scene.tokens, match.start, match.end) > 0.5 and not running
    return (begun + 12 * ahead) // 12, f"nearest to {scene.published_reason} by tense"


# --- years and more --------------------------------------------------------------------------------


def year(match: Match, scene: Scene) -> Reading:
    """“2014”, “mid-1996”, “1994 or later”, “post-1959”, “'98”."""
    value = scene.year(match)
    if value is None:
        return []
    mod = phase(match, scene)
    tail = scene.part(match, "g")
    if tail:
        mod = {"beyond": "ON_OR_AFTER", "later": "ON_OR_AFTER", "after": "ON_OR_AFTER", "so": "APPROX"}.get(
            tail[-1], "ON_OR_BEFORE"
        )
    elif {"post", "pre"} & set(scene.part(match, "p")):
        mod = "AFTER" if "post" in scene.part(match, "p") else "BEFORE"
    return one(match, "DATE", f"{value:04d}", mod, "stated")


def fiscal(match: Match, scene: Scene) -> Reading:
    """“fiscal 2014” (the year by its name), “the 2014-15 school year” (both years)."""
    first = scene.year(match)
    if first is None:
        return []
    if second := scene.part(match, "y2"):
        last = int(second[0]) if len(second[0]) == 4 else first // 100 * 100 + int(second[0])
        last += 100 if last < first else 0
        return one(match, "DATE", f"{first:04d}/{last:04d}", phase(match, scene), "stated") if last - first == 1 else []
    return one(match, "DATE", f"{first:04d}", phase(match, scene), "stated, a fiscal or school year by its name")


def year_range(match: Match, scene: Scene) -> Reading:
    """“1939-45”: two years."""
    first = int(scene.part(match, "a")[0])
    tail = scene.part(match, "b")[0]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if not first < last <= first + 200:
        return []
    low, high = match.parts["a"], match.parts["b"]
    return [Found(*low, "DATE", f"{first:04d}", None, "stated"), Found(*high, "DATE", f"{last:04d}", None, "stated")]


def era_year(match: Match, scene: Scene) -> Reading:
    """“300 BC”, “AD 70”."""
    words = scene.part(match, "n") or scene.part(match, "n2")
    era = scene.lookup(match, "e", "ERA") or scene.lookup(match, "e2", "ERA")
    value = int(words[0])
    if not 0 < value <= 9999:
        return []
    return one(match, "DATE", f"BC{value:04d}" if era == -1 else f"{value:04d}", anchor="stated")


def written_year(match: Match, scene: Scene) -> Reading:
    """“nineteen ninety-six”, “two thousand and four”."""
    value = spelled_year(scene.tokens.words(match.start, match.end), scene)
    return one(match, "DATE", f"{value:04d}", phase(match, scene), "stated") if value else []


def decade_in_words(match: Match, scene: Scene) -> Reading:
    """“the nineteen eighties”: three digits."""
    century = number(scene.part(match, "c"), scene.lexicon)
    tens = scene.lookup(match, "d", "DECADEWORD")
    if century is None or not isinstance(tens, int):
        return []
    return one(match, "DATE", f"{int(century)}{tens}", phase(match, scene), "stated")


def decade(match: Match, scene: Scene) -> Reading:
    """“the 1990s”, “early '80s”, “the sixties”: three digits."""
    value = decade_value(scene.part(match, "d"), scene)
    return one(match, "DATE", value, phase(match, scene), "stated") if value else []


def decade_value(words: list[str], scene: Scene) -> str | None:
    """The three digits of the decade that "1990s", "'90s", "90's" or "nineties" writes, or None."""
    tens = scene.lexicon.value("DECADEWORD", words[0]) if words else None
    digits = re.sub(r"\D", "", words[0]) if words else ""
    if tens is None and len(digits) == 4:
        return digits[:3]
    if tens is None and len(digits) == 2 and (words[0].endswith("s") or digits[1] == "0"):
        tens = int(digits[0])
    if tens is None:
        return None
    limit = scene.published.year + 15 if scene.published else 2029  # "the '90s" may lie just ahead
    century = limit // 100 if tens * 10 <= limit % 100 else limit // 100 - 1
    return f"{century}{tens}"


def century(match: Match, scene: Scene) -> Reading:
    """“the 18th century” is 17: the first two digits of its years."""
    which = ordinal(scene.part(match, "o"), scene.lexicon)
    if not which or not 1 <= which <= 30:
        return []
    if scene.lookup(match, "e", "ERA") == -1:
        return one(match, "DATE", f"BC{which - 1:02d}", phase(match, scene), "stated")
    return one(match, "DATE", f"{which - 1:02d}", phase(match, scene), "stated")


# --- counted from publication or from the story ----------------------------------------------------


def near_period(match: Match, scene: Scene) -> Reading:
    """Periods near publication or in the story: “last year”, “this week”, “that year”, “the following month”."""
    words = set(scene.part(match, "r"))
    unit = str(scene.lookup(match, "u", "CALUNIT"))
    definite = bool(words & {"the", "its", "their", "his", "her", "our", "my", "your"})
    if unit == "D":
        return _near_day(match, scene, words)
    if words & _STORY:
        return _story_period(match, scene, unit, 0)
    story = next((step for word, step in STORY_STEPS.items() if word in words), None)
    if story is not None or (definite and "next" in words and unit in ("M", "Y") and scene.told_date(0)):
        return _story_period(match, scene, unit, story or 1)
    if definite and "next" in words and unit in ("M", "Y", "W") and _goes_on(match, scene):
        return _story_period(match, scene, unit, 1)
    if definite and words & {"last", "past", "next", "coming"} and unit in ("Y", "M", "W", "DE", "CE"):
        return one(match, "DURATION", f"P1{unit}", anchor="stated")
    step = (
        -1
        if words & {"last", "past", "latest", "recent"}
        else 1
        if words & {"next", "coming", "upcoming", "forthcoming"}
        else 0
    )
    value = moved(scene.published, unit, step) if scene.published else None
    reason = f"counted from {scene.published_reason}" if value else "the publication date is not known that finely"
    return one(match, "DATE", value, phase(match, scene), reason)


def _goes_on(match: Match, scene: Scene) -> bool:
    """Whether "the next year" goes on with a story: its clause opens with it and tells the past, a year is told before."""
    told = scene.told_date(1)
    anchor = scene.anchor_of(told) if told else None
    opens = match.start - scene.tokens.sentence_start(match.start) <= 1
    if not opens or anchor is None or scene.published is None or anchor.year >= scene.published.year:
        return False
    return scene.direction.score(scene.tokens, match.start, match.end) <= 0


def _near_day(match: Match, scene: Scene, words: set[str]) -> Reading:
    """“that day”, “the next day”, “the previous day”; “this day” and “last day” are no dates."""
    if words & {"this", "last", "past", "current", "coming"} or words == {"next"}:
        return []
    step = next((s for w, s in STORY_STEPS.items() if w in words), 1 if "next" in words else 0)
    told = scene.told_day(sentences=1)
    if told is None or told.value is None:
        return one(match, "DATE", None, phase(match, scene), "the day it counts from is unknown")
    day = plus_days(dt.date.fromisoformat(told.value[:10]), step)
    reason = f"counted from “{scene.words_of(told)}”"
    return one(match, "DATE", day.isoformat() if day else None, phase(match, scene), reason)


def _story_period(match: Match, scene: Scene, unit: str, step: int) -> Reading:
    """A period counted from the time told last; for "the previous year" without one, from publication."""
    told = scene.told_date(sentences=3)
    anchor = scene.anchor_of(told) if told else None
    if step < 0 and told and _is_the_one_before(told, scene, unit):
        step = 0  # "The week before, it had risen ...; it slipped from 8.5% the previous week"
    value = moved(anchor, unit, step) if anchor else None
    if value and told:
        return one(match, "DATE", value, phase(match, scene), f"counted from “{scene.words_of(told)}”")
    if step and scene.published:
        return one(
            match,
            "DATE",
            moved(scene.published, unit, step),
            phase(match, scene),
            f"counted from {scene.published_reason}",
        )
    return one(match, "DATE", None, phase(match, scene), "the time it counts from is unknown")


_BEFORE = BACK | {"before", "earlier"}
_NAMES = {"W": "week", "M": "month", "Y": "year"}


def _is_the_one_before(told: Found, scene: Scene, unit: str) -> bool:
    """Whether a time is itself the week, month or year before another."""
    words = set(scene.words_of(told).lower().split())
    return (told.anchor or "").startswith("counted from “") and _NAMES.get(unit) in words and bool(words & _BEFORE)


def unit_end(match: Match, scene: Scene) -> Reading:
    """“year-end” (its last day), “year's end”, “year-end 1988”, “month's end”."""
    unit, low = str(scene.lookup(match, "u", "CALUNIT")), match.parts["u"][0]
    stated = scene.year(match)
    back = -1 if unit == "Y" and scene.tokens.words(low - 1, low) == ["since"] else 0
    value = f"{stated:04d}" if stated else moved(scene.published, unit, back) if scene.published else None
    mod: str | None = str(scene.lookup(match, "e", "PHASE"))
    if value and unit == "Y" and mod == "END" and "'s" not in scene.tokens.words(low, match.end):
        value, mod = f"{value}-12-31", None
    reason = "stated" if stated else f"the one of {scene.published_reason}" if value else "no publication date is known"
    return [Found(low, match.end, "DATE", value, mod, reason)]


def before_last(match: Match, scene: Scene) -> Reading:
    """“the year before last”, “the week after next”."""
    if "u" not in match.parts:
        return []
    unit = str(scene.lookup(match, "u", "CALUNIT"))
    step = -2 if scene.part(match, "s")[0] == "before" else 2
    return one(
        match,
        "DATE",
        moved(scene.published, unit, step) if scene.published else None,
        anchor=f"counted from {scene.published_reason}",
    )


def week_of(match: Match, scene: Scene) -> Reading:
    """“the week of March 6”: the week that holds the day."""
    value, reason = month_day(match, scene) if "m" in match.parts else month_day(match, scene, "2")
    days = interval(value)
    if reason is None:
        return []
    tail = "-WE" if "weekend" in scene.tokens.words(match.start, match.end) else ""
    return one(match, "DATE", week_value(days[0]) + tail if days else None, anchor=reason)


def week_of_month(match: Match, scene: Scene) -> Reading:
    """“the last week of March”: that month, at its start or end."""
    found = month(match, scene)
    which = ordinal(scene.part(match, "o"), scene.lexicon)
    mod = "START" if which == 1 else "END" if which in (-1, 4, 5) else "MID"
    return [Found(f.start, f.end, f.type, f.value, mod, f.anchor) for f in found]


def unit_beside(match: Match, scene: Scene) -> Reading:
    """“the year before”, “the day after”: beside the time told last."""
    ahead = scene.part(match, "s")[0] in ("after", "following")
    unit = scene.lookup(match, "u", "CALUNIT")
    if unit is None:
        return []
    if unit == "D":
        return _near_day(match, scene, {"following" if ahead else "previous"})
    return _story_period(match, scene, str(unit), 1 if ahead else -1)


def weekend(match: Match, scene: Scene) -> Reading:
    """“last weekend”, “this weekend”, “the weekend” (the one before or after by tense)."""
    words = set(scene.part(match, "r"))
    today = scene.today
    if words & {"that", "same"} and (told := scene.told_day(sentences=2)) and told.value:
        return one(
            match,
            "DATE",
            week_value(dt.date.fromisoformat(told.value[:10])) + "-WE",
            anchor=f"the week of “{scene.words_of(told)}”",
        )
    if today is None or words & {"that", "same"}:
        return one(match, "DATE", None, anchor="the day it counts from is unknown")
    running = today.isoweekday() >= 6
    if words & {"last", "past", "previous"}:
        step = -1
    elif words & AHEAD:
        step = 1 if running or words == {"next"} else 0
    elif "this" in words or running:
        step = 0
    else:
        step = (
            0
            if scene.direction.score(scene.tokens, match.start, match.end) + (today.isoweekday() - 3) * 0.3 > 0
            else -1
        )
    if "past" in words and "this" in words and running:
        step = 0
    value = moved(Anchor(today.year, today.month, today.day), "WE", step)
    return one(match, "DATE", value, anchor=f"counted from {scene.published_reason}")


READERS = {
    reader.__name__: reader
    for reader in (
        month,
        season,
        year,
        fiscal,
        year_range,
        era_year,
        written_year,
        decade,
        decade_in_words,
        century,
        near_period,
        unit_end,
        before_last,
        week_of,
        week_of_month,
        unit_beside,
        weekend,
    )
}
