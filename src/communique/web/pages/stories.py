"""Stories: the list, the overview of one with what comparing its reports found, and each part of that in full."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.web.pages.common import data_of, shown, tabs
from communique.web.query import Pages, field, pages_of, sift, text
from communique.web.rendering import Plain, page, segment
from communique.web.storyview import overview_of

_FIRST = 8  # entries of a part that the overview shows
_PARTS = (
    ("facts", "facts", "Same facts", "", "No fact was found that two or more articles share."),
    ("wordings", "variants", "One utterance, several wordings", "", ""),
    ("omissions", "omissions", "What each left out",
     "Only where an article covers the matter: one that does not is not named.", ""),
    ("unnamed", "unnamed", "Unnamed sources",
     "How the articles describe people they do not name, and what they use them for.", ""),
)  # fmt: skip
"""Part -> its key in the view, title, meaning, and what to say where it is empty; without that it is left out."""


def stories(request: Request) -> Response:
    """Every story, those with several reports first."""
    data, pages = data_of(request), pages_of(request)
    asked = text(request, "text").lower()
    found = [s for s in data.stories_by_size() if asked in s["title"].lower()]
    rows = found[pages.offset : pages.offset + pages.size]
    context = {
        "title": "Stories",
        "items": rows,
        "pager": pages.pager(request, len(found)),
        "filters": sift(
            "/stories",
            "stories",
            [field("text", "Title", asked)],
            bool(asked),
            shown(len(rows), len(found), "story", "stories"),
        ),
    }
    return page(request, "stories.html.j2", context)


def story(request: Request) -> Response:
    """One story at a glance: the half page, and the first of what comparing found."""
    data, story_id = data_of(request), request.path_params["story_id"]
    view = overview_of(data, story_id)
    parts = (_part(view, story_id, entry[0], Pages(1, _FIRST)) for entry in _PARTS)
    context = {
        "title": view["title"],
        "story_id": story_id,
        "view": view,
        "sections": [part for part in parts if part["total"] or part["none"]],
        "reviews": data.reviews(),
        "tabs": tabs(data, story_id, "overview"),
    }
    return page(request, "onestory.html.j2", context)


def part(request: Request) -> Response:
    """One part of a story in full, page by page."""
    data, story_id, key = data_of(request), request.path_params["story_id"], request.path_params["part"]
    if key not in {entry[0] for entry in _PARTS}:
        raise HTTPException(404, "A story has no such part.")
    view, pages = overview_of(data, story_id), pages_of(request)
    found = _part(view, story_id, key, pages)
    context = {
        "title": found["title"],
        "story": view["title"],
        "story_id": story_id,
        "view": view,
        "part": found | {"more": False},
        "pager": pages.pager(request, found["total"]),
        "reviews": data.reviews(),
        "tabs": tabs(data, story_id, "overview"),
    }
    return page(request, "storypart.html.j2", context)


def _part(view: Plain, story_id: str, key: str, pages: Pages) -> Plain:
    """{key, title, meaning, none, items, total, more, href} of one part."""
    _, name, title, meaning, none = next(entry for entry in _PARTS if entry[0] == key)
    every = view[name]
    items = every[pages.offset : pages.offset + pages.size]
    if none and "shared_facts" in view["not_computed"]:
        none = "Not computed for this story."
    return {
        "key": key,
        "title": title,
        "meaning": meaning,
        "none": none,
        "items": [_named(row, view) for row in items] if key == "omissions" else items,
        "total": len(every),
        "more": len(items) < len(every),
        "href": f"/stories/{segment(story_id)}/{key}",
    }


def _named(row: Plain, view: Plain) -> Plain:
    """A row of the matrix of omissions with the articles by name."""
    told = list(zip(row["cells"], view["columns"], strict=True))
    return row | {name: [column for cell, column in told if cell == name] for name in ("has", "lacks")}
