"""The promise board: forward-looking lines as cards, lines of several reports that tell one promise on one card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from communique.brief.view.gathering import promise_groups
from communique.lexicon.labels import word, words
from communique.web import lines
from communique.web.data import Data
from communique.web.rendering import Plain

Row = dict[str, Any]


def cards(data: Data, rows: Sequence[Row], meta: Callable[[str], Row]) -> list[Plain]:
    """Rows of `forward` as `lines.forward` makes them, under the name of who speaks, as in the brief.

    That is the speaker of the statement in which a line stands, named or not; else the line's own actor.
    """
    statements = data.by_ids("statements", {row["statement"] for row in rows if row["statement"]})
    speakers = {key: lines.speaker_of(statement) for key, statement in statements.items()}
    promises = data.promises_of(rows)
    told = ({"who": speakers.get(row["statement"]), "promise": promises.get(row["id"])} for row in rows)
    return [lines.forward(row | more, meta) for row, more in zip(rows, told, strict=True)]


def columns(found: Sequence[Plain]) -> list[Plain]:
    """{status, title, meaning, items, count} by what became of the lines; each item is the lines of one promise.

    A line stays a line of its own to review, also beside others on one card: its id, its words and its keys are its own.
    """
    out = []
    for status, title in words("forward_status").items():
        inside = [card for card in found if card["status"] == status]
        if inside:
            meaning = word("forward_status_meaning", status)
            items = promise_groups(inside)
            out.append({"status": status, "title": title, "meaning": meaning, "items": items, "count": len(items)})
    return out
