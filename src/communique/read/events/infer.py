"""Dates that no clause prints but the article implies, each with its reason; coarse rather than wrong.

Only four ways of telling are trusted, since a wrong date costs more than none: what was done "in the past week"; a visit
whose purpose is a dated event ("travel to Varn to deliver the speech"); what is to happen "during the visit"; and the
one dated interference of an article that speaks of no other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.events.merge import Draft, Occurrence
from communique.record import Time

Inferred = tuple[str, str]
_PAST_LENGTH = re.compile(r"(?:the|this) (?:last|past) ", re.I)
_DAYS = {"D": 1, "W": 7}
_LENGTH = re.compile(r"P(\d{1,2})([DW])")
_LONGEST = 31  # days that a range may have
_REACH = 110  # characters between two triggers of one telling
_PURPOSE = re.compile(
    r"\bto (?:deliver|give|make|attend|address|speak|take part|meet|hold|sign|join|attack|disrupt|influence|sway|hack)?\b"
    r"[^.?!;]*$|\bfor (?:the|a|his|her|their|its)\b[^.?!;]*$"
)
_DURING = re.compile(
    r"\b(?:during|on|in the course of|while on)\s+(?:his|her|their|its|the|a|that|this)\s+(?:\w+\s+)?$", re.I
)
_STOP = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]?[A-Z]|\n")
_HAVE_PURPOSE = frozenset({"VISIT", "INTERFERENCE"})
_ON_A_VISIT = frozenset({"MEETING", "STATEMENT", "AGREEMENT", "PRESS_CONFERENCE", "CEREMONY"})
_YEAR = re.compile(r"\d{4}")


def past_range(time: Time, published: str | None) -> str | None:
    """The month (or the days) that "the past week" covers, counted from the day of publication; None for any other."""
    length = _LENGTH.fullmatch(time.value or "")
    if time.type != "DURATION" or not length or not _PAST_LENGTH.match(time.text) or not published:
        return None
    days = int(length[1]) * _DAYS[length[2]]
    try:
        last = dt.date.fromisoformat(published)
        first = last - dt.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    if days > _LONGEST:
        return None
    same_month = first.isoformat()[:7] == last.isoformat()[:7]
    return published[:7] if same_month else f"{first.isoformat()}/{last.isoformat()}"


def month_of(when: str) -> str:
    """A day as its month; what is coarser, and days of two months, as they are."""
    first, _, last = when.partition("/")
    return first[:7] if len(first) == len("2031-05-02") and last[:7] in ("", first[:7]) else when


def inferred_dates(text: str, drafts: Sequence[Draft], published: str | None) -> dict[int, Inferred]:
    """For each event without a printed date that the article still dates: its EDTF date and the reason."""
    events = [_Telling(text, number, draft, draft.status(published)) for number, draft in enumerate(drafts)]
    out: dict[int, Inferred] = {}
    for event in events:
        found = _by_purpose(event, events) or _one_interference(event, events)
        if found:
            out[event.number] = found
    dated = {e.number: e.draft.when or out.get(e.number, ("", ""))[0] for e in events}
    for event in events:
        if event.number not in out and (held := _on_the_visit(event, events, dated)):
            out[event.number] = held
    return out


@dataclass(frozen=True, slots=True)
class _Telling:
    """An event with its status, and how its mentions stand to those of another."""

    text: str
    number: int
    draft: Draft
    status: str

    @property
    def is_undated(self) -> bool:
        return self.draft.when is None

    def gaps(self, other: _Telling) -> list[str]:
        """The words between a mention of this one and one of the other behind it in the same sentence."""
        found = []
        for one in self.draft.occurrences:
            for two in other.draft.occurrences:
                gap = self.text[one.span[1] : two.span[0]]
                if 0 < two.span[0] - one.span[1] <= _REACH and not _STOP.search(gap):
                    found.append(gap + self.text[slice(*two.span)])
        return found

    def words(self, occurrence: Occurrence) -> str:
        return self.text[slice(*occurrence.span)]


def _by_purpose(event: _Telling, events: Sequence[_Telling]) -> Inferred | None:
    """A visit (or a plot) takes the month of the one dated event that it is made for."""
    if not event.is_undated or event.draft.kind not in _HAVE_PURPOSE:
        return None
    found: dict[str, _Telling] = {}
    for other in events:
        if other.number == event.number or other.draft.when is None or other.draft.kind == event.draft.kind:
            continue
        if {event.status, other.status} >= {"happened", "planned"}:
            continue
        if any(_PURPOSE.search(gap) for gap in event.gaps(other)):
            found[month_of(other.draft.when)] = other
    if len(found) != 1:
        return None
    when, other = next(iter(found.items()))
    return when, f"made for “{other.words(other.draft.occurrences[0])}”, which the article dates {other.draft.when}"


def _on_the_visit(event: _Telling, events: Sequence[_Telling], dated: dict[int, str]) -> Inferred | None:
    """“will not meet with him during his visit”: the month of that visit."""
    if not event.is_undated or event.draft.kind not in _ON_A_VISIT:
        return None
    for other in events:
        if other.draft.kind != "VISIT" or not dated[other.number]:
            continue
        if {event.status, other.status} >= {"happened", "planned"}:
            continue
        lengths = {len(other.words(o)) for o in other.draft.occurrences}
        if any(_DURING.search(gap[:-length]) for gap in event.gaps(other) for length in lengths):
            return month_of(dated[other.number]), f"during the visit, which the article dates {dated[other.number]}"
    return None


def _one_interference(event: _Telling, events: Sequence[_Telling]) -> Inferred | None:
    """Undated collusion and meddling of an article all of whose dated interference is of one year."""
    if not event.is_undated or event.draft.kind != "INTERFERENCE" or event.status == "planned":
        return None
    dates = {e.draft.when for e in events if e.draft.kind == "INTERFERENCE" and e.draft.when}
    if len(dates) != 1 or not _YEAR.fullmatch(when := str(next(iter(dates)))):
        return None
    return when, f"the article dates all interference it tells of {when}"
