"""Planned events and open promises as iCalendar: as exact as the record is, and no hour that nobody named.

- A day, or a few days: an all-day VEVENT that blocks no time.
- A time of day with its zone: a VEVENT at that time in UTC. Without its zone it stays an all-day event.
- A month, a season, a year, "about": a VTODO from the first day, due on the last.
- Promises, demands and conditions with a date, still open: a VTODO due on the last day of their horizon.
UIDs come from content, DTSTAMP from the record's date, so that a calendar updates what it has.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from communique.export.book import Book
from communique.export.days import Days, clock_of, days_of
from communique.export.rows import forward_evidence
from communique.export.sentences import shown, told
from communique.export.text import encodable, one_line
from communique.lexicon.labels import word
from communique.lexicon.phrases import dated
from communique.lexicon.when import human
from communique.options import ExportOptions
from communique.record import Evidence, LinkedEvent, Story, TrackedForward
from communique.record.shown import clip, visible, web_link

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Todo

_LONGEST = 14  # days an all-day event may last; what is longer is a task with a term
_OPEN = ("open", "overdue")


def render(book: Book, options: ExportOptions) -> bytes:
    """The calendar; what is planned without a date is counted in its description."""
    from icalendar import Calendar, vText

    made = Calendar()
    made.add("prodid", "-//Communique//export//EN")
    made.add("version", "2.0")
    name = options.title or "; ".join(s.title for s in book.record.stories[:3]) or "Communique"
    made.add("x-wr-calname", vText(one_line(encodable(name))))
    undated = 0
    for story in book.record.stories:
        for event in story.events:
            if event.status in ("planned", "cancelled"):
                undated += not _add(made, book, story, event)
        for line in story.forward:
            _add_promise(made, book, story, line)
    about = f"Planned events and open promises in {len(book.record.articles)} reports. "
    made.add("x-wr-caldesc", vText(f"{about}Planned without a date and not shown: {undated}."))
    content: bytes = made.to_ical()
    return content


def _add(made: Calendar, book: Book, story: Story, event: LinkedEvent) -> bool:
    """Add one event; whether it has days."""
    days = days_of(event.when)
    if days is None:
        return False
    item = _timed(days)
    _describe(item, book, event.id, told(book, event), event.evidence)
    if event.status == "cancelled":
        item.add("status", "CANCELLED")
    if event.where:
        item.add("location", _text(event.where))
    lines = [f"{word('event_status', event.status)}; {human(event.when)}"]
    if len(set(event.dates.values())) > 1:
        lines += [f"{book.outlet(a)} says {human(value)}" for a, value in sorted(event.dates.items())]
    lines.append(dated(story.source_lines.get(event.id) or book.counted(event.articles, event.independent) or ""))
    item.add("description", _text("\n".join([*lines, *_quotes(book, event.evidence)])))
    made.add_component(item)
    return True


def _add_promise(made: Calendar, book: Book, story: Story, line: TrackedForward) -> None:
    days = days_of(line.horizon)
    if days is None or line.status not in _OPEN:
        return
    from icalendar import Todo

    item = Todo()
    item.add("due", days.last)
    holder = book.holder(line.actor)
    who = f"{holder}: " if holder else ""
    evidence = forward_evidence(book, line)
    _describe(item, book, line.id, f"{who}{word('forward_kind', line.kind)}: {line.text}", evidence)
    item.add("status", "NEEDS-ACTION")
    status = f"{word('forward_kind', line.kind)}, {word('forward_status', line.status)}; by {human(line.horizon)}"
    lines = [status, dated(story.source_lines.get(line.id) or "")]
    item.add("description", _text("\n".join([*lines, *_quotes(book, evidence)])))
    made.add_component(item)


def _timed(days: Days) -> Event | Todo:
    """The component with its time, as exact as `days`."""
    from icalendar import Event, Todo

    clock = clock_of(days)
    length = (days.last - days.first).days + 1
    if days.hedged or length > _LONGEST:
        task = Todo()
        if days.first < days.last:  # RFC 5545: due is later than the start
            task.add("dtstart", days.first)
        task.add("due", days.last)
        return task
    item = Event()
    if clock is not None and clock[2] and length == 1:
        hour, minute, zone = clock
        start = datetime.fromisoformat(
            f"{days.first.isoformat()}T{hour:02}:{minute:02}:00{zone}".replace("Z", "+00:00")
        )
        item.add("dtstart", start.astimezone(UTC))
    else:
        item.add("dtstart", days.first)
        item.add("dtend", days.last + timedelta(days=1))
    item.add("transp", "TRANSPARENT")
    return item


def _describe(item: Any, book: Book, key: str, name: str, evidence: tuple[Evidence, ...]) -> None:
    item.add("uid", f"{_text(key)}@communique")
    item.add("dtstamp", _stamp(book))
    item.add("summary", _text(clip(name, 200)))
    url = web_link(book.article(evidence[0].article).url) if evidence else None
    if url:
        item.add("url", url)


def _stamp(book: Book) -> datetime:
    """The record's day as the time of stamping; 1970 where it has none."""
    day = book.day or date(1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _quotes(book: Book, evidence: tuple[Evidence, ...]) -> list[str]:
    """The first three quotations; what several reports print alike once, with the outlets."""
    outlets: dict[str, dict[str, None]] = {}
    for piece in evidence:
        outlets.setdefault(shown(book, piece), {})[book.outlet(piece.article)] = None
    return [f"{', '.join(names)}: {words}" for words, names in list(outlets.items())[:3]]


def _text(text: str) -> str:
    return visible(encodable(text)).replace("\r\n", "\n").replace("\r", "\n")
