"""Findings and their changes as one line of words each. Quoted words are verbatim; a cut is marked (…)."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
_QUOTES = frozenset("\"“”‘’'«»„")
_MOST = 300  # characters of a quotation in a line


def words(table: str, row: Row) -> str:
    """A finding in one line."""
    if row.get(WORDS[table]) is None:
        return f"{row['id']}: its words were removed with their article"
    return _TELL[table](row)


def changed_words(table: str, before: Row, after: Row) -> str:
    """A finding in one line, with what it was before."""
    named = {
        "articles": ("title", "outlet", "published"),
        "statements": ("speaker", "text", "form", "act", "stance"),
        "events": ("when", "where", "status"),
        "positions": ("stance",),
        "forward": ("status", "horizon", "kind"),
        "conflicts": ("kind", "topic"),
    }[table]
    changes = [
        f"{_LABELS.get(c, c)} was {_said(before.get(c))}, is now {_said(after.get(c))}"
        for c in named
        if before.get(c) != after.get(c)
    ]
    if table == "positions" and before.get("as_of"):
        changes = [f"{c} (before: {before['as_of']})" for c in changes]
    if table == "forward" and after.get("outcome"):
        changes.append(f"as told by {quoted(after['outcome'])}")
    return f"{words(table, after)}: {'; '.join(changes)}" if changes else words(table, after)


def quoted(text: str | None) -> str:
    """Verbatim words in quotation marks, on one line, cut at a word if long."""
    flat = " ".join((text or "").split())
    if len(flat) > _MOST:
        flat = flat[:_MOST].rsplit(" ", 1)[0] + " …"
    own = flat[:1] in _QUOTES or flat[-1:] in _QUOTES  # words with quotation marks of their own get another kind
    return f"«{flat}»" if own else f"“{flat}”"


def _article(row: Row) -> str:
    parts = [row.get("outlet") or row["path"], row.get("published") or "no date"]
    return f"{', '.join(parts)}: {row.get('title') or row['path']}"


def _statement(row: Row) -> str:
    who = "; ".join(row.get("actor_names") or ()) or row.get("speaker") or row.get("speaker_description") or "unknown"
    where = ", ".join(p for p in (row.get("outlet"), row.get("published")) if p)
    return f"{who} ({row['form']}): {quoted(row['text'])}" + (f" ({where})" if where else "")


def _event(row: Row) -> str:
    where = f", {row['where']}" if row.get("where") else ""
    return f"{row['name']}, {row.get('when') or 'date unknown'}{where} ({row['status']})"


def _position(row: Row) -> str:
    when = f", {row['as_of']}" if row.get("as_of") else ""
    return f"{row['actor']} on {row['issue']}: {row['stance']}{when}: {quoted(row['summary'])}"


def _forward(row: Row) -> str:
    by = f", by {row['horizon']}" if row.get("horizon") else ""
    return f"{row.get('actor') or 'unknown'}, {row['kind']}{by} ({row['status']}): {quoted(row['text'])}"


def _conflict(row: Row) -> str:
    sides = " / ".join(quoted(claim) for claim in row["claims"])
    return f"{row['between']}, {row['kind']}, {row['strength']}: {row['topic']}: {sides}"


def _said(value: Any) -> str:
    if value is None or value == []:
        return "unknown"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    text = str(value)
    return quoted(text) if " " in text and len(text) > 40 else text


_LABELS = {"when": "date", "where": "place", "as_of": "date", "form": "form of speech", "act": "speech act"}
WORDS = {"articles": "path", "statements": "text", "events": "name", "positions": "summary", "forward": "text",
          "conflicts": "claims"}  # fmt: skip
_TELL = {
    "articles": _article,
    "statements": _statement,
    "events": _event,
    "positions": _position,
    "forward": _forward,
    "conflicts": _conflict,
}
