"""Differences: contradictions side by side, those of reports and those of parties never mixed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.brief.labels import word, words
from communique.web import lines
from communique.web.pages.common import choices, data_of, dates, listing, one_finding, one_of, shown
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import page
from communique.web.tables import Ask


def conflicts(request: Request) -> Response:
    """The list, one sort at a time."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    sort, kind = one_of(request, "between", "between"), one_of(request, "kind", "conflict_kind")
    equal = {"kind": kind} if kind else {}
    known = data.counts_by(Ask("conflicts", filters, equal), "between")
    counts = {between: known.get(between, 0) for between in words("between")}
    sort = sort or next((between for between, count in counts.items() if count), "reports")
    ask = Ask("conflicts", filters, equal | {"between": sort})
    rows = data.rows(ask, "gravest", pages.size, pages.offset)
    meta = data.meta({place.rsplit(":", 1)[0] for row in rows for place in row["evidence"]})
    fields = [
        field("text", "Words", filters.text or ""),
        field("kind", "Kind", kind, choices("conflict_kind")),
        field("outlet", "Outlet", filters.outlet or ""),
        *dates(filters),
    ]
    more = listing(
        data,
        filters,
        "/conflicts",
        fields,
        shown(len(rows), counts[sort], "difference"),
        tab="conflicts",
        what="differences",
        active=bool(kind),
    )
    context = {
        "title": "Differences",
        "sorts": [{"key": b, "title": word("between", b), "count": n, "here": b == sort} for b, n in counts.items()],
        "sort": sort,
        "meaning": word("between_meaning", sort),
        "items": [lines.conflict(row, meta) for row in rows],
        "pager": pages.pager(request, counts[sort]),
    }
    return page(request, "conflicts.html.j2", context | more)


def conflict(request: Request) -> Response:
    """One contradiction."""
    data = data_of(request)
    row = data.one("conflicts", request.path_params["conflict_id"])
    meta = data.meta({place.rsplit(":", 1)[0] for place in row["evidence"]})
    return one_finding(
        request,
        row,
        "conflict",
        "A difference",
        word("between", row["between"]),
        "conflicts",
        item=lines.conflict(row, meta),
    )
