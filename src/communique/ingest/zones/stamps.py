"""Time stamps of reports: "Updated Jan. 9, 2014 10:30 p.m. ET", "12 May 2013 Last updated at 08:44 GMT"."""

from __future__ import annotations

import re

from communique.ingest.dates import MONTH_WORDS
from communique.ingest.zones.patterns import DATE, WEEKDAY, word_set

_MAX_STAMP = 160  # characters of a line
_PREFIX = (
    r"(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|release date|date|filed|edited"
    r"|publication date|date of publication|upd)\b(?: on\b| at\b)?\s*:?"
)
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}\s?(?:hrs|GMT|UTC))"
_TIME_ZONE = (
    r"(?:\(?(?:[ECMP]\.?[SD]?\.?T\b\.?|GMT(?:\s?[+-]\s?\d{1,2})?|UTC(?:\s?[+-]\s?\d{1,2})?|BST|IST|CES?T|EES?T|JST|AES?T"
    r"|AEDT|SGT|HKT|PKT|EAT|WAT|SAST|MSK|hrs|local time|eastern(?: time)?)\)?)"
)
_AGO = r"(?:an?|\d{1,3}) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago"
_MONTH = rf"{MONTH_WORDS}\.?(?:/{MONTH_WORDS})? [12]\d{{3}}\b(?: issue\b)?"
_WEAK = (
    rf"{WEEKDAY}(?![a-z])|{_TIME_ZONE}(?![a-z])|at\b|on\b|by (?:admin|staff|editor|webmaster)\b"
    r"|\d{1,3}[ -]min(?:ute)?s? read\b|[|·•,/()–—-]"
)
_TOKEN = re.compile(
    rf"(?P<prefix>{_PREFIX})|(?P<day>{DATE}(?:,? [12]\d{{3}}\b)?)|(?P<month>{_MONTH})|(?P<ago>{_AGO})"
    rf"|(?P<clock>{_CLOCK})|(?P<weak>{_WEAK})",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(rf"{_CLOCK}(?:\s*{_TIME_ZONE})?", re.IGNORECASE)
_BLANK = re.compile(r"\s*")
_YEAR = re.compile(r"[12]\d{3}")


def stamp_end(text: str, start: int = 0) -> int | None:
    """Where a time stamp that starts at `start` ends; None if there is none.

    A stamp says a day with its year, a day with a clock time, a month with its year, "3 hours ago", or a day or time
    after a word like "Updated".
    """
    at, end, seen = start, start, set()
    while match := _TOKEN.match(text, at):
        kind = match.lastgroup or ""
        seen.add("year" if kind == "day" and _YEAR.search(match.group()) else kind)
        seen.add(kind)
        if kind != "weak" or _may_end(match.group()):
            end = match.end()
        blank = _BLANK.match(text, match.end())
        at = blank.end() if blank else match.end()
    return end if end > start and _says_when(seen) else None


def is_stamp(text: str) -> bool:
    """Whether a whole line is a time stamp, perhaps after a section's name ("COMMENTARY / 14 NOV 2022")."""
    if len(text) > _MAX_STAMP:
        return False
    if _CLOCK_ALONE.fullmatch(text):
        return True
    head, separator, rest = text.partition(" / ")
    if separator and head.casefold() in word_set("section labels"):
        text = rest
    end = stamp_end(text)
    return end is not None and not text[end:].strip(" .|·•-")


def _says_when(seen: set[str]) -> bool:
    if seen & {"year", "month", "ago"}:
        return True
    return {"day", "clock"} <= seen or ("prefix" in seen and bool(seen & {"day", "clock"}))


def _may_end(token: str) -> bool:
    return token not in "|·•,/(–—-" and token.casefold() not in {"at", "on"}
