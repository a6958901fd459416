"""The zones of a text: what is title, byline, dateline, body, and what is furniture. The text itself never changes."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from communique.ingest.zones.datelines import SPEAKER
from communique.ingest.zones.flat import Hints
from communique.ingest.zones.head import mark_head
from communique.ingest.zones.inside import mark_inside
from communique.ingest.zones.lines import split_lines
from communique.ingest.zones.sheet import Sheet
from communique.ingest.zones.tail import mark_tail
from communique.ingest.zones.whole import mark_comments, mark_lines, mark_link_lists, mark_subheads, mark_tail_lines
from communique.record.article import Zone


def mark_zones(
    text: str,
    title: str | None = None,
    authors: Sequence[str] = (),
    has_title: bool = True,
    known: Sequence[Zone] = (),
) -> tuple[Zone, ...]:
    """Flat, disjoint zones that cover every non-blank character of `text`, in order.

    `title` and `authors` are what the user or the page says, where they say it; `has_title` is False for text
    extracted from a page, whose title stands outside; `known` are zones of whole lines that the format shows.
    Rules over patterns (data/furniture.txt) and the shape of lines; in doubt a stretch is body.
    """
    lines = split_lines(text, [zone.span for zone in known])
    sheet = Sheet(lines, is_transcript=sum(bool(SPEAKER.match(line.text)) for line in lines) > 2)
    _mark_known(sheet, known)
    mark_lines(sheet)
    mark_comments(sheet)
    mark_head(sheet, Hints(title, tuple(authors), has_title))
    mark_link_lists(sheet)
    mark_inside(sheet)
    mark_tail(sheet, (*authors, *_byline_names(sheet)))
    mark_tail_lines(sheet)
    mark_subheads(sheet)
    return sheet.zones()


def _mark_known(sheet: Sheet, known: Sequence[Zone]) -> None:
    """Give the lines that begin in a known zone its kind; nothing else can change it."""
    starts = [zone.span[0] for zone in known]
    for index, line in enumerate(sheet.lines):
        place = bisect.bisect_right(starts, line.start) - 1
        if place >= 0 and line.start < known[place].span[1]:
            sheet.set(index, known[place].kind)


def _byline_names(sheet: Sheet) -> list[str]:
    """The words of the bylines found, as names of authors."""
    names = [sheet.lines[i].text for i, kind in sheet.kinds.items() if kind == "byline"]
    names += [
        sheet.lines[i].text[m.start : m.end] for i, marks in sheet.marks.items() for m in marks if m.kind == "byline"
    ]
    return [part for name in names for part in name.replace(" and ", ",").replace(" & ", ",").split(",")]
