"""The first page: what contradicts, who said what last, what became of promises, each with its exact words."""

from __future__ import annotations

from typing import Any

from communique.web import lines
from communique.web.board import cards
from communique.web.data import Data
from communique.web.rendering import Plain
from communique.web.tables import Ask

_LINES = 4
_LOOKED = 60  # latest statements, and promises, among which the lines are chosen
_FATES = ("broken", "overdue", "kept")
_WORDS = (5, 45)  # how many words a quotation of the first page has: whole, or not there


def front_of(data: Data) -> Plain:
    """`front` of the run that pages show."""
    return data.kept("front", lambda: front(data))


def front(data: Data) -> Plain:
    """{disputed, said, promised}: lines as `lines.conflict`, `lines.statement` and `lines.forward` make them."""
    disputed = data.rows(Ask("conflicts", equal={"between": "reports"}), "gravest", _LINES)
    if len(disputed) < _LINES:
        disputed += data.rows(Ask("conflicts", equal={"between": "parties"}), "gravest", _LINES - len(disputed))
    said = _said(data.rows(Ask("statements", equal={"speaker_kind": ["named", "organization"]}), "newest", _LOOKED))
    promised = _settled(data.rows(Ask("forward", equal={"status": list(_FATES)}), "newest", _LOOKED))
    wanted = {row["article"] for row in (*said, *promised)} | {r["outcome_article"] for r in promised} - {None, ""}
    wanted |= {lines.place_of(place)[0] for row in disputed for place in row["evidence"]}
    meta = data.meta(wanted)
    return {
        "disputed": [lines.conflict(row, meta) for row in disputed],
        "said": [lines.statement(row, meta) for row in said],
        "promised": cards(data, promised, meta),
    }


def _settled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Promises that came to something, what was not done first; of those that the same later words decide, one."""
    once: dict[object, dict[str, Any]] = {}
    for row in rows:
        once.setdefault(
            (row["status"], row["outcome_article"], row["outcome_start"]) if row["outcome"] else row["id"], row
        )
    return sorted(once.values(), key=lambda row: _FATES.index(row["status"]))[:_LINES]


def _said(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The latest statements of different speakers, quoted ones first; none that would have to be cut."""
    fit = [row for row in rows if row["actor_names"] and _WORDS[0] <= len(row["text"].split()) <= _WORDS[1]]
    fit.sort(key=lambda row: row["form"] not in ("direct", "mixed"))
    chosen: dict[str, dict[str, Any]] = {}
    for row in fit:
        chosen.setdefault("; ".join(row["actor_names"]), row)
    return list(chosen.values())[:_LINES]
