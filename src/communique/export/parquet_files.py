"""Tables as Parquet, one file a table; every column's meaning is in its field metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator

from communique.export.book import Book
from communique.export.schema import TABLE_NAMES
from communique.export.tables import table_named, table_of
from communique.options import ExportOptions


def render(book: Book, options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    """One file a table, zstd-compressed; lists are lists."""
    import pyarrow.parquet as pq

    for name in options.tables or TABLE_NAMES:
        out = io.BytesIO()
        table = table_of(book, table_named(name).name)
        described = table.replace_schema_metadata({"about": table_named(name).about})
        pq.write_table(described, out, compression="zstd")
        yield f"{name}.parquet", out.getvalue()
