"""Differences: contradictions side by side, those of reports and those of parties never mixed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.lexicon.labels import word, words
from communique.web import lines
from communique.web.pages.common import choices, data_of, dates, listing, one_finding, one_of, one_sort, shown
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import page
from communique.web.tables import Ask


def conflicts(request: Request) -> Response:
    """The list, one sort at a time."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    sort, kind = one_of(request, "between", "between"), one_of(request, "kind", "conflict_kind")
    ask = Ask("conflicts", filters, {"kind": kind} if kind else {})
    found = one_sort(data, ask, "gravest", pages, "between", {key: [key] for key in words("between")}, sort)
    meta = data.meta({place.rsplit(":", 1)[0] for row in found.rows for place in row["evidence"]})
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
        shown(*found.shown_of, "difference"),
        tab="conflicts",
        what="differences",
        active=bool(kind),
    )
    context = {
        "title": "Differences",
        "sorts": found.links("/conflicts", "between", filters.story, words("between")),
        "meaning": word("between_meaning", found.here),
        "items": [lines.conflict(row, meta) for row in found.rows],
        "pager": pages.pager(request, found.counts[found.here]),
    }
    return page(request, "conflicts.html.j2", context | more)


def conflict(request: Request) -> Response:
    """One contradiction."""
    data = data_of(request)
    [row] = data.sourced([data.one("conflicts", request.path_params["conflict_id"])])
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
