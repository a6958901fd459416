"""The calendar is as exact as the record and no more; read back with icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

from communique.record import Record
from tests.export.readers import files_of


def planned(record: Record, when: str | None, **fields: Any) -> Record:
    """The record with one event, planned for `when`, and no promises."""
    (story,) = record.stories
    event = story.events[0].model_copy(update={"when": when, "dates": {}, "status": "planned", **fields})
    return record.model_copy(update={"stories": (story.model_copy(update={"events": (event,), "forward": ()}),)})


def parts(record: Record) -> list[Any]:
    return list(icalendar.Calendar.from_ical(files_of(record, "ics")[""]).subcomponents)


@pytest.mark.parametrize(
    ("when", "name", "start", "end"),
    [
        ("2031-06-03", "VEVENT", date(2031, 6, 3), date(2031, 6, 4)),
        ("2031-06-03/2031-06-05", "VEVENT", date(2031, 6, 3), date(2031, 6, 6)),
        ("2031-W23", "VEVENT", date(2031, 6, 2), date(2031, 6, 9)),
        ("2031-06-03T09:30", "VEVENT", date(2031, 6, 3), date(2031, 6, 4)),
        ("2031-06-03TMO", "VEVENT", date(2031, 6, 3), date(2031, 6, 4)),
        ("2031-06", "VTODO", date(2031, 6, 1), date(2031, 6, 30)),
        ("2031-22", "VTODO", date(2031, 6, 1), date(2031, 8, 31)),
        ("2031", "VTODO", date(2031, 1, 1), date(2031, 12, 31)),
        ("2031-06-03~", "VTODO", None, date(2031, 6, 3)),
    ],
)
def test_an_event_is_as_exact_as_its_date(record: Record, when: str, name: str, start: date | None, end: date):
    (part,) = parts(planned(record, when))
    assert part.name == name
    assert (part["dtstart"].dt if "dtstart" in part else None) == start
    assert part["dtend" if name == "VEVENT" else "due"].dt == end


def test_an_hour_with_its_zone_is_an_hour(record: Record):
    (part,) = parts(planned(record, "2031-06-03T09:30+02:00"))
    assert part["dtstart"].dt == datetime(2031, 6, 3, 7, 30, tzinfo=UTC)


def test_what_has_no_date_is_counted_and_not_dated(record: Record):
    calendar = icalendar.Calendar.from_ical(files_of(planned(record, None), "ics")[""])
    assert calendar.subcomponents == []
    assert "not shown: 1." in calendar["x-wr-caldesc"]


def test_what_was_cancelled_says_so_and_what_happened_is_not_there(record: Record):
    assert parts(planned(record, "2031-06-03", status="cancelled"))[0]["status"] == "CANCELLED"
    assert parts(planned(record, "2031-06-03", status="happened")) == []


def test_identity_and_stamp_come_from_the_record(record: Record):
    (part,) = parts(planned(record, "2031-06-03"))
    assert part["uid"] == f"{record.stories[0].events[0].id}@communique"
    assert part["dtstamp"].dt == datetime(2031, 9, 20, tzinfo=UTC)


def test_open_promises_are_due_on_the_last_day_of_their_horizon(record: Record):
    due = {str(p["summary"]): p["due"].dt for p in parts(record) if p.name == "VTODO" and "demand" in p["summary"]}
    (demand,) = [line for line in record.stories[0].forward if line.kind == "demand"]
    assert demand.status == "overdue"
    assert list(due.values()) == [date(2031, 6, 1)]
    assert all(name.startswith("Ilse Maren: demand: ") for name in due)


def test_different_dates_are_all_told(record: Record):
    ids = [r.article.id for r in record.articles[:2]]
    dates = dict(zip(ids, ("2031-06-03", "2031-06-04"), strict=True))
    (part,) = parts(planned(record, "2031-06-03", dates=dates))
    assert "says 3 June 2031" in part["description"]
    assert "says 4 June 2031" in part["description"]
