"""Who stands where: the matrix of issues and actors, and the sentences behind each cell."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.brief.view.positions import COLUMNS
from communique.brief.view.standing import standing
from communique.lexicon.labels import word
from communique.record.shown import clip
from communique.web import lines
from communique.web.pages.common import choices, data_of, dates, listing, one_finding, one_of, shown
from communique.web.query import field, filters_of, pages_of
from communique.web.rendering import Plain, page, url
from communique.web.tables import Ask
from communique.workspace import Filters

_ISSUES, _ASIDE = 25, 20


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
    """{actors, rows, more, aside}: issue by actor, each cell the sides in order of time and a link to its sentences.

    As in the brief, an issue of which nobody takes a side has no row but its place in `aside`, and an actor who takes none
    has no column; `more` counts the actors and issues that a filter shows.
    """
    cells: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        cells.setdefault((row["issue"], row["actor"]), []).append(row)
    told = {key: _cell(*key, found, filters) for key, found in cells.items()}
    sided = [row for row in rows if told[row["issue"], row["actor"]]["side"]]
    issues, actors = _busiest(sided, "issue", _ISSUES), _busiest(sided, "actor", COLUMNS)
    lines_of = ((issue, [told.get((issue, actor)) for actor in actors]) for issue in issues)
    counted = [(sum(bool(cell and cell["side"]) for cell in row), issue, row) for issue, row in lines_of]
    counted.sort(key=lambda entry: -entry[0])  # where several take a side, there is something to compare
    table: list[Plain] = [{"issue": issue, "cells": row} for sides, issue, row in counted if sides]
    spoken = _busiest(rows, "issue", len(rows))
    beside = [issue for issue in spoken if issue not in {row["issue"] for row in sided}]
    return {
        "actors": [clip(a, 60) for a in actors],
        "rows": table,
        "more_actors": len({r["actor"] for r in sided}) - len(actors),
        "more_issues": len({r["issue"] for r in sided}) - len(table),
        "aside": [{"issue": i, "href": url("/positions", issue=i, story=filters.story)} for i in beside[:_ASIDE]],
        "more_aside": max(0, len(beside) - _ASIDE),
    }


def _cell(issue: str, actor: str, found: list[dict[str, Any]], filters: Filters) -> Plain:
    ordered = sorted(found, key=lambda row: (row["as_of"] or "9999", row["id"]))
    told = standing([(row["stance"], row["as_of"], row["as_of"]) for row in ordered])
    return told | {
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
