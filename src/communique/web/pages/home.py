"""Home: how the workspace stands, what changed since the last visit, what wants a look."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.lexicon.when import human
from communique.web.asking import to_review
from communique.web.differing import changed_counts
from communique.web.front import front_of
from communique.web.pages.common import data_of, jobs_of
from communique.web.rendering import page
from communique.web.visits import last_visit


def home(request: Request) -> Response:
    """The first page."""
    data = data_of(request)
    before = last_visit(request)
    stories = data.stories_by_size()
    runs = data.runs()
    counts, failures = data.counts(), data.failures()
    context = {
        "title": data.name,
        "counts": counts,
        "stories": stories[:12],
        "more_stories": max(0, len(stories) - 12),
        "newest": human(data.newest()) if data.newest() else "",
        "last_run": runs[-1] if runs else None,
        "visit": before,
        "changed": changed_counts(data, before) if before else None,
        "failures": failures[:6],
        "failed": len(failures),
        "review": to_review(data),
        "front": front_of(data),
        "jobs": jobs_of(request).list(3),
    }
    return page(request, "home.html.j2", context)
