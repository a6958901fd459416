"""Articles: the list with the state of each, one article with its marks, its versions side by side."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.record import Reading
from communique.web import lines
from communique.web.asking import findings_in
from communique.web.data import Data
from communique.web.pages.common import (
    any_set,
    articles_of,
    choices,
    data_of,
    dates,
    listing,
    shown,
    story_title,
)
from communique.web.query import field, filters_of, pages_of, text
from communique.web.rendering import page
from communique.web.tables import Ask
from communique.web.textview import marked_text, profile
from communique.web.versions import compared
from communique.workspace.rows import article_rows


def articles(request: Request) -> Response:
    """Every article, the newest first, and what could not be read."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    ask = Ask("articles", filters)
    total = data.count(ask)
    rows = [
        row | {"confidential": row["id"] in data.confidential()}
        for row in data.rows(ask, "newest", pages.size, pages.offset)
    ]
    fields = [
        field("text", "Title", filters.text or ""),
        field("outlet", "Outlet", filters.outlet or ""),
        *dates(filters),
    ]
    more = listing(data, filters, "/articles", fields, shown(len(rows), total, "article"), tab="articles")
    context = {
        "title": "Articles",
        "items": [lines.article(row) for row in rows],
        "failures": data.failures() if not any_set(filters) and pages.page == 1 else [],
        "pager": pages.pager(request, total),
    }
    return page(request, "articles.html.j2", context | more)


def article(request: Request) -> Response:
    """One article: its text with every mark, each leading to the line that holds it."""
    data = data_of(request)
    reading = data.reading(request.path_params["article_id"])
    row = row_of(data, reading)
    findings = findings_in(data, reading.article.id)
    marks = marked_text(reading, findings, text(request, "at"), text(request, "q"))
    state = data.state_of(reading.article.id)
    context = {
        "title": row["title"] or row["path"],
        "row": lines.article(row),
        "story": story_title(data, row["story"]),
        "story_id": row["story"],
        "text": marks,
        "profile": profile(reading),
        "article": reading.article,
        "state": state,
        "versions": data.versions_of(reading.article.id),
        "history": data.history(reading.article.id),
        "at": text(request, "at"),
        "choices": {name: choices(name) for name in ("form", "act")},
        "others": articles_of(data, row["story"], reading.article.id),
    }
    return page(request, "article.html.j2", context)


def versions(request: Request) -> Response:
    """What changed from one version of an article to the next."""
    data = data_of(request)
    article_id = request.path_params["article_id"]
    old, new = text(request, "old"), article_id
    pair = next((v for v in data.versions_of(article_id) if not old or old in (v.old, v.new)), None)
    if pair is not None:
        old, new = pair.old, pair.new
    context = {
        "title": "Versions of an article",
        "row": lines.article(row_of(data, data.reading(article_id))),
        "versions": data.versions_of(article_id),
        "pair": pair,
        "blocks": compared(data.reading(old).article.text, data.reading(new).article.text) if pair else [],
    }
    return page(request, "versions.html.j2", context)


def row_of(data: Data, reading: Reading) -> dict[str, Any]:
    """The row of an article; a former version, which is in no table, gets one of its own."""
    return data.meta([reading.article.id])(reading.article.id) or next(article_rows(reading, None))
