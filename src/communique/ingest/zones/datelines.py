"""Datelines ("RIYADH, Saudi Arabia —", "SELBY, May 3 (Reuters) -") and the labels of speakers in transcripts."""

from __future__ import annotations

import re

from communique.ingest.dates import MONTH_WORDS
from communique.ingest.zones.patterns import word_set

_WINDOW = 120  # characters a dateline may take
_MIN_PARAGRAPH = 100  # characters of a paragraph that may open with "PLACE:"

SPEAKER = re.compile(
    r"(?:(?:MR|MS|MRS|DR|SECRETARY|MINISTER|PRESIDENT|QUESTION|MODERATOR|Q|A)\b|[A-Z][A-Z.’' -]{2,40})[^a-z]{0,30}:"
)
"""The label that opens a line of a transcript ("QUESTION:")."""

_CITY = r"[A-Z][A-Z'’.-]*[A-Z.](?:[ -][A-Z][A-Z'’.-]*[A-Z.]){0,3}"
_MIXED = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}"
_REGION = rf" ?,\s?{_MIXED}(?:, {_MIXED})?"
_DAY = rf",?\s(?i:{MONTH_WORDS}\.? \d{{1,2}}|\d{{1,2}} {MONTH_WORDS}\.?)(?:, [12]\d{{3}})?"
_SOURCE = r"\s?\([A-Z][\w.&'’ /-]{1,40}\)"
_DASH = r"(?:\s?[—–―]|\s?--|\s-(?=\s|$)|(?<=\))\s?[-_](?=\s|$)|\s_(?=\s|$))"
_WITH_DASH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<place>{_CITY}|{_MIXED})(?:{_REGION})?(?:{_DAY})?{_SOURCE}(?:{_DAY})?\s?{_DASH}",
        rf"(?P<place>{_CITY})(?P<more>(?:{_REGION})?(?:{_DAY})?){_DASH}",
        rf"(?P<place>{_MIXED})(?P<more>{_REGION}(?:{_DAY})?|{_DAY}){_DASH}",
        rf"(?P<place>)(?i:{MONTH_WORDS}\.? \d{{1,2}})(?:, [12]\d{{3}})?{_SOURCE}\s?{_DASH}",
        rf"(?P<place>){_SOURCE}\s?{_DASH}",
    )
)
_SOURCE_ALONE = re.compile(r"\((?:CNN|AP|AFP|Reuters|UPI|CBS News|CNN Business)\)(?=\s?[A-Z“\"])")
_WITH_COLON = re.compile(
    rf"(?P<place>{_CITY}|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?)(?:, {_MIXED})?(?:\s?\([A-Z][\w ]+\))?:(?=\s)"
)
_OTHER_LABEL = re.compile(r"\s[A-Z][A-Za-z.' ]{1,30}:\s")
_BEGUN_BEFORE = re.compile(r"\b(?:the|a|an|of|in|and|by|for|to|with) $")
_MAY_START = re.compile(r"(?:(?<=\s)|(?<=[a-z.)]))[A-Z(][A-Z(]")


def dateline_end(text: str, start: int = 0, *, colon: bool = False) -> int | None:
    """Where a dateline that starts at `start` ends, its dash included; None if there is none.

    `colon`: the paragraph is the first of the report, where "HARROWAY:" is a dateline and not a speaker.
    """
    window = text[start : start + _WINDOW]
    for pattern in _WITH_DASH:
        match = pattern.match(window)
        if match and _is_place(match["place"], is_backed=bool(match.groupdict().get("more")) or "(" in match.group()):
            return start + match.end()
    if match := _SOURCE_ALONE.match(window):
        return start + match.end()
    match = _WITH_COLON.match(window) if colon and len(text) - start >= _MIN_PARAGRAPH else None
    if match is None or match["place"].casefold() in word_set("section labels"):
        return None
    is_dialogue = _OTHER_LABEL.search(text, start + match.end(), start + match.end() + 2000)
    return start + match.end() if not is_dialogue and _is_place(match["place"], is_backed=True) else None


def find_dateline(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """The first dateline with a dash between `start` and `limit` that stands after a blank; for flattened texts."""
    for match in _MAY_START.finditer(text, start, limit):
        at = match.start()
        end = dateline_end(text, at)
        if end is not None and not _BEGUN_BEFORE.search(text, max(0, at - 6), at):
            return at, end
    return None


def _is_place(place: str, *, is_backed: bool) -> bool:
    """Whether the words before a dash can be a place: no label, no office, no short acronym that nothing backs."""
    first = place.split(" ")[0]
    if place.upper().rstrip(".") in word_set("no place") or first.casefold() in word_set("offices"):
        return False
    if first in word_set("sentence starters"):
        return False
    return is_backed or len(place) > 4 or place in word_set("short places")
