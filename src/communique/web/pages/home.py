"""Home: how the workspace stands, what changed since the last visit, what wants a look."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.brief.view.when import human
from communique.web.asking import to_review
from communique.web.differing import changed_counts
from communique.web.pages.common import data_of
from communique.web.pages.uploads import jobs_of
from communique.web.rendering import page
from communique.web.visits import last_visit


def home(request: Request) -> Response:
    """The first page."""
    data = data_of(request)
    before = last_visit(request)
    stories = sorted(data.stories(), key=lambda s: (s["articles"] < 2, -s["articles"], s["title"]))
    runs = data.runs()
    counts = data.counts()
    context = {
        "title": data.name,
        "counts": counts,
        "stories": stories[:12],
        "more_stories": max(0, len(stories) - 12),
        "newest": human(data.newest()) if data.newest() else "",
        "last_run": runs[-1] if runs else None,
        "visit": before,
        "changed": changed_counts(data, before) if before else None,
        "failures": data.failures()[:6],
        "failed": len(data.failures()),
        "review": to_review(data),
        "jobs": jobs_of(request).list(3),
    }
    return page(request, "home.html.j2", context)
