"""The whole record as canonical JSON: what `communique compile` prints."""

from __future__ import annotations

from communique.export.book import Book
from communique.export.text import encodable
from communique.options import ExportOptions
from communique.record import canonical_json


def render(book: Book, _options: ExportOptions) -> bytes:
    """Canonical JSON in UTF-8 with a final newline."""
    return (encodable(canonical_json(book.record)) + "\n").encode("utf-8")
