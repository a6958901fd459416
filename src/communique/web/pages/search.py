"""Search over every text, with the words found marked and led to."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.web.asking import search as find
from communique.web.pages.common import data_of, dates, shown, story_choices
from communique.web.query import field, filters_of, pages_of, sift, text
from communique.web.rendering import page


def search(request: Request) -> Response:
    """Places where the words stand, best first."""
    data, pages = data_of(request), pages_of(request)
    asked = text(request, "q")
    filters = filters_of(request)
    hits, total = find(data, asked, filters, pages.size, pages.offset) if asked else ([], 0)
    stories = story_choices(data, filters.story)
    fields = [field("q", "Words", asked), field("outlet", "Outlet", filters.outlet or ""), *dates(filters)]
    if len(stories) > 1 or filters.story:
        fields.append(field("story", "Story", filters.story or "", stories))
    context = {
        "title": f"Search: {asked}" if asked else "Search",
        "asked": asked,
        "items": hits,
        "pager": pages.pager(request, total),
        "filters": sift("/search", "search", fields, False, shown(len(hits), total, "article") if asked else ""),
    }
    return page(request, "search.html.j2", context)
