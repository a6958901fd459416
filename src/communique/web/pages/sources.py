"""Sources: which reports are one source and why, and how each report works."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.web.pages.common import data_of, story_choices, story_title, tabs
from communique.web.query import field, pages_of, sift, text
from communique.web.rendering import page
from communique.web.storyview import sources_of

_GROUPS = 100  # groups of several articles that are listed


def sources(request: Request) -> Response:
    """Independence groups of one story and the profile of each of its reports; without a story, those to choose from."""
    data = data_of(request)
    story_id = text(request, "story")
    stories = [s for s in data.stories() if s["articles"] > 1]
    if not story_id and len(stories) == 1:
        story_id = stories[0]["id"]
    pages = pages_of(request)
    view = sources_of(data, story_id) if story_id else None
    reports = view["reports"] if view else []
    shared = [g for g in view["sources"]["groups"] if len(g["reports"]) > 1] if view else []
    context = {
        "title": "Sources",
        "story": story_title(data, story_id),
        "story_id": story_id,
        "view": view,
        "reports": reports[pages.offset : pages.offset + pages.size],
        "groups": shared[:_GROUPS] if pages.page == 1 else [],
        "pager": pages.pager(request, len(reports)),
        "stories": sorted(stories, key=lambda s: (-s["articles"], s["title"]))[:200],
        "tabs": tabs(data, story_id, "sources"),
        "filters": sift(
            "/sources", "sources", [field("story", "Story", story_id, story_choices(data, story_id))], False, ""
        ),
    }
    return page(request, "sources.html.j2", context)
