"""Filters as SQL over the tables of the record. Values are always bound, never written into the text."""

from __future__ import annotations

from typing import Any

from communique.errors import UsageError
from communique.workspace.filters import TABLES, Filters
from communique.workspace.schema import TABLES as SCHEMA

_SPEAKER = {
    "statements": ("speaker", "actor_names"), "events": ("participants",), "positions": ("actor",),
    "forward": ("actor",), "conflicts": ("holders", "claims"), "actors": ("name", "names"), "articles": ("authors",),
}  # fmt: skip
DATE = {
    "statements": "published", "events": "when", "positions": "as_of", "forward": "published",
    "conflicts": "published", "articles": "published",
}  # fmt: skip
_ISSUE = {"statements": ("issues",), "positions": ("issue",), "conflicts": ("topic",), "events": ("name",)}
_TEXT = {
    "statements": ("text",), "events": ("quotes", "name"), "positions": ("summary",), "forward": ("text",),
    "conflicts": ("claims", "topic"), "articles": ("title",), "actors": ("names",),
}  # fmt: skip


def select(table: str, filters: Filters, limit: int | None, offset: int) -> tuple[str, list[Any]]:
    """SQL and its values for the rows that pass, the earliest date first, then story and place in it."""
    condition, values = where(table, filters)
    columns = ", ".join(f'"{c.name}"' for c in SCHEMA[table].columns)
    day = f"nullif(split_part(\"{DATE[table]}\", '/', 1), '') NULLS LAST, " if table in DATE else ""
    home = '"article"' if table == "statements" else '"id"' if table == "articles" else '"story"'
    sql = f'SELECT {columns} FROM "{table}"{condition} ORDER BY {day}{home}, seq, "id"'
    if limit is not None or offset:
        sql += " LIMIT ? OFFSET ?"
        values += [limit if limit is not None else 2**62, offset]
    return sql, values


def count(table: str, filters: Filters) -> tuple[str, list[Any]]:
    """SQL and its values for the number of rows that pass."""
    condition, values = where(table, filters)
    return f'SELECT count(*) FROM "{table}"{condition}', values


def where(table: str, filters: Filters) -> tuple[str, list[Any]]:
    """The WHERE clause (empty when nothing is filtered) and its values."""
    if table not in TABLES:
        raise UsageError(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    parts: list[str] = []
    values: list[Any] = []

    def add(sql: str, *bound: Any) -> None:
        parts.append(sql)
        values.extend(bound)

    kinds: dict[str, str] = {c.name: c.type for c in SCHEMA[table].columns}
    words = ((filters.speaker, _SPEAKER, "speaker"), (filters.issue, _ISSUE, "issue"), (filters.text, _TEXT, "text"))
    for wanted, columns, option in words:
        if wanted is not None:
            if table not in columns:
                raise UsageError(f"{table} cannot be filtered by --{option}")
            found = [_contains(c, kinds[c]) for c in columns[table]]
            add(f"({' OR '.join(found)})", *[wanted] * len(found))
    for name in ("form", "act"):
        if (value := getattr(filters, name)) is not None:
            if name not in kinds:
                raise UsageError(f"{table} cannot be filtered by --{name}")
            add(f'"{name}" = ?', value)
    if filters.story is not None:
        add('"story" = ?', filters.story)
    if filters.article is not None:
        add(_of_article(table, kinds), filters.article)
    if filters.outlet is not None:
        add(_of_outlet(table, kinds), filters.outlet)
    _dates(table, filters, add)
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def _dates(table: str, filters: Filters, add: Any) -> None:
    """Both ends inclusive; a value of less precision is compared as far as both go."""
    for value, piece, sign in ((filters.since, -1, ">="), (filters.until, 1, "<=")):
        if value is None:
            continue
        if table not in DATE:
            raise UsageError(f"{table} cannot be filtered by --{'from' if sign == '>=' else 'to'}")
        column = f"split_part(\"{DATE[table]}\", '/', {piece})"
        add(f"left({column}, ?) {sign} left(?, length({column})) AND {column} <> ''", len(value), value)


def _contains(column: str, kind: str) -> str:
    text = f"array_to_string(\"{column}\", '\x1f')" if kind == "texts" else f'"{column}"'
    return f"contains(lower({text}), lower(?))"


def _of_article(table: str, kinds: dict[str, str]) -> str:
    if table == "articles":
        return '"id" = ?'
    return '"article" = ?' if "article" in kinds else 'list_contains("articles", ?)'


def _of_outlet(table: str, kinds: dict[str, str]) -> str:
    if "outlet" in kinds:
        return _contains("outlet", "text")
    inner = f"SELECT 1 FROM articles a WHERE {_contains('outlet', 'text')}"
    return f'EXISTS ({inner} AND list_contains("{table}"."articles", a."id"))'
