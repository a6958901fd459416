"""What changed between two moments, as groups of lines with their addresses; nothing of it is decided here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from communique.lexicon.labels import plural, word
from communique.lexicon.phrases import as_printed
from communique.lexicon.when import human
from communique.record.shown import clip
from communique.web import tables
from communique.web.data import Data
from communique.web.rendering import Plain, segment
from communique.workspace.diff import Change

_GROUPS: tuple[tuple[str, str, str, str], ...] = (
    ("articles", "new", "new article", "new articles"),
    ("conflicts", "new", "new difference", "new differences"),
    ("forward", "settled", "promise settled", "promises settled"),
    ("positions", "changed", "changed position", "changed positions"),
    ("statements", "new", "new statement", "new statements"),
    ("events", "new", "new event", "new events"),
    ("events", "changed", "changed event", "changed events"),
    ("forward", "new", "new promise or demand", "new promises and demands"),
    ("forward", "changed", "changed promise", "changed promises"),
    ("positions", "new", "new position", "new positions"),
    ("statements", "changed", "changed statement", "changed statements"),
    ("conflicts", "changed", "changed difference", "changed differences"),
    ("articles", "changed", "changed article", "changed articles"),
    ("articles", "withdrawn", "article withdrawn", "articles withdrawn"),
    ("statements", "withdrawn", "statement withdrawn", "statements withdrawn"),
    ("conflicts", "withdrawn", "difference withdrawn", "differences withdrawn"),
    ("events", "withdrawn", "event withdrawn", "events withdrawn"),
    ("positions", "withdrawn", "position withdrawn", "positions withdrawn"),
    ("forward", "withdrawn", "promise withdrawn", "promises withdrawn"),
)
_PAGES = {
    "articles": "/articles", "statements": "/statements", "events": "/events", "positions": "/positions",
    "forward": "/promises", "conflicts": "/conflicts",
}  # fmt: skip
_LISTED = 100  # lines of one group on the page; the API has them all
_QUICK = 3_000  # findings up to which the first page words every change; beyond, it counts


def changed(data: Data, since: str, until: str | None) -> list[Plain]:
    """Groups {key, title, count, lines: [{lead, text, note, href, changes}]} of what changed since a run or a time."""
    found: dict[tuple[str, str], list[Change]] = {}
    for change in data.diff(since, until).changes:
        found.setdefault((change.table, change.what), []).append(change)
    groups = []
    for table, what, one, many in _GROUPS:
        changes = found.get((table, what), [])
        if changes:
            lines = [_line(change) for change in changes[:_LISTED]]
            key = f"{table}-{what}"
            groups.append(
                {
                    "key": key,
                    "title": many.capitalize(),
                    "count": len(changes),
                    "one": one,
                    "many": many,
                    "lines": lines,
                }
            )
    return groups


def _line(change: Change) -> Plain:
    """One change: who or when, the words, where, and for what stayed under its id which values are others now."""
    row = change.after or change.before or {}
    lead, words, notes = _WORDS[change.table](row)
    changes = []
    if change.what == "changed" and change.before and change.after:
        for column, name in _TOLD.items():
            was, now = change.before.get(column), change.after.get(column)
            if was != now and column in change.after:
                changes.append({"what": name, "was": _said(column, was), "now": _said(column, now)})
    return {
        "lead": clip(lead, 160),
        "text": clip(words or change.words, 400),
        "href": f"{_PAGES[change.table]}/{segment(change.id)}" if change.after is not None else "",
        "note": clip(", ".join(note for note in notes if note), 160),
        "changes": changes,
    }


Told = tuple[str, str, tuple[str, ...]]


def _statement(row: dict[str, Any]) -> Told:
    who = "; ".join(row.get("actor_names") or ()) or row.get("speaker") or word("speaker_kind", row.get("speaker_kind"))
    return who, row.get("text") or "", (row.get("outlet") or "", human(row.get("published")))


def _conflict(row: dict[str, Any]) -> Told:
    notes = (word("between", row.get("between")), word("strength", row.get("strength")))
    return as_printed(row.get("topic") or "", row.get("quotes") or ()), " / ".join(row.get("claims") or ()), notes


def _forward(row: dict[str, Any]) -> Told:
    notes = (word("forward_kind", row.get("kind")), word("forward_status", row.get("status")), row.get("outlet") or "")
    return row.get("actor") or "", row.get("text") or "", notes


def _position(row: dict[str, Any]) -> Told:
    notes = (word("stance", row.get("stance")), human(row.get("as_of")) if row.get("as_of") else "")
    return f"{row.get('actor')} on {row.get('issue')}", row.get("summary") or "", notes


def _event(row: dict[str, Any]) -> Told:
    return (
        human(row.get("when")),
        row.get("name") or "",
        (word("event_status", row.get("status")), row.get("where") or ""),
    )


def _article(row: dict[str, Any]) -> Told:
    return row.get("outlet") or "", row.get("title") or row.get("path") or "", (human(row.get("published")),)


_WORDS: dict[str, Callable[[dict[str, Any]], Told]] = {
    "articles": _article, "statements": _statement, "events": _event, "positions": _position, "forward": _forward,
    "conflicts": _conflict,
}  # fmt: skip
_TOLD = {
    "speaker": "speaker", "form": "form", "act": "act", "stance": "stance", "said_on": "said on", "when": "date",
    "where": "place", "status": "status", "horizon": "term", "outcome": "told by", "strength": "strength",
    "title": "title", "outlet": "outlet", "published": "date",
}  # fmt: skip
"""Columns whose change is told, with their names."""
_DATES = ("said_on", "when", "horizon", "published")
_GROUPS_OF = {
    "form": ("form",), "act": ("act",), "stance": ("stance",), "strength": ("strength",),
    "status": ("event_status", "forward_status"),
}  # fmt: skip


def _said(column: str, value: Any) -> str:
    """A value as a reader says it: a date in words, a code by its label."""
    if not value:
        return "nothing"
    if column in _DATES:
        return human(str(value))
    for group in _GROUPS_OF.get(column, ()):
        if (said := word(group, value)) != value:
            return said
    return clip(str(value), 120)


def changed_counts(data: Data, since: str) -> list[str]:
    """One short phrase a group, for the first page: "2 new differences". Counted, not worded, after a large run."""
    run = run_at_time(data, since)
    size = data.kept(("size", run), lambda: tables.history_size(data.database(), run))
    if sum(size.values()) > _QUICK:
        names = {table: (one, many) for table, what, one, many in _GROUPS if what == "new"}
        return [plural(size[t], *names[t]) for t, what, _, _ in _GROUPS if what == "new" and size.get(t)]
    return [plural(group["count"], group["one"], group["many"]) for group in changed(data, since, None)]


def run_at_time(data: Data, since: str) -> int:
    """The last run before a moment."""
    return sum(1 for run in data.runs() if run.when < since) if not since.isdigit() else int(since)


def changed_plain(data: Data, since: str, until: str | None) -> dict[str, Any]:
    """The whole difference for the API."""
    return data.diff(since, until).plain()
