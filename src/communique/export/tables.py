"""Record -> tables: plain rows, or Arrow tables with explicit schemas, so that every tabular format agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError
from communique.export import more_rows, rows
from communique.export.book import Book
from communique.export.schema import TABLES, Table
from communique.export.text import encodable
from communique.record import Record

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS: dict[str, Callable[[Book], Iterator[rows.Row]]] = {
    "articles": rows.articles,
    "statements": rows.statements,
    "events": rows.events,
    "timeline": rows.timeline,
    "positions": rows.positions,
    "forward": rows.forward,
    "conflicts": more_rows.conflicts,
    "shared_facts": more_rows.shared_facts,
    "omissions": more_rows.omissions,
    "actors": more_rows.actors,
    "roles": more_rows.roles,
    "quote_variants": more_rows.quote_variants,
    "independence": more_rows.independence,
    "times": more_rows.times,
    "loaded": more_rows.loaded,
    "mentions": more_rows.mentions,
    "evidence": more_rows.evidence,
    "failures": more_rows.failures,
}


def table_named(name: str) -> Table:
    """The description of a table; UsageError names those there are."""
    for table in TABLES:
        if table.name == name:
            return table
    raise UsageError(f"there is no table {name!r}; there are {', '.join(t.name for t in TABLES)}")


def rows_of(book: Book, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one table, every column in its place, unknown values None. Floats have 4 digits."""
    table = table_named(name)
    lists = {column.name for column in table.columns if column.type == "texts"}
    for row in _ROWS[name](book):
        yield {c.name: _value(row.get(c.name, [] if c.name in lists else None)) for c in table.columns}


def table_of(book: Book, name: str) -> pa.Table:
    """One Arrow table."""
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows_of(book, name)), schema=table_named(name).schema())


def tables(record: Record, names: Iterable[str] | None = None) -> dict[str, pa.Table]:
    """The record as Arrow tables by name, all of them or those named.

    Raises UsageError for a name that is no table. Column names, types and meanings: `schema.TABLES`.
    """
    book = Book(record)
    wanted = [table.name for table in TABLES] if names is None else [table_named(name).name for name in names]
    return {name: table_of(book, name) for name in wanted}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, float):
        return round(value, 4) + 0.0
    if isinstance(value, list):
        return [_value(item) for item in value]
    return value
