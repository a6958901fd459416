"""Hits of a search and changes of a diff as rows of a table, for CSV, Parquet and XLSX."""

from __future__ import annotations

from typing import Any

from communique.export import Column, Table
from communique.workspace.diff import Change
from communique.workspace.search import Hit

HITS = Table(
    "search",
    "one row a hit: an article, or a statement of one",
    tuple(
        Column(name, "texts" if name == "spans" else "text", about)
        for name, about in {
            "article": "id of the article",
            "title": "its title",
            "outlet": "its outlet",
            "published": "when it was published (EDTF)",
            "statement": "id of the statement; empty: the hit is the article's",
            "speaker": "who speaks",
            "zone": "zone of the first hit",
            "spans": "where the words stand in the article's text: start-end, in code points, end not included",
            "snippet": "the words around the first of them",
        }.items()
    ),
)
CHANGES = Table(
    "diff",
    "one row a change",
    tuple(
        Column(name, "text", about)
        for name, about in {
            "table": "what changed: articles, statements, events, positions, forward, conflicts",
            "what": "new, withdrawn, changed or settled",
            "words": "the change in words",
            "id": "id of the row",
            "story": "id of its story",
        }.items()
    ),
)


def hit_row(hit: Hit) -> dict[str, Any]:
    """One row of `HITS`."""
    row = {column.name: getattr(hit, column.name) for column in HITS.columns}
    return row | {"spans": [f"{start}-{end}" for start, end in hit.spans]}


def change_row(change: Change) -> dict[str, Any]:
    """One row of `CHANGES`."""
    return {column.name: getattr(change, column.name) for column in CHANGES.columns}
