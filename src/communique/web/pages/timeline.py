"""The timeline: the drawn chart whose marks open the rows, and the rows."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.brief.labels import word
from communique.brief.safe import clip
from communique.brief.view.chart import Mark, draw
from communique.brief.view.when import parse
from communique.web import lines
from communique.web.pages.common import active, choices, data_of, dates, shown, story_choices, story_title, tabs
from communique.web.query import field, filters_of, pages_of, text
from communique.web.rendering import Plain, page

_WIDE, _NARROW = 920, 350
_CHARTED = 200  # marks of one chart; beyond that it is a smear, and the rows tell more


def timeline(request: Request) -> Response:
    """Events in the order of their dates; those without a date at the end, apart."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    status = text(request, "status")
    every = [r for r in data.rows("events", filters) if status in ("", r["status"])]
    every.sort(key=lambda row: (*_order(row["when"]), row["id"]))
    rows = every[pages.offset : pages.offset + pages.size]
    meta = data.meta({place.rsplit(":", 1)[0] for row in rows for place in row["evidence"]})
    items = [lines.event(row, meta) for row in rows]
    for number, item in enumerate(items, pages.offset + 1):
        item["label"] = f"T{number}"
    stories = story_choices(data, filters.story)
    fields = [
        field("text", "Words", filters.text or ""),
        field("speaker", "Who", filters.speaker or "", list="people-list"),
        field("status", "Status", status, choices("event_status")),
        *dates(filters),
    ]
    if len(stories) > 1 or filters.story:
        fields.append(field("story", "Story", filters.story or "", stories))
    context = {
        "title": "Timeline",
        "story": story_title(data, filters.story),
        "story_id": filters.story,
        "tabs": tabs(data, filters.story, "timeline"),
        "charts": charts(items),
        "dated": [item for item in items if item["when"]],
        "undated": [item for item in items if not item["when"]],
        "pager": pages.pager(request, len(every)),
        "filters": {
            "action": "/timeline",
            "what": "timeline",
            "fields": fields,
            "active": active(filters) or bool(status),
            "shown": shown(len(rows), len(every), "event"),
        },
    }
    return page(request, "timeline.html.j2", context)


def charts(items: list[Plain]) -> list[Plain]:
    """The chart of the rows on this page, drawn twice: for a wide page and for a phone."""
    marks = []
    for item in items[:_CHARTED]:
        when = parse(item["when"])
        if when:
            words = f"{item['label']}: {clip(item['title'], 120)}, {item['date']}, {item['status_word']}"
            marks.append(Mark(item["label"], when.first, when.last, item["status"], words))
    return [draw(marks, [], _WIDE, "wide"), draw(marks, [], _NARROW, "narrow")] if marks else []


def _order(value: str | None) -> tuple[str, str]:
    when = parse(value)
    return (when.first.isoformat(), when.last.isoformat()) if when else ("9999", "")


def event(request: Request) -> Response:
    """One event."""
    data = data_of(request)
    row = data.one("events", request.path_params["event_id"])
    meta = data.meta({place.rsplit(":", 1)[0] for place in row["evidence"]})
    item = lines.event(row, meta)
    context = {
        "title": "An event",
        "item": item,
        "kind": "event",
        "between": word("event_status", row["status"]),
        "story": story_title(data, row["story"]),
        "history": [c for c in data.corrections() if c.subject_id == row["id"]],
        "tabs": tabs(data, row["story"], "timeline"),
    }
    return page(request, "finding.html.j2", context)
