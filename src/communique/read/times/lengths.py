"""Readers of lengths of time, of times counted by a length ("two weeks later"), of sets, and of vague references."""

from __future__ import annotations

import datetime as dt

from communique.read.times.amounts import amount, number
from communique.read.times.days import Reading, one
from communique.read.times.forms import interval
from communique.read.times.grammar import Match
from communique.read.times.lexicon import hedges, word_list
from communique.read.times.quarters import compares_sum, is_look_back, month_compared, told_quarter, year_before
from communique.read.times.reckon import Anchor, day_value, length_value, moved, plus_days, week_value
from communique.read.times.scene import Found, Scene
from communique.record.reading import TimexType

_PAST_SIDE = {
    "MORE_THAN": "BEFORE",
    "LESS_THAN": "AFTER",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}


def _unit(match: Match, scene: Scene, name: str = "u") -> str:
    return str(scene.lookup(match, name, "UNIT") or scene.lookup(match, name, "UNITS"))


def _hedge(match: Match, scene: Scene) -> str | None:
    for name in ("h", "h2"):
        words = tuple(scene.part(match, name))
        if not words:
            continue
        for start, mod in hedges():
            if words[: len(start)] == start:
                return mod
        if mod := scene.lexicon.value("NEARLY", words[0]):
            return str(mod)
    tail = scene.part(match, "g")
    if tail:
        return {"so": "APPROX", "more": "EQUAL_OR_MORE", "longer": "EQUAL_OR_MORE"}.get(tail[-1], "EQUAL_OR_LESS")
    return None


def _count(match: Match, scene: Scene, name: str = "n") -> float | None:
    count = amount(scene.part(match, name), scene.lexicon)
    extra = scene.part(match, "f")
    return count + (0.25 if "quarter" in extra else 0.5) if count is not None and extra else count


def length(match: Match, scene: Scene) -> Reading:
    """“two weeks”, “a 10-year”, “at least the past 18 months”, “several days”, “a year and a half”."""
    unit, count = _unit(match, scene), _count(match, scene)
    words = scene.part(match, "n")
    if not _is_length(match, scene, unit, count, words):
        return []
    kind: TimexType = "SET" if words in (["a"], ["an"]) and _is_rate(match, scene) else "DURATION"
    start, mod = match.start, _hedge(match, scene)
    if "r" in match.parts and len(scene.part(match, "h")) == 1:
        start, mod = match.parts["r"][0], None  # "over the past two weeks": a preposition, no hedge
    return [Found(start, match.end, kind, length_value(count, unit), mod, "stated")]


def _is_length(match: Match, scene: Scene, unit: str, count: float | None, words: list[str]) -> bool:
    relation = scene.part(match, "r")
    if unit == "Q" and not (
        {"last", "past", "next", "previous"} & set(relation)
        or "consecutive" in scene.tokens.words(match.start, match.end)
    ):
        return False
    if unit == "TS" and (words in (["a"], ["an"]) or count is None or "th" in "".join(words)):
        return False
    if count is not None and (1900 <= count <= 2100 or (words in (["a"], ["an"]) and _is_plural(match, scene))):
        return False
    if words[:1] == ["some"] and (len(words) == 1 and scene.lexicon.value("UNIT", scene.part(match, "u")[0])):
        return False
    if "the" in relation[:1] and words in (["a"], ["an"]):
        return False
    return not (unit == "WE" and words in (["a"], ["an"]))


def _is_plural(match: Match, scene: Scene) -> bool:
    return scene.lexicon.value("UNITS", scene.part(match, "u")[0]) is not None


def _is_rate(match: Match, scene: Scene) -> bool:
    """Whether "a year" says how often: after a sum or count ("$1 billion a year", "30,000 a month")."""
    counted, before = (
        scene.tokens.words(match.start - 2, match.start - 1),
        scene.tokens.words(match.start - 1, match.start),
    )
    if before and counted and scene.lexicon.value("BAREUNITS", before[0]) and number(counted, scene.lexicon):
        return True  # "12 hours a day"
    return bool(before) and (
        before[0][-1:].isdigit()
        or before[0] in ("million", "billion", "trillion", "percent", "cents", "times", "dollars", "euros")
        or _counts_things(match, scene)
    )


def _counts_things(match: Match, scene: Scene) -> bool:
    """“700,000 barrels of oil a day”: a number and what it counts right before, and nothing that the length leads up to."""
    if scene.tokens.words(match.end, match.end + 1) in (["after"], ["before"], ["into"], ["since"], ["of"]):
        return False
    if "h" in match.parts:
        return False
    before = scene.tokens.words(match.start - 4, match.start)
    at = next((n for n in range(len(before) - 1, -1, -1) if _is_number(before[n], scene)), None)
    things = before[at + 1 :] if at is not None else []
    if at is not None and not things:
        return True  # "two a day"
    if (len(things) == _WITH_OF and things[1] != "of") or (things and things[-1] in word_list("time_prepositions")):
        return False
    return any(word.isalpha() and word.endswith("s") for word in (things[:1] + things[-1:]))


_WITH_OF = 3  # words of "barrels of oil"


def _is_number(word: str, scene: Scene) -> bool:
    return word[:1].isdigit() or bool(number([word], scene.lexicon))


def unit_and_half(match: Match, scene: Scene) -> Reading:
    """“the past year and a half”."""
    count = 1.25 if "quarter" in scene.part(match, "f") else 1.5
    return one(match, "DURATION", length_value(count, _unit(match, scene)), anchor="stated")


def length_sum(match: Match, scene: Scene) -> Reading:
    """“one year and six months”, “2 hours 30 minutes”."""
    parts = [
        length_value(_count(match, scene, "n" + which), _unit(match, scene, "u" + which))
        for which in ("", "2", "3")
        if "n" + which in match.parts
    ]
    if not all(parts):
        return []
    value = "".join(part if n == 0 else _less_prefix(part, parts[n - 1]) for n, part in enumerate(map(str, parts)))
    return one(match, "DURATION", value, _hedge(match, scene), "stated")


def _less_prefix(part: str, before: str | None) -> str:
    """A length behind another: "T20M" behind days, "20M" behind hours."""
    return part[2:] if part.startswith("PT") and str(before).startswith("PT") else part[1:]


def unit_long(match: Match, scene: Scene) -> Reading:
    """“monthslong”, “day-long”, “decades-long”."""
    word = scene.part(match, "u")[0]
    unit = scene.lexicon.value("UNITLONG", word) or _unit(match, scene)
    stem = word.removesuffix("long")
    return one(match, "DURATION", length_value(None if stem.endswith("s") else 1, str(unit)), anchor="stated")


def bare_units(match: Match, scene: Scene) -> Reading:
    """“for years”, “coming weeks”, “weeks or months”: so many, not said how many."""
    return one(
        match,
        "DURATION",
        length_value(None, _unit(match, scene) if "u" in match.parts else _unit(match, scene, "u2")),
        anchor="stated",
    )


def whole_unit(match: Match, scene: Scene) -> Reading:
    """“a full year”, “half-hour”, “the year ahead”."""
    if "u3" in match.parts:
        return one(match, "DURATION", length_value(0.5, _unit(match, scene, "u3")), anchor="stated")
    words = scene.tokens.words(match.start, match.end)
    if words[0] == "the" and words[-1] != "ahead":
        return []
    return one(match, "DURATION", length_value(1, _unit(match, scene)), anchor="stated")


def some_length(match: Match, scene: Scene) -> Reading:
    """“a while”, “a long time”."""
    del scene
    return one(match, "DURATION", "PXX", anchor="stated")


def age(match: Match, scene: Scene) -> Reading:
    """“three-year-old war”: how old a thing is. The ages of people are no times here."""
    if "t" not in match.parts or "u" not in match.parts:
        return []
    words = scene.part(match, "n")
    count = number(words, scene.lexicon)
    span_end = match.parts["t"][0]
    value = length_value(count, _unit(match, scene))
    return [Found(match.start, span_end, "DURATION", value, _hedge(match, scene), "stated")]


# --- counted by a length ---------------------------------------------------------------------------


_DAYS_OF_MONTH = 30.4


def _step(anchor: Anchor, unit: str, count: float, sign: int) -> str | None:
    """The value `count` units away; decades and centuries counted in years, fractions in a finer unit."""
    finer = {"DE": ("Y", 10), "CE": ("Y", 100), "F": ("W", 2)}.get(unit)
    if finer:
        unit, count = finer[0], count * finer[1]
    if unit == "M" and count != int(count) and anchor.date:
        day = moved(anchor, "D", sign * round(count * _DAYS_OF_MONTH))
        return day[:7] if day else None
    if count != int(count):
        unit, count = {"Y": ("M", count * 12), "W": ("D", count * 7), "M": ("M", round(count))}.get(
            unit, (unit, round(count))
        )
    return moved(anchor, unit, sign * round(count))


def ago(match: Match, scene: Scene) -> Reading:
    """“two months ago”, “a decade ago”, “years ago” (PAST_REF), “a year ago today”; as fine as its unit."""
    unit = _unit(match, scene)
    count = _count(match, scene) if "n" in match.parts else None
    if count is None or unit.startswith("T"):
        return one(match, "DATE", "PAST_REF", anchor="vague")
    if scene.published is None:
        return one(match, "DATE", None, anchor="the publication date is unknown")
    tail = scene.part(match, "x")
    reason = f"counted from {scene.published_reason}"
    if tail and unit in ("Y", "M", "DE"):
        return one(match, "DATE", _ago_on(scene.published, unit, count, tail, _named(match, scene)), anchor=reason)
    if tail == ["today"] and unit == "W":
        return one(match, "DATE", moved(scene.published, "D", -7 * round(count)), anchor=reason)
    told = month_compared(match, scene) or told_quarter(scene, match)
    if unit == "Y" and count == 1 and told and "n" in match.parts:
        value, why = year_before(told, scene)
        return one(match, "DATE", value, anchor=why)
    mod = _hedge(match, scene)
    return one(match, "DATE", _step(scene.published, unit, count, -1), _PAST_SIDE.get(mod or "", mod), reason)


def _named(match: Match, scene: Scene) -> int | None:
    month = scene.lookup(match, "x", "MONTH")
    return month if isinstance(month, int) and scene.part(match, "x")[0] == "this" else None


def _ago_on(published: Anchor, unit: str, count: float, tail: list[str], named: int | None) -> str | None:
    """“a year ago today”, “two years ago this month”, “two years ago this February” (`named`)."""
    months = round(count * {"Y": 12, "M": 1, "DE": 120}[unit])
    if published.month is None:
        return None
    month = moved(published, "M", -months - (1 if tail[0] == "last" and "month" in tail else 0))
    if tail[-1] == "week":
        return _week_of(month, published, last=tail[0] == "last")
    if named and month:
        return f"{month[:4]}-{named:02d}"
    if tail[0] == "today" and published.day and month:
        return f"{month}-{published.day:02d}"
    return month if "month" in tail else month[:4] if month else None


def _week_of(month: str | None, published: Anchor, *, last: bool) -> str | None:
    """The week of the same weekday in another month ("two years ago this week"), or the one before it."""
    day = next((v for back in range(4) if month and (v := _day_in(month, (published.day or 0) - back))), None)
    if day is None or published.date is None:
        return None
    nearest = (published.date.isoweekday() - day.isoweekday() + 3) % 7 - 3
    day = plus_days(day, nearest - 7 * last)
    return week_value(day) if day else None


def _day_in(month: str, day: int) -> dt.date | None:
    value = day_value(int(month[:4]), int(month[5:]), day)
    return dt.date.fromisoformat(value) if value else None


def from_now(match: Match, scene: Scene) -> Reading:
    """“two weeks from now”, “in three weeks' time”."""
    name = "" if "n" in match.parts else "2"
    unit, count = _unit(match, scene, "u" + name), _count(match, scene, "n" + name)
    if count is None or unit.startswith("T"):
        return one(match, "DATE", "FUTURE_REF", anchor="vague")
    if unit == "W" and scene.tokens.words(match.end - 1, match.end) == ["today"]:
        unit, count = "D", 7 * count
    value = _step(scene.published, unit, count, 1) if scene.published else None
    return one(
        match,
        "DATE",
        value,
        _hedge(match, scene),
        f"counted from {scene.published_reason}" if value else "the publication date is unknown",
    )


def later(match: Match, scene: Scene) -> Reading:
    """“two weeks later”, “a year earlier”: counted from the time told last; a plain length where none is near."""
    unit, count = _unit(match, scene), _count(match, scene)
    sign = -1 if scene.part(match, "s")[0] in ("earlier", "before", "beforehand") else 1
    compared = month_compared(match, scene) or told_quarter(scene)
    if sign < 0 and unit == "Y" and count == 1 and compared:
        value, why = year_before(compared, scene)
        return one(match, "DATE", value, anchor=why)
    told = _counted_from(scene)
    anchor = scene.anchor_of(told) if told else None
    value = _step(anchor, unit, count, sign) if anchor and count is not None and not unit.startswith("T") else None
    if value and told and not _not_yet(match, scene, value):
        return one(match, "DATE", value, _hedge(match, scene), f"counted from “{scene.words_of(told)}”")
    by_publication = unit == "Y" or (unit == "W" and _compared_with(match, scene))
    if sign < 0 and by_publication and count is not None and scene.published:
        return one(
            match,
            "DATE",
            _step(scene.published, unit, count, sign),
            _hedge(match, scene),
            f"counted from {scene.published_reason}",
        )
    end = match.parts["s"][0]
    return [
        Found(
            match.start,
            end,
            "DURATION",
            length_value(count, unit),
            _hedge(match, scene),
            "no time is told nearby to count from",
        )
    ]


def _counted_from(scene: Scene) -> Found | None:
    """The time told last; of "rose from a year earlier and 1 % from a month earlier" the one both look back from."""
    told = scene.told_date(sentences=1)
    if told is None or not is_look_back(told):
        return told
    low = scene.tokens.sentence_start(told.start)
    return next((f for f in scene.recent() if f.start >= low and f.value and not is_look_back(f)), told)


def _not_yet(match: Match, scene: Scene, value: str) -> bool:
    """Whether a past clause would be put after publication: "told on Monday ...; a year later most were well"."""
    now = scene.published.value if scene.published else ""
    days = interval(value)
    is_past = scene.direction.score(scene.tokens, match.start, match.end) < 0
    return bool(days and now and is_past and days[0].isoformat()[: len(now)] > now)


def _compared_with(match: Match, scene: Scene) -> bool:
    """“up from 7.7 % a week earlier”."""
    low = scene.tokens.sentence_start(match.start)
    return compares_sum(scene.tokens.words(max(low, match.start - _SUM), match.start))


_SUM = 8  # words that a sum may have, with the word that compares


# --- sets ------------------------------------------------------------------------------------------


def every(match: Match, scene: Scene) -> Reading:
    """“every week”, “each year”, “every other day”, “every Monday”, “every two weeks”."""
    if (unit := scene.lookup(match, "x", "UNIT") or scene.lookup(match, "x", "UNITS")) is not None:
        count = number(scene.part(match, "n"), scene.lexicon) if "n" in match.parts else 1
        count = 2 if scene.part(match, "o") in (["other"], ["second"]) else count
        if "n" not in match.parts and scene.lexicon.value("UNITS", scene.part(match, "x")[0]):
            return []
        return one(match, "SET", length_value(count, str(unit)), anchor="stated")
    for name, kind, form in (
        ("w", "WEEKDAY", "XXXX-WXX-{}"),
        ("m", "MONTH", "XXXX-{:02d}"),
        ("s", "SEASON", "XXXX-{}"),
        ("t2", "PART", "XXXX-XX-XXT{}"),
    ):
        if (value := scene.lookup(match, name, kind)) is not None:
            part = scene.lookup(match, "t", "PART")
            return one(match, "SET", form.format(value) + (f"T{part}" if part else ""), anchor="stated")
    return []


def so_often(match: Match, scene: Scene) -> Reading:
    """“once a week”, “three times a year”."""
    return one(match, "SET", length_value(1, _unit(match, scene)), anchor="stated")


def set_word(match: Match, scene: Scene) -> Reading:
    """“daily”, “annually”, “nightly”."""
    return one(match, "SET", str(scene.lookup(match, "w", "SETWORD")), anchor="stated")


def from_time_to_time(match: Match, scene: Scene) -> Reading:
    """Again and again, not said how often."""
    del scene
    return one(match, "SET", None, anchor="vague")


# --- vague references ------------------------------------------------------------------------------


def present(match: Match, scene: Scene) -> Reading:
    """“now”, “currently”, “these days”."""
    del scene
    start, end = match.parts.get("w", (match.start, match.end))
    return [Found(start, end, "DATE", "PRESENT_REF", None, "vague")]


def past(match: Match, scene: Scene) -> Reading:
    """“recently”, “the past”, “recent years”."""
    del scene
    return one(match, "DATE", "PAST_REF", anchor="vague")


def future(match: Match, scene: Scene) -> Reading:
    """“soon”, “the near future”, “upcoming”."""
    del scene
    return one(match, "DATE", "FUTURE_REF", anchor="vague")


READERS = {
    reader.__name__: reader
    for reader in (
        length,
        unit_and_half,
        length_sum,
        unit_long,
        bare_units,
        whole_unit,
        some_length,
        age,
        ago,
        from_now,
        later,
        every,
        so_often,
        set_word,
        from_time_to_time,
        present,
        past,
        future,
    )
}
