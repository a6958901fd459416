"""Stories: the list, and the overview of one with what comparing its reports found."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.web.pages.common import data_of, shown, tabs
from communique.web.query import field, pages_of, text
from communique.web.rendering import page
from communique.web.storyview import overview


def stories(request: Request) -> Response:
    """Every story, those with several reports first."""
    data, pages = data_of(request), pages_of(request)
    asked = text(request, "text").lower()
    found = [s for s in data.stories() if asked in s["title"].lower()]
    found.sort(key=lambda s: (s["articles"] < 2, -s["articles"], s["title"]))
    rows = found[pages.offset : pages.offset + pages.size]
    context = {
        "title": "Stories",
        "items": rows,
        "pager": pages.pager(request, len(found)),
        "filters": {
            "action": "/stories",
            "what": "stories",
            "fields": [field("text", "Title", asked)],
            "active": bool(asked),
            "shown": shown(len(rows), len(found), "story", "stories"),
        },
    }
    return page(request, "stories.html.j2", context)


def story(request: Request) -> Response:
    """One story at a glance: the half page, same facts, wordings, what each report left out."""
    data = data_of(request)
    found = data.story(request.path_params["story_id"])
    view = data.kept(("overview", found.id), lambda: overview(found, [data.reading(a) for a in found.articles]))
    context = {"title": found.title, "story_id": found.id, "view": view, "tabs": tabs(data, found.id, "overview")}
    return page(request, "onestory.html.j2", context)
