"""Tables as CSV: UTF-8, RFC 4180, formulas disarmed; a Frictionless `datapackage.json` describes every column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from communique.export.book import Book
from communique.export.schema import TABLES, Table
from communique.export.tables import rows_of, table_named
from communique.export.text import guard_formula, join_texts
from communique.options import ExportOptions

_TYPES = {"text": "string", "integer": "integer", "number": "number", "truth": "boolean", "texts": "string"}


def render(book: Book, options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    """One file a table, and the data package."""
    wanted = [table_named(name) for name in options.tables] or list(TABLES)
    for table in wanted:
        yield f"{table.name}.csv", csv_table(table, rows_of(book, table.name), guard=options.guard_formulas)
    yield "datapackage.json", _package(wanted)


def csv_table(table: Table, rows: Iterator[dict[str, Any]], *, guard: bool = True) -> bytes:
    """One table. Unknown is an empty cell; a list is joined by "; "; NUL, which no CSV reader takes, is U+FFFD."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        writer.writerow([_cell(row[column.name], guard) for column in table.columns])
    return out.getvalue().encode("utf-8")


def _cell(value: Any, guard: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = join_texts(value)
    if not isinstance(value, str):
        return repr(value)
    value = value.replace("\x00", "\ufffd")
    return guard_formula(value) if guard else value


def _package(tables: list[Table]) -> bytes:
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "description": table.about,
            "encoding": "utf-8",
            "format": "csv",
            "mediatype": "text/csv",
            "profile": "tabular-data-resource",
            "schema": {
                "fields": [{"name": c.name, "type": _TYPES[c.type], "description": c.about} for c in table.columns],
                "missingValues": [""],
            },
        }
        for table in tables
    ]
    package = {"profile": "tabular-data-package", "name": "communique-export", "resources": resources}
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
