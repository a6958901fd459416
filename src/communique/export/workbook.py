"""Tables as one workbook: a sheet a table, header frozen and filtered, text never a formula, links to the articles."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from communique.export.book import Book
from communique.export.schema import TABLES, Column, Table
from communique.export.tables import rows_of, table_named
from communique.export.text import for_xml, join_texts
from communique.options import ExportOptions
from communique.record.shown import web_link

_CELL = 32_767  # characters that a cell may hold
_CUT = " … [cut: a cell holds 32,767 characters; whole in the csv and parquet exports]"
_ROWS = 1_048_575  # rows of a sheet below its header
_LINKS = 60_000  # links that a sheet may hold are 65,530
_WIDTH = {"text": 18, "integer": 9, "number": 9, "truth": 9, "texts": 24}
_WIDE = {
    "quote": 60, "text": 60, "claim": 60, "proposition": 60, "summary": 50, "source_line": 44, "reasons": 40,
    "outcome_quote": 50, "title": 50, "name": 34, "prefix": 34, "suffix": 34, "url": 40, "topic": 30, "outlet": 24,
    "participants": 34, "speaker_description": 30, "issue": 26, "path": 24, "articles": 20, "evidence": 20, "id": 16,
    "story": 16, "published": 12, "when": 12, "first_day": 12, "last_day": 12, "form": 10, "act": 10, "stance": 12,
    "about": 90,
}  # fmt: skip
_WRAPPED = {"quote", "text", "claim", "proposition", "summary", "source_line", "outcome_quote", "title", "about"}


def render(book: Book, options: ExportOptions) -> bytes:
    """The workbook. Its creation date is the record's date, so that the same record gives the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, safe) as workbook:
        workbook.set_properties({"title": "Communique export", "created": _created(book)})
        styles = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1, "border_color": "#C5CCD6"}),
            "text": workbook.add_format({"valign": "top"}),
            "wrap": workbook.add_format({"valign": "top", "text_wrap": True}),
            "link": workbook.add_format({"valign": "top", "font_color": "#0B4F9E", "underline": 1}),
        }
        wanted = [table_named(name) for name in options.tables] or list(TABLES)
        tables = [(table, list(rows_of(book, table.name))) for table in wanted]
        _Writer(workbook, styles, {}).contents(tables)
        lines = {row["id"]: n + 2 for table, rows in tables if table.name == "articles" for n, row in enumerate(rows)}
        writer = _Writer(workbook, styles, lines)
        for table, rows in tables:
            writer.table(table, rows)
        writer.columns(wanted)
    return out.getvalue()


def _created(book: Book) -> datetime:
    day = book.day
    return datetime(day.year, day.month, day.day) if day and day.year >= 1980 else datetime(1980, 1, 1)


class _Writer:
    """Writes sheets; `lines` says in which row of the sheet `articles` an article stands."""

    def __init__(self, workbook: Any, styles: dict[str, Any], lines: dict[str, int]) -> None:
        self.workbook = workbook
        self.styles = styles
        self.lines = lines

    def contents(self, tables: list[tuple[Table, list[dict[str, Any]]]]) -> None:
        """The first sheet: what there is, with links."""
        sheet = self.workbook.add_worksheet("contents")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 9)
        sheet.set_column(2, 2, 100)
        sheet.freeze_panes(1, 0)
        for column, word in enumerate(("sheet", "rows", "what a row is")):
            sheet.write_string(0, column, word, self.styles["head"])
        for line, (table, rows) in enumerate(tables, 1):
            sheet.write_url(line, 0, f"internal:'{table.name}'!A1", self.styles["link"], table.name)
            sheet.write_number(line, 1, len(rows), self.styles["text"])
            sheet.write_string(line, 2, table.about, self.styles["text"])
        line = len(tables) + 2
        for words in (
            "The meaning of every column is in the last sheet, columns.",
            "start and end count characters (Unicode code points) in the article's text: text[start:end] is the quote.",
            "An empty cell means unknown. Every text is text: nothing in this workbook is a formula.",
        ):
            sheet.write_string(line, 0, words, self.styles["text"])
            line += 1

    def table(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """One table; what does not fit one sheet goes on in the next."""
        for number, part in enumerate(_parts(rows)):
            sheet = self.workbook.add_worksheet(table.name if not number else f"{table.name} {number + 1}")
            columns = _readable(table.columns)
            self._head(sheet, columns, len(part))
            for line, row in enumerate(part, 1):
                for place, column in enumerate(columns):
                    self._cell(sheet, line, place, column, row[column.name])

    def columns(self, tables: Iterable[Table]) -> None:
        """The last sheet: what every column means."""
        sheet = self.workbook.add_worksheet("columns")
        names = ("table", "column", "type", "about")
        self._head(sheet, [Column(name, "text", "") for name in names], 0)
        line = 1
        for table in tables:
            for column in table.columns:
                for place, text in enumerate((table.name, column.name, column.type, column.about)):
                    sheet.write_string(line, place, text, self.styles["wrap" if place == 3 else "text"])
                line += 1

    def _head(self, sheet: Any, columns: Iterable[Column], rows: int) -> None:
        columns = list(columns)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, self.styles["head"])
            sheet.set_column(place, place, _WIDE.get(column.name, _WIDTH[column.type]))
            if column.about:
                sheet.write_comment(0, place, column.about, {"x_scale": 2, "author": "communique"})
        if rows:
            sheet.autofilter(0, 0, rows, len(columns) - 1)

    def _cell(self, sheet: Any, line: int, place: int, column: Column, value: Any) -> None:
        style = self.styles["wrap" if column.name in _WRAPPED else "text"]
        if value is None or value in ("", []):
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value, style)
        elif isinstance(value, (int, float)):
            sheet.write_number(line, place, value, style)
        else:
            self._text(sheet, line, place, column, value, style)

    def _text(self, sheet: Any, line: int, place: int, column: Column, value: str | list[str], style: Any) -> None:
        text = for_xml(join_texts(value) if isinstance(value, list) else value)
        if len(text) > _CELL:
            text = text[: _CELL - len(_CUT)] + _CUT
        target = None
        if line <= _LINKS:
            if column.name == "article" and text in self.lines:
                target = f"internal:'articles'!A{self.lines[text]}"
            elif column.name == "url":
                target = web_link(text)
        if target is None or len(target) > 2000 or sheet.write_url(line, place, target, self.styles["link"], text) != 0:
            sheet.write_string(line, place, text, style)


def _readable(columns: Iterable[Column]) -> list[Column]:
    """The same columns, those of hashes last: a sheet is for people."""
    return sorted(columns, key=lambda column: column.name in ("id", "story", "sha256"))


def _parts(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    yield rows[:_ROWS]
    rest = iter(rows[_ROWS:])
    while part := list(islice(rest, _ROWS)):
        yield part
