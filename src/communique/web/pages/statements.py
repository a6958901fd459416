"""Statements: the list with its filters, and one statement with what can be said of it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.web import lines
from communique.web.data import Data
from communique.web.pages.common import choices, data_of, dates, listing, one_of, shown
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import Plain, page
from communique.web.tables import Ask
from communique.web.textview import passage
from communique.workspace import Filters


def statements(request: Request) -> Response:
    """Who said what, filtered, page by page."""
    data, pages = data_of(request), pages_of(request)
    filters, kind = filters_of(request), one_of(request, "kind", "speaker_kind")
    ask = Ask("statements", filters, {"speaker_kind": kind} if kind else {})
    total = data.count(ask)
    rows = data.rows(ask, "newest", pages.size, pages.offset)
    meta = data.meta({row["article"] for row in rows})
    more = listing(
        data, filters, "/statements", _fields(filters, kind), shown(len(rows), total, "statement"), tab="statements",
        active=bool(kind),
    )  # fmt: skip
    context = {
        "title": "Statements",
        "items": [lines.statement(row, meta) for row in rows],
        "pager": pages.pager(request, total),
    }
    return page(request, "statements.html.j2", context | more)


def _fields(filters: Filters, kind: str) -> list[Plain]:
    return [
        field("text", "Words", filters.text or ""),
        field("speaker", "Speaker", filters.speaker or "", list="people-list"),
        field("issue", "Issue", filters.issue or ""),
        field("outlet", "Outlet", filters.outlet or ""),
        field("form", "Form", filters.form or "", choices("form")),
        field("act", "Act", filters.act or "", choices("act")),
        field("kind", "Source", kind, choices("speaker_kind")),
        *dates(filters),
    ]


def statement(request: Request) -> Response:
    """One statement: its words in their place, who said it and how that is known, and forms to correct it."""
    data = data_of(request)
    row = data.one("statements", request.path_params["statement_id"])
    reading = data.reading(row["article"])
    meta = data.meta({row["article"]})
    found = next(s for s in reading.statements if s.id == row["id"])
    item = lines.statement(row, meta)
    inner = data.rows(Ask("statements", Filters(article=row["article"]), {"within": row["id"]}), "place")
    context = {
        "title": "A statement",
        "item": item,
        "article": lines.article(meta(row["article"])),
        "passage": passage(reading, found),
        "found": {
            "reason": found.speaker_reason or "",
            "confidence": found.confidence,
            "speaker_confidence": found.speaker_confidence,
            "cue": row["cue"],
            "source": " … ".join(reading.article.text[s:e] for s, e in found.source),
            "description": found.speaker_description or "",
            "kind": found.speaker_kind,
        },
        "near": found.content[0][0],
        "inner": [lines.statement(s, meta) for s in inner],
        "same_speaker": same_speaker(data, row),
        "choices": {name: choices(name) for name in ("form", "act", "stance", "speaker_kind")},
        "history": data.history(row["id"]),
    }
    return page(request, "statement.html.j2", context)


def same_speaker(data: Data, row: dict[str, Any]) -> int:
    """How many statements of its story have the same speaker by name."""
    return (
        data.count(Ask("statements", Filters(story=row["story"]), {"speaker": row["speaker"]})) if row["speaker"] else 0
    )
