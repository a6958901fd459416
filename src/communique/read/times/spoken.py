"""Times inside quotation marks count from the day of the speech: "Tomorrow we vote," he said on Monday."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.times.tagger import tag_times
from communique.record import Time, Zone

_CALENDAR = re.compile(r"\d{4}(?:-\d{2}){0,2}$")
_BY_PUBLICATION = re.compile(r"the (?:publication date|day of publication|month of publication)")
_BY_SPEECH = "the day it was said"


@dataclass(frozen=True, slots=True)
class Speech:
    """A quoted stretch of a text and the day on which it was said, as far as that is known."""

    span: tuple[int, int]
    said_on: str | None


def as_spoken(text: str, times: Sequence[Time], speeches: Sequence[Speech], published: str | None) -> tuple[Time, ...]:
    """`times` (sorted, disjoint), with those inside a speech of another day counted from that day.

    Only times that count from the publication change: a stated date and a time told by the story stay. Of a speech of
    another month "next month" is known and "tomorrow" is not. A speech whose date is unknown, a week, or holds the day of
    publication changes nothing.
    """
    out = list(times)
    starts = [time.span[0] for time in times]
    for speech in sorted(speeches, key=lambda s: (s.span[0] - s.span[1], s.span)):
        day = speech.said_on
        if day is None or not _CALENDAR.match(day) or (published or "").startswith(day):
            continue
        low, high = bisect_left(starts, speech.span[0]), bisect_right(starts, speech.span[1] - 1)
        if not any(map(_is_relative, out[low:high])):
            continue
        again = {time.span: time for time in tag_times(text, day, [Zone(kind="body", span=speech.span)])}
        for at in range(low, high):
            read = again.get(out[at].span)
            if read and _is_relative(out[at]) and _is_relative(read):
                anchor = _BY_PUBLICATION.sub(_BY_SPEECH, read.anchor or "")
                out[at] = read.model_copy(update={"anchor": anchor})
    return tuple(out)


def _is_relative(time: Time) -> bool:
    """Whether a time counts from the day of publication, or would if that were known."""
    return "publication" in (time.anchor or "")
