"""Questions to the tables of the record that `Workspace.rows` does not answer: by id, counted by value, in other orders.

Every value is bound; table, column and order names come from this module alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.workspace import Filters
from communique.workspace.base import RecordBase
from communique.workspace.query import where
from communique.workspace.schema import TABLES

Row = dict[str, Any]

_BEGIN = "nullif(split_part(\"{}\", '/', 1), '')"
_DATED = {"articles": "published", "statements": "published", "forward": "published", "positions": "as_of"}
ORDERS = {
    "newest": {t: f"{_BEGIN.format(c)} DESC NULLS LAST, seq, id" for t, c in _DATED.items()},
    "oldest": {t: f"{_BEGIN.format(c)} NULLS LAST, seq, id" for t, c in (_DATED | {"events": "when"}).items()},
    "latest": {"events": f"{_BEGIN.format('when')} DESC NULLS LAST, seq, id"},
    "gravest": {
        "conflicts": "list_position(['hard', 'hard on framing', 'medium', 'surface', 'internal'], strength), "
        "published DESC NULLS LAST, id"
    },
    "busiest": {"actors": "statements DESC, mentions DESC, name, id"},
    "issue": {"positions": "issue, actor, nullif(as_of, '') NULLS LAST, id"},
    "place": {"statements": "article, start, id"},
}
"""Name of an order -> table -> ORDER BY."""


@dataclass(frozen=True)
class Ask:
    """Which rows: of a table, passing the filters, with these values in these columns."""

    table: str
    filters: Filters = field(default_factory=Filters)
    equal: Mapping[str, str | list[str]] = field(default_factory=dict)

    def condition(self) -> tuple[str, list[Any]]:
        """WHERE and its values."""
        clause, values = where(self.table, self.filters)
        parts = [clause.removeprefix(" WHERE ")] if clause else []
        known = {c.name for c in TABLES[self.table].columns}
        for column, value in self.equal.items():
            assert column in known, column
            if isinstance(value, list):
                parts.append(f'list_contains(?::VARCHAR[], "{column}")')
            else:
                parts.append(f'"{column}" = ?')
            values.append(value)
        return (f" WHERE {' AND '.join(parts)}" if parts else ""), values

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two questions the same."""
        return (self.table, self.filters, tuple((k, str(v)) for k, v in sorted(self.equal.items())))


def rows(base: RecordBase, ask: Ask, order: str, limit: int, offset: int = 0) -> list[Row]:
    """Rows in one of the ORDERS."""
    condition, values = ask.condition()
    sql = f'SELECT {_columns(ask.table)} FROM "{ask.table}"{condition} ORDER BY {ORDERS[order][ask.table]} LIMIT ? OFFSET ?'
    return _fetched(base, sql, [*values, limit, offset])


def count(base: RecordBase, ask: Ask) -> int:
    """How many rows there are."""
    condition, values = ask.condition()
    return int(_fetched(base, f'SELECT count(*) AS n FROM "{ask.table}"{condition}', values)[0]["n"])


def counts_by(base: RecordBase, ask: Ask, column: str) -> dict[str, int]:
    """How many rows have each value of a column."""
    assert column in {c.name for c in TABLES[ask.table].columns}
    condition, values = ask.condition()
    found = _fetched(
        base, f'SELECT "{column}" AS value, count(*) AS n FROM "{ask.table}"{condition} GROUP BY 1', values
    )
    return {row["value"]: row["n"] for row in found}


def by_ids(base: RecordBase, table: str, ids: Iterable[str]) -> dict[str, Row]:
    """Rows by id; those that are not there are left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    sql = f'SELECT {_columns(table)} FROM "{table}" WHERE id IN (SELECT unnest(?::VARCHAR[]))'
    return {row["id"]: row for row in _fetched(base, sql, [wanted])}


def ids(base: RecordBase, ask: Ask) -> set[str]:
    """Ids of the rows."""
    condition, values = ask.condition()
    return {row["id"] for row in _fetched(base, f'SELECT id FROM "{ask.table}"{condition}', values)}


def cells(base: RecordBase, ask: Ask) -> list[Row]:
    """Positions without their words: what the matrix needs of each."""
    condition, values = ask.condition()
    return _fetched(base, f"SELECT id, issue, actor, stance, as_of FROM positions{condition}", values)


def namesakes(base: RecordBase, ask: Ask, limit: int, offset: int = 0) -> list[Row]:
    """Actors of one name and kind together, those who say most first: name, kind, sums, and their ids, the busiest first.

    A story has its own actors; whether two of one name in two stories are one is for the reader to see.
    """
    condition, values = ask.condition()
    sql = (
        "SELECT name, kind, sum(statements)::BIGINT AS said, sum(mentions)::BIGINT AS named, "
        "sum(len(articles))::BIGINT AS reports, list(id ORDER BY statements DESC, mentions DESC, id) AS ids "
        f"FROM actors{condition} GROUP BY name, kind ORDER BY said DESC, named DESC, name, kind LIMIT ? OFFSET ?"
    )
    return _fetched(base, sql, [*values, limit, offset])


def count_namesakes(base: RecordBase, ask: Ask) -> int:
    """How many names and kinds there are."""
    condition, values = ask.condition()
    sql = f"SELECT count(*) AS n FROM (SELECT DISTINCT name, kind FROM actors{condition})"
    return int(_fetched(base, sql, values)[0]["n"])


def names(base: RecordBase) -> list[tuple[str, int]]:
    """Every name an actor goes by, with how often its bearers are mentioned."""
    sql = (
        "SELECT name, sum(mentions)::BIGINT AS n FROM "
        "(SELECT unnest(list_distinct(list_append(names, name))) AS name, mentions FROM actors) GROUP BY name"
    )
    return [(row["name"], row["n"]) for row in _fetched(base, sql, [])]


def totals(base: RecordBase) -> dict[str, int]:
    """How many rows each table has."""
    parts = " UNION ALL ".join(f"SELECT '{t}' AS t, count(*) AS n FROM \"{t}\"" for t in TABLES)
    return {row["t"]: row["n"] for row in _fetched(base, parts, [])}


def newest(base: RecordBase) -> str:
    """The date of the newest article, empty when none is known."""
    found = _fetched(base, "SELECT max(published) AS day FROM articles WHERE published <> ''", [])
    return found[0]["day"] or ""


def stamp(base: RecordBase, story: str) -> tuple[str, ...]:
    """What the story and the readings in it are, as fingerprints; empty when there is no such story."""
    found = _fetched(base, "SELECT fingerprint AS f FROM stories WHERE id = ?", [story])
    inside = _fetched(base, "SELECT fingerprint AS f FROM kept WHERE story = ? ORDER BY article", [story])
    return tuple(row["f"] for row in (*found, *inside)) if found else ()


def source_lines(base: RecordBase, stories: Iterable[str]) -> dict[str, str]:
    """Finding id -> its source line, of every finding of these stories."""
    return {finding: line for lines in _part(base, stories, "source_lines") for finding, line in lines.items()}


def promises(base: RecordBase, stories: Iterable[str]) -> dict[str, str]:
    """Id of a forward-looking line -> the promise that it tells, of lines that share one with lines of other reports."""
    lines = (line for found in _part(base, stories, "forward") for line in found)
    return {line["id"]: line["promise"] for line in lines if line.get("promise")}


def _part(base: RecordBase, stories: Iterable[str], key: str) -> Iterable[Any]:
    """One value of each of these stories, cut out by its key, which no text can hold since quotes in texts are escaped."""
    wanted = sorted(set(stories))
    sql = "SELECT split_part(json, ?, 2) AS part FROM stories WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    found = _fetched(base, sql, [f'"{key}":', wanted]) if wanted else []
    return (json.JSONDecoder().raw_decode(row["part"])[0] for row in found if row["part"])


def history_size(base: RecordBase, run: int) -> dict[str, int]:
    """How many findings of each table came after a run."""
    sql = "SELECT kind, count(*) AS n FROM history WHERE came > ? AND went IS NULL GROUP BY kind"
    return {row["kind"]: row["n"] for row in _fetched(base, sql, [run])}


def _columns(table: str) -> str:
    return ", ".join(f'"{c.name}"' for c in TABLES[table].columns)


def _fetched(base: RecordBase, sql: str, values: list[Any]) -> list[Row]:
    with base.reading() as db:
        found = db.execute(sql, values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
