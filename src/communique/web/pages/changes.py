"""What changed since a run, a date, or this visitor's last visit."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from communique.web.differing import changed
from communique.web.pages.common import data_of
from communique.web.query import date, text
from communique.web.rendering import page
from communique.web.visits import last_visit


def changes(request: Request) -> Response:
    """New and withdrawn statements, changed positions, settled promises, new contradictions."""
    data = data_of(request)
    since = text(request, "since")
    before = last_visit(request)
    chosen = since or before or ""
    context = {
        "title": "What changed",
        "since": chosen,
        "visit": before,
        "asked": "",
        "until": date(request, "until"),
        "runs": list(reversed(data.runs()))[:60],
        "diff": changed(data, chosen, date(request, "until") or None) if chosen else None,
    }
    return page(request, "changes.html.j2", context)
