"""Record -> files of other formats, for other tools: tables, graphs, calendars, annotations, notes."""

from communique.export.formats import FORMATS, Format, export
from communique.export.schema import TABLE_NAMES, TABLES, Column, Table, columns_of
from communique.export.tables import tables
from communique.export.writing import write_file

__all__ = [
    "FORMATS",
    "TABLES",
    "TABLE_NAMES",
    "Column",
    "Format",
    "Table",
    "columns_of",
    "export",
    "tables",
    "write_file",
]
