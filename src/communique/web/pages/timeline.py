"""The timeline: the drawn chart whose marks open the rows, and the rows."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.brief.view.chart import Mark, draw
from communique.errors import UsageError
from communique.lexicon.labels import word
from communique.lexicon.when import parse
from communique.record.shown import clip
from communique.web import lines
from communique.web.data import Data
from communique.web.lines import place_of
from communique.web.pages.common import choices, data_of, dates, listing, one_finding, one_of, shown
from communique.web.query import field, filters_of, pages_of, text
from communique.web.rendering import Plain, page
from communique.web.tables import Ask

_WIDE, _NARROW = 920, 350
_ORDERS = {"oldest": "earliest first", "latest": "latest first"}
_LARGE = 200  # events of a whole workspace that are told from their beginning; of more, the latest come first
_CHARTED = 200  # marks of one chart; beyond that it is a smear, and the rows tell more


def timeline(request: Request) -> Response:
    """Events in the order of their dates; those without a date at the end, apart."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    status = one_of(request, "status", "event_status")
    ask = Ask("events", filters, {"status": status} if status else {})
    total = data.count(ask)
    order = text(request, "order") or ("oldest" if filters.story or total <= _LARGE else "latest")
    if order not in _ORDERS:
        raise UsageError(f"order={order[:40]} is none of {', '.join(_ORDERS)}")
    rows = data.rows(ask, order, pages.size, pages.offset)
    items = events(data, rows)
    for number, item in enumerate(items, pages.offset + 1):
        item["label"] = f"T{number}"
    fields = [
        field("text", "Words", filters.text or ""),
        field("speaker", "Who", filters.speaker or "", list="people-list"),
        field("status", "Status", status, choices("event_status")),
        field("order", "Order", order, list(_ORDERS.items()), every=False),
        *dates(filters),
    ]
    more = listing(
        data, filters, "/timeline", fields, shown(len(rows), total, "event"), tab="timeline", active=bool(status)
    )
    context = {
        "title": "Timeline",
        "charts": charts(items),
        "dated": [item for item in items if item["when"]],
        "undated": [item for item in items if not item["when"]],
        "pager": pages.pager(request, total),
    }
    return page(request, "timeline.html.j2", context | more)


def charts(items: list[Plain]) -> list[Plain]:
    """The chart of the rows on this page, drawn twice: for a wide page and for a phone."""
    marks = []
    for item in items[:_CHARTED]:
        when = parse(item["when"])
        if when:
            words = f"{item['label']}: {clip(item['title'], 120)}, {item['date']}, {item['status_word']}"
            marks.append(Mark(item["label"], when.first, when.last, item["status"], words))
    return [draw(marks, [], _WIDE, "wide"), draw(marks, [], _NARROW, "narrow")] if marks else []


def events(data: Data, rows: list[dict[str, Any]]) -> list[Plain]:
    """Rows as lines, a mere word or two of evidence in the sentence it stands in."""
    articles = {place_of(place)[0] for row in rows for place in row["evidence"]}
    meta, short = data.meta(articles), {a for row in rows for a in lines.short_evidence(row)}
    texts = data.texts(short)
    return [lines.event(row, meta, texts) for row in rows]


def event(request: Request) -> Response:
    """One event."""
    data = data_of(request)
    row = data.one("events", request.path_params["event_id"])
    item = events(data, [row])[0]
    return one_finding(request, row, "event", "An event", word("event_status", row["status"]), "timeline", item=item)
