"""Which year a month or day belongs to that names none."""

from __future__ import annotations

import datetime as dt
import re

from communique.read.times.amounts import number
from communique.read.times.grammar import Match
from communique.read.times.lexicon import word_list
from communique.read.times.reckon import day_value
from communique.read.times.scene import Found, Scene

_DELIVERED = (["delivery"], ["futures"], ["contract"], ["contracts"])
"""What follows the month in which goods traded for later are handed over ("December delivery")."""


_APART = (["since"], ["until"], ["till"], ["before"], ["than"], ["like"], ["unlike"])
"""What stands before a time that a sentence opens with and does not tell of: "Not since 1979 have prices ..."."""


def year_of(match: Match, scene: Scene, suffix: str = "") -> tuple[int | None, str | None]:
    """The year stated ("2014", "of last year") with the reason; (None, None) if the words state none."""
    if (year := scene.year(match, "y" + suffix)) is not None:
        return year, "stated"
    if words := scene.part(match, "wy" + suffix):
        return spelled_year(words, scene), "stated"
    if words := scene.part(match, "ofy"):
        year = scene.related_year(words)
        return (
            year,
            f"“{' '.join(words)}” counted from {scene.published_reason}"
            if year
            else "the year it counts from is unknown",
        )
    return None, None


def quarter_ending(year: int, month: int) -> str:
    """The quarter of the calendar that most of the three months ending in `month` lie in."""
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year:04d}-Q{(month - 1) // 3 + 1}"


def spelled_year(words: list[str], scene: Scene) -> int | None:
    """The year that "nineteen ninety-six" or "two thousand and four" writes, or None."""
    words = [w for w in words if w not in ("the", "year", "early", "late", "mid", "-", "and")]
    if words[:2] == ["two", "thousand"]:
        return 2000 + int(number(words[2:], scene.lexicon) or 0)
    century, rest = number(words[:1], scene.lexicon), number(words[1:], scene.lexicon)
    return int(century * 100 + rest) if century and rest and rest >= 10 else None


def pick_year(
    scene: Scene, match: Match, month: int, day: int | None = None, weekday: int | None = None
) -> tuple[int | None, str | None]:
    """The year of a month (and day) without one: told by the story, or the nearest to publication by tense.

    A weekday named beside the day overrules: the year is one in which they agree. (None, reason) if nothing anchors it.
    """
    if told := _story_year(scene, match):
        return told
    published = scene.published
    if published is None or published.month is None:
        return None, "the month of publication is unknown"
    hint = scene.part(match, "r")
    back, ahead = _gaps(scene, month, day)
    here = published.year * 12 + published.month - 1
    past_year, future_year = (here - (back or 12 * ("last" in hint))) // 12, (here + ahead) // 12
    if weekday and day:
        agreeing = [y for y in (published.year, past_year, future_year) if _falls_on(y, month, day, weekday)]
        if agreeing:
            return agreeing[0], f"the weekday fits, near {scene.published_reason}"
    if day and published.date and hint in (["last"], ["next"]) and month == published.month:
        step = -1 if hint == ["last"] else 1  # "until next Oct. 1", printed on Oct. 27
        over = day >= published.date.day if step < 0 else day <= published.date.day
        return published.year + step * over, f"the {hint[0]} from {scene.published_reason}"
    if hint == ["this"]:
        return published.year, f"in the year of {scene.published_reason}"
    if back == 0 and not ("last" in hint or "next" in hint):
        return published.year, f"in the month of publication ({scene.published_reason})"
    if _looks_ahead(scene, match, hint, back, ahead):
        return future_year, f"the next after {scene.published_reason}"
    return past_year, f"the last before {scene.published_reason}"


def _story_year(scene: Scene, match: Match) -> tuple[int, str] | None:
    """The year that opens this sentence or the one before ("In 1967, ..."), if it is not near that of publication."""
    told = opening_time(scene, match, sentences=1) or _years_ago(scene, match)
    if scene.part(match, "r") or told is None or not re.match(r"\d{4}(?!/)", told.value or ""):
        return None
    year = int((told.value or "")[:4])
    if scene.published and year >= scene.published.year - 1:
        return None
    return year, f"the year of “{scene.words_of(told)}”"


def _years_ago(scene: Scene, match: Match) -> Found | None:
    """“Four years ago he won after a recount that went on into December”: the year that opens the sentence."""
    told = scene.told_date(sentences=0)
    if told is None or not re.fullmatch(r"\d{4}", told.value or "") or not scene.words_of(told).endswith("ago"):
        return None
    if told.start - scene.tokens.sentence_start(told.start) > 1:
        return None
    return None if scene.direction.score(scene.tokens, match.start, match.end) > 0 else told


def opening_time(scene: Scene, match: Match, sentences: int) -> Found | None:
    """A stated time that opens this sentence or one of so many before it, and so governs what it tells of the past.

    A time told elsewhere in a sentence does not govern: "arrested often since 1990 ... found in December".
    """
    told = scene.told_date(sentences)
    if told is None or told.anchor != "stated" or told.start - scene.tokens.sentence_start(told.start) > 2:
        return None
    if scene.tokens.words(told.start - 1, told.start)[0:1] in _APART:
        return None
    return None if scene.direction.score(scene.tokens, match.start, match.end) > 0 else told


def _gaps(scene: Scene, month: int, day: int | None) -> tuple[int, int]:
    """Months back to the last such month and ahead to the next; 0 back if it is the month of publication."""
    published = scene.published
    here = (published.month if published else None) or month
    back = (here - month) % 12
    ahead = 12 - back
    if back == 0 and day and published and published.day and day != published.day:
        return 0, 0
    return back, ahead


def _falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    value = day_value(year, month, day)
    return value is not None and dt.date.fromisoformat(value).isoweekday() == weekday


def _is_traded(scene: Scene, match: Match) -> bool:
    """“crude for December settled at”, “November soybeans”: the month in which goods traded now are handed over."""
    before, after = scene.tokens.words(match.start - 2, match.start), scene.tokens.words(match.end, match.end + 1)
    goods = word_list("traded_goods")
    return (before[-1:] == ["for"] and before[0] in goods) or bool(after and after[0] in goods)


def _looks_ahead(scene: Scene, match: Match, hint: list[str], back: int, ahead: int) -> bool:
    if "last" in hint or "past" in hint or "previous" in hint:
        return False
    if scene.tokens.words(match.end, match.end + 1)[:1] in _DELIVERED or _is_traded(scene, match):
        return True
    if "next" in hint or "coming" in hint or "following" in hint:
        return True
    weights = scene.direction.weights["month"]
    score = scene.direction.score(scene.tokens, match.start, match.end)
    return bool(score + weights["bias"] + weights["distance"] * (back - ahead) > 0)
