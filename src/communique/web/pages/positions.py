"""Who stands where: the matrix of issues and actors, and the sentences behind each cell."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.lexicon.labels import word
from communique.record.shown import clip
from communique.web import lines
from communique.web.pages.common import choices, data_of, dates, listing, one_finding, one_of, shown
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import Plain, page, url
from communique.web.tables import Ask
from communique.workspace import Filters

_ACTORS, _ISSUES = 12, 25


def positions(request: Request) -> Response:
    """The matrix of the busiest issues and actors; below it every position that passes the filters."""
    data, pages = data_of(request), pages_of(request)
    filters = filters_of(request)
    stance = one_of(request, "stance", "stance")
    ask = Ask("positions", filters, {"stance": stance} if stance else {})
    total = data.count(ask)
    rows = data.sourced(data.rows(ask, "issue", pages.size, pages.offset))
    meta = data.meta({place.rsplit(":", 1)[0] for row in rows for place in row["evidence"]})
    fields = [
        field("issue", "Issue", filters.issue or ""),
        field("speaker", "Actor", filters.speaker or "", list="people-list"),
        field("stance", "Stance", stance, choices("stance")),
        *dates(filters),
    ]
    more = listing(
        data, filters, "/positions", fields, shown(len(rows), total, "position"), tab="positions", active=bool(stance)
    )
    context = {
        "title": "Who stands where",
        "matrix": matrix(data.cells(ask), filters),
        "groups": _by_issue([lines.position(row, meta) for row in rows]),
        "pager": pages.pager(request, total),
    }
    return page(request, "positions.html.j2", context | more)


def matrix(rows: list[dict[str, Any]], filters: Filters) -> Plain:
    """{actors, rows, more}: issue by actor, each cell the stances in order of time and a link to its sentences."""
    issues, actors = _busiest(rows, "issue", _ISSUES), _busiest(rows, "actor", _ACTORS)
    cells: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        cells.setdefault((row["issue"], row["actor"]), []).append(row)
    out = []
    for issue in issues:
        row_cells: list[Plain | None] = []
        for actor in actors:
            found = cells.get((issue, actor))
            row_cells.append(_cell(issue, actor, found, filters) if found else None)
        if any(row_cells):
            out.append({"issue": issue, "cells": row_cells})
    left_out = len({r["actor"] for r in rows}) - len(actors), len({r["issue"] for r in rows}) - len(out)
    return {
        "actors": [clip(a, 60) for a in actors],
        "rows": out,
        "more_actors": left_out[0],
        "more_issues": left_out[1],
    }


def _cell(issue: str, actor: str, found: list[dict[str, Any]], filters: Filters) -> Plain:
    ordered = sorted(found, key=lambda row: (row["as_of"] or "9999", row["id"]))
    stances = list(dict.fromkeys(row["stance"] for row in ordered))
    days = {row["as_of"] for row in ordered}
    joint = " → " if len(stances) > 1 and len(days) > 1 and None not in days else " / "
    return {
        "text": joint.join(word("stance", s) for s in stances),
        "stance": stances[0] if len(stances) == 1 else "several",
        "count": len(found),
        "href": url("/positions", issue=issue, speaker=actor, story=filters.story) + "#lines",
    }


def _busiest(rows: list[dict[str, Any]], key: str, most: int) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row[key]] = counts.get(row[key], 0) + 1
    return sorted(counts, key=lambda value: (-counts[value], value))[:most]


def _by_issue(items: list[Plain]) -> list[Plain]:
    groups: dict[str, list[Plain]] = {}
    for item in items:
        groups.setdefault(item["issue"], []).append(item)
    return [{"issue": issue, "lines": found} for issue, found in groups.items()]


def position(request: Request) -> Response:
    """One position."""
    data = data_of(request)
    [row] = data.sourced([data.one("positions", request.path_params["position_id"])])
    meta = data.meta({place.rsplit(":", 1)[0] for place in row["evidence"]})
    return one_finding(
        request,
        row,
        "position",
        "A position",
        word("stance", row["stance"]),
        "positions",
        item=lines.position(row, meta),
    )
