"""When a line is to come about: the times in it that lie after its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from communique.read.acts.offsets import Between
from communique.read.forward.units import Span, Unit
from communique.read.forward.vocabulary import pattern
from communique.record import Article, Time

_STRETCH = re.compile(r"P(\d{1,3})([DWMY])")
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.5, "Y": 365.25}


def looks_ahead(article: Article, unit: Unit, times: Between[Time]) -> bool:
    """Whether the unit names a day that lies after the article, or a term that has yet to end."""
    if any(pattern("term").search(article.text, s, e) for s, e in unit.spans):
        return True
    return article.published is not None and any(
        t.type in ("DATE", "TIME") and t.value and t.value[:1].isdigit() and _after(t.value, article.published)
        for s, e in unit.spans
        for t in times.starting_in(s, e)
    )


def _after(value: str, published: str) -> bool:
    """Whether a day or a longer stretch begins after the article, or the day is the article's year or month at large."""
    return value[: len(published)] > published[: len(value)]


def is_over(article: Article, unit: Unit, times: Between[Time]) -> bool:
    """Whether the author speaks of an arrangement whose every date lies before the article."""
    if unit.statement is not None or article.published is None:
        return False
    inside = (t for s, e in unit.spans for t in times.starting_in(s, e))
    values = [t.value for t in inside if t.value and t.value[:1].isdigit()]
    return bool(values) and all(v < article.published[: len(v)] for v in values)


def horizon_of(article: Article, spans: Sequence[Span], times: Between[Time]) -> str | None:
    """The first time in the line that does not lie before the article: its value, or its words when it has none."""
    for time in (t for s, e in spans for t in times.starting_in(s, e)):
        if time.type == "DURATION" and (ends := _end_of_stretch(article, time)) is not None:
            return ends
        if time.type not in ("DATE", "TIME"):
            continue
        if time.value is None:
            return time.text
        if time.value in ("PAST_REF", "PRESENT_REF"):
            continue
        if time.value == "FUTURE_REF":
            return time.text
        if time.value == article.published and pattern("weekday").fullmatch(time.text):
            continue  # "..., they said on Monday": the day on which it was said
        if article.published is None or time.value[: len(article.published)] >= article.published[: len(time.value)]:
            return time.value
    return None


def _end_of_stretch(article: Article, time: Time) -> str | None:
    """The last day of a stretch that runs from the article's day: "within ten days", "in a fortnight". None for one that tells how long."""
    found = _STRETCH.fullmatch(time.value or "")
    start, end = time.span
    opens = pattern("within").search(article.text[max(0, start - 30) : start]) or pattern("within").match(
        article.text[start : start + 8] + " "
    )
    if (
        found is None
        or opens is None
        or pattern("elapsed").match(article.text, end)
        or len(article.published or "") != len("2000-01-01")
    ):
        return None
    days = round(int(found[1]) * _DAYS[found[2]])
    return (date.fromisoformat(article.published or "") + timedelta(days=days)).isoformat()
