"""Tables of a record, and the rows of them that pass filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.errors import UsageError
from communique.record import Record
from communique.workspace import rows as make
from communique.workspace.filters import TABLES, Filters

Row = dict[str, Any]
_SPEAKER = {
    "statements": ("speaker", "actor_names"), "events": ("participants",), "positions": ("actor",),
    "forward": ("actor",), "conflicts": ("holders",), "actors": ("name", "names"), "articles": ("authors",),
}  # fmt: skip
_DATE = {"statements": "published", "events": "when", "positions": "as_of", "forward": "published",
         "conflicts": "published", "articles": "published"}  # fmt: skip
_ISSUE = {"statements": "issues", "positions": "issue", "conflicts": "topic", "events": "name"}
_TEXT = {"statements": "text", "events": "quotes", "positions": "summary", "forward": "text", "conflicts": "claims",
         "articles": "title", "actors": "names"}  # fmt: skip


def rows(record: Record, table: str, filters: Filters) -> list[Row]:
    """Rows of one table that pass the filters."""
    if table not in TABLES:
        raise UsageError(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    outlets = {r.article.id: r.article.outlet for r in record.articles}
    return [row for row in _rows(record, table) if _passes(row, table, filters, outlets)]


def _rows(record: Record, table: str) -> Iterator[Row]:
    story_of = {article: story for story in record.stories for article in story.articles}
    published = {r.article.id: r.article.published for r in record.articles}
    outlets = {r.article.id: r.article.outlet for r in record.articles}
    if table in ("articles", "statements"):
        each = make.article_rows if table == "articles" else make.statement_rows
        for reading in record.articles:
            yield from each(reading, story_of.get(reading.article.id))
        return
    for story in record.stories:
        if table == "forward":
            yield from make.forward_rows(story, published, outlets)
        elif table == "conflicts":
            yield from make.conflict_rows(story, published)
        else:
            simple = {"events": make.event_rows, "positions": make.position_rows, "actors": make.actor_rows}
            yield from simple[table](story)


def _passes(row: Row, table: str, filters: Filters, outlets: dict[str, str | None]) -> bool:
    articles = [row["article"]] if "article" in row else row.get("articles", [row["id"]])
    return (
        _holds(filters.speaker, *(row[c] for c in _SPEAKER[table]))
        and (filters.issue is None or (table in _ISSUE and _holds(filters.issue, row[_ISSUE[table]])))
        and _within(row.get(_DATE.get(table, "")), filters.since, filters.until)
        and _holds(filters.outlet, *(outlets.get(a) for a in articles))
        and (filters.article is None or filters.article in articles)
        and filters.story in (None, row["story"])
        and filters.form in (None, row.get("form"))
        and filters.act in (None, row.get("act"))
        and _holds(filters.text, row[_TEXT[table]])
    )


def _holds(wanted: str | None, *values: Any) -> bool:
    if wanted is None:
        return True
    flat = [v for value in values for v in (value if isinstance(value, list) else [value])]
    return any(wanted.lower() in v.lower() for v in flat if v)


def _within(day: str | None, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    if not day:
        return False
    first, last = day.split("/")[0], day.split("/")[-1]
    return (since is None or last[: len(since)] >= since[: len(last)]) and (
        until is None or first[: len(until)] <= until
    )
