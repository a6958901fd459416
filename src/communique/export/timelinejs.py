"""Dated events for TimelineJS: its JSON, with every text escaped, for it is shown as HTML there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from communique.export.book import Book
from communique.export.days import Days, days_of
from communique.export.rows import ordered_events
from communique.export.sentences import shown, told
from communique.export.text import encodable
from communique.lexicon.labels import word
from communique.lexicon.phrases import dated
from communique.lexicon.when import human
from communique.options import ExportOptions
from communique.record import LinkedEvent, Story
from communique.record.shown import clip, visible

_QUOTES = 3


def render(book: Book, options: ExportOptions) -> bytes:
    """Title slide and one slide an event with a date; how many have none is said on the title slide."""
    events = [(story, event) for story in book.record.stories for event in ordered_events(story)]
    slides = list(_slides(book, events))
    title = options.title or "; ".join(story.title for story in book.record.stories[:3]) or "No story"
    told = f"{len(book.record.articles)} reports; {len(slides)} events with a date"
    if len(events) > len(slides):
        told += f", {len(events) - len(slides)} without one are not shown"
    value = {"title": {"unique_id": "title", "text": {"headline": _safe(clip(title, 200)), "text": _safe(told)}}}
    return (json.dumps(value | {"events": slides}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _slides(book: Book, events: list[tuple[Story, LinkedEvent]]) -> Iterator[dict[str, Any]]:
    for story, event in events:
        days = days_of(event.when)
        if days is None:
            continue
        slide: dict[str, Any] = {
            "unique_id": event.id,
            "start_date": _date(days, first=True),
            "group": word("event_status", event.status),
            "text": {"headline": _safe(told(book, event)), "text": _text(book, story, event)},
        }
        if days.first != days.last:
            slide["end_date"] = _date(days, first=False)
        if days.hedged or days.precision not in ("day", "month", "year"):
            slide["start_date"]["display_date"] = _safe(human(event.when))
        yield slide


def _date(days: Days, *, first: bool) -> dict[str, Any]:
    """As exact as the date is: a month has no day, a year no month."""
    day = days.first if first else days.last
    parts = {"year": str(day.year), "month": str(day.month), "day": str(day.day)}
    keep = {"year": 1, "years": 1, "month": 2, "months": 2}.get(days.precision, 3)
    return dict(list(parts.items())[:keep])


def _text(book: Book, story: Story, event: LinkedEvent) -> str:
    kind = event.kind.replace("_", " ").lower()
    lines = [f"<p>{_safe(word('event_status', event.status))}; {_safe(kind)}</p>"]
    if len(set(event.dates.values())) > 1:
        said = "; ".join(f"{book.outlet(a)}: {human(value)}" for a, value in sorted(event.dates.items()))
        lines.append(f"<p>Dates as reported: {_safe(said)}</p>")
    for piece in event.evidence[:_QUOTES]:
        words = f"{shown(book, piece)} ({book.outlet(piece.article)})"
        lines.append(f"<blockquote>{_safe(words)}</blockquote>")
    line = story.source_lines.get(event.id) or book.counted(event.articles, event.independent)
    return "".join(lines) + (f"<p>{_safe(dated(line))}</p>" if line else "")


def _safe(text: str) -> str:
    return escape(visible(encodable(text)))
