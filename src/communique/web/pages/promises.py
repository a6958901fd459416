"""The promise board: what was promised, demanded, predicted, and what became of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.lexicon.labels import word, words
from communique.web.board import cards, columns
from communique.web.pages.common import (
    articles_of,
    choices,
    data_of,
    dates,
    listing,
    one_finding,
    one_of,
    one_sort,
    shown,
)
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import page
from communique.web.tables import Ask


def promises(request: Request) -> Response:
    """The board, in columns by what became of each line; one family of kinds at a time."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    families = words("forward_family")
    status, family = one_of(request, "status", "forward_status"), one_of(request, "family", "forward_family")
    ask = Ask("forward", filters, {"status": status} if status else {})
    found = one_sort(data, ask, "oldest", pages, "kind", families, family)
    meta = data.meta({a for row in found.rows for a in (row["article"], row["outcome_article"]) if a})
    fields = [
        field("text", "Words", filters.text or ""),
        field("speaker", "Who", filters.speaker or "", list="people-list"),
        field("status", "What became of it", status, choices("forward_status")),
        *dates(filters),
    ]
    more = listing(
        data,
        filters,
        "/promises",
        fields,
        shown(*found.shown_of, "line"),
        tab="promises",
        active=bool(status),
    )
    context = {
        "title": "Promises, demands, predictions",
        "sorts": found.links("/promises", "family", filters.story),
        "columns": columns(cards(data, found.rows, meta)),
        "pager": pages.pager(request, found.counts[found.here]),
    }
    return page(request, "promises.html.j2", context | more)


def promise(request: Request) -> Response:
    """One forward-looking line."""
    data = data_of(request)
    [row] = data.sourced([data.one("forward", request.path_params["forward_id"])])
    meta = data.meta({a for a in (row["article"], row["outcome_article"]) if a})
    return one_finding(
        request,
        row,
        "forward",
        "A promise",
        word("forward_kind", row["kind"]),
        "promises",
        item=cards(data, [row], meta)[0],
        statuses=choices("forward_status"),
        articles=articles_of(data, row["story"]),
    )
