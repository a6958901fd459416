"""Record -> files of other formats, for other tools: tables, graphs, calendars, annotations, notes."""

from communique.export.formats import FORMATS, Format, export
from communique.export.schema import TABLE_NAMES, TABLES, Column, Table
from communique.export.tables import tables
from communique.export.writing import write_file

__all__ = ["FORMATS", "TABLES", "TABLE_NAMES", "Column", "Format", "Table", "export", "tables", "write_file"]
