"""The day on which something was said: printed with the cue, or carried from the same occasion; None where neither is.

Three steps, the surest first. *Printed*: a time in the sentence of the cue and outside every content, beside the cue or
at the head of the sentence ("On Tuesday, Ms. Vale told reporters ..."). *Carried*: an undated statement of the same
speaker, told in the simple past, belongs to the occasion that the article dates for that speaker. *The story's day*: a
news report whose opening names one recent day tells the rest of its news in the simple past; what experts said is no
part of it. What somebody "has said" or "had said"
is older than that and stays undated, and so does second-hand speech. What was said when and what happened when are two
dates: a time inside a content is the content's.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.speakers.words import word_list
from communique.record import Time

Spans = tuple[tuple[int, int], ...]
BESIDE = 60  # characters between the cue and a time that dates it
HEAD = 30  # characters from the start of a sentence within which a time frames the whole of it
SHORT = 10  # the same for a month or a year: "In 2031, ..."
ATTACHED = 30  # characters between the cue and a month or a year, which seldom date a cue
SENTENCE = 400  # characters in which the start of a sentence is looked for
OPENING = 700  # characters in which a report dates its news
RECENT = 7  # days: news is not older than a week
_DAY = re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d$)")
_PARTIAL = re.compile(r"\d{4}(?:-\d\d)?$")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|(?<=[a-z\d\"”’])[.!?][\"”’)]*(?=[\"“‘(]?[A-Z])|\n")
_CLAUSE = re.compile(r"\b(?:who|whom|whose|which|that|when|after|before|since|until)\b[^,]*$", re.I)
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|[A-Z])\.\s+$")
_OLDER = re.compile(
    r"\b(?:has|have|had|once|previously|earlier|long|repeatedly|often|used|would|will|could|should|may|might|must|"
    r"always|never|ever)\b|[’']ve\b",
    re.I,
)
_BOUND = re.compile(r"\b(?:until|till|by|for|since)\s(?:the\s)?$")  # what ends or begins then was not said then
_HAD = re.compile(r"(?:\bhad|(?<=[a-z])[’']d)\b[^,;:“”\"]*$")
_ASIDE = re.compile(  # "Vale, who met him on"; not "Vale, who spoke to reporters on"
    r"\bwho (?!(?:spoke|said|told|addressed|testified|wrote|announced|was speaking|gave|held|made)\b)[^,;:“”\"]*\Z"
)
_HAD_BEHIND = re.compile(r"(?:\sbefore)?,?[^,;.:“”\"]{0,60}?\bhad\b")
_PRESENT = re.compile(r"\w+s$|\w*(?:say|think|believe|argue|know|want|hope|fear|see)$", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as this module sees it. `who` is the speaker's name; `nested` is second-hand speech."""

    content: Spans
    cue: Spans
    source: Spans
    who: str | None
    nested: bool


def said_on(
    text: str, found: Sequence[Said], times: Sequence[Time], published: str | None, *, news: bool = True
) -> list[str | None]:
    """EDTF dates, parallel to `found` (in the order of the text); None where no occasion is dated.

    `news` is False for analysis and opinion, which have no day of their own.
    """
    contents = sorted(span for said in found for span in said.content)
    usable = [t for t in times if t.value and t.type in ("DATE", "TIME") and not _later(t.value, published)]
    usable = [t for t in usable if not _BOUND.search(text, max(0, t.span[0] - 12), t.span[0])]
    printed = [_as_date(_printed(text, said, usable, contents)) for said in found]
    story = _story_day([t for t in usable if not _before_the_news(text, t)], published) if news else None
    out: list[str | None] = []
    for i, said in enumerate(found):
        day = printed[i]
        if day is None and not said.nested and _simple_past(text, said.cue):
            day = _carried(found, printed, i) or (None if _comments(text, said) else story)
        out.append(day)
    return out


def _later(value: str, published: str | None) -> bool:
    """Whether a time lies after the day of publication: nothing was said then."""
    day = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value)
    return bool(published and day and "W" not in value and day[0] > published[: len(day[0])])


def _before_the_news(text: str, time: Time) -> bool:
    """Whether a time dates what had happened before: "She had flown in on Monday", "The Thursday before, talks had failed"."""
    begin, _ = _sentence(text, time.span)
    if _HAD.search(text, begin, time.span[0]) or _ASIDE.search(text, begin, time.span[0]):
        return True
    return time.span[0] - begin <= SHORT and bool(_HAD_BEHIND.match(text, time.span[1]))


def _as_date(time: Time | None) -> str | None:
    """A time's value without its time of day; a week, a month or a year as it is."""
    value = time.value if time else None
    return value if value is None or _PARTIAL.match(value) or "W" in value else value[:10]


def _printed(text: str, said: Said, times: Sequence[Time], contents: Sequence[tuple[int, int]]) -> Time | None:
    """The nearest fitting time of the cue's sentence."""
    if not said.cue:
        return None
    cue = said.cue[0]
    begin, end = _sentence(text, cue)
    starts = [t.span[0] for t in times]
    best: tuple[int, Time] | None = None
    for time in times[bisect_left(starts, begin) : bisect_right(starts, end)]:
        value, distance = time.value or "", max(time.span[0] - cue[1], cue[0] - time.span[1], 0)
        partial = bool(_PARTIAL.match(value))
        framing = time.span[0] - begin <= (SHORT if partial else HEAD)
        if time.span[1] <= cue[0] and _CLAUSE.search(text[begin : time.span[0]]) and text[time.span[1]] == ",":
            continue  # "Vale, who met him on Tuesday, said"
        if not (partial or _DAY.match(value)) or any(
            s <= time.span[0] < e and not s <= cue[0] < e for s, e in contents
        ):
            continue
        beside = distance <= BESIDE and not (partial and (distance > ATTACHED or time.span[0] < cue[0]))
        if (beside or (framing and not said.nested)) and (best is None or distance < best[0]):
            best = distance, time
    return best[1] if best else None


def _sentence(text: str, cue: tuple[int, int]) -> tuple[int, int]:
    """The sentence around a cue, abbreviations kept whole."""
    begin = max(0, cue[0] - SENTENCE)
    for stop in _STOP.finditer(text, begin, cue[0]):
        if not _ABBREVIATED.search(text[max(0, stop.start() - 8) : stop.end()]):
            begin = stop.end()
    after = next((s for s in _STOP.finditer(text, cue[1], cue[1] + SENTENCE) if not _abbreviated(text, s)), None)
    return begin, after.start() if after else min(len(text), cue[1] + SENTENCE)


def _abbreviated(text: str, stop: re.Match[str]) -> bool:
    return bool(_ABBREVIATED.search(text[max(0, stop.start() - 8) : stop.end()]))


def _simple_past(text: str, cue: Spans) -> bool:
    """Whether a cue tells of one past occasion: "said", "telling", but not "has said", "had said" or "says"."""
    words = " ".join(text[a:b] for a, b in cue)
    return bool(words) and not _OLDER.search(words) and not _PRESENT.match(words.split()[0])


def _carried(found: Sequence[Said], printed: Sequence[str | None], i: int) -> str | None:
    """The day of the same speaker's occasion: the last one dated before, else the only one dated after."""
    who = found[i].who
    if who is None:
        return None
    before = [day for k, day in enumerate(printed[:i]) if day and _DAY.match(day) and found[k].who == who]
    if before:
        return before[-1]
    after = {day for k, day in enumerate(printed[i:], i) if day and _DAY.match(day) and found[k].who == who}
    return next(iter(after)) if len(after) == 1 else None


def _comments(text: str, said: Said) -> bool:
    """Whether the source is somebody asked for a view, by its own words: an analyst, a professor, critics."""
    words = {w.lower() for a, b in said.source for w in re.findall(r"[^\W\d_]+", text[a:b])}
    return bool(words & word_list("commentators"))


def _story_day(times: Sequence[Time], published: str | None) -> str | None:
    """The one recent day that the opening of a report names; None when it names none or several."""
    if published is None or not re.fullmatch(r"\d{4}-\d\d-\d\d.*", published):
        return None
    first = datetime.date.fromisoformat(published[:10])
    days = set()
    for time in times:
        if time.span[0] > OPENING:
            break
        if re.match(r"\d{4}-\d\d-\d\d", time.value or ""):
            day = datetime.date.fromisoformat((time.value or "")[:10])
            if 0 <= (first - day).days <= RECENT:
                days.add(day.isoformat())
    return next(iter(days)) if len(days) == 1 else None
