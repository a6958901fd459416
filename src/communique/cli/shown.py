"""Rows of a workspace on their way out: a table for the eye, CSV, JSON, Parquet or XLSX; and the clock, read here only."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from communique.cli.output import check_writable, to_stdout
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.export import Table

Row = dict[str, Any]
Format = Literal["table", "csv", "json", "parquet", "xlsx"]

Folder = Annotated[Path, typer.Argument(metavar="WORKSPACE", help="The folder of a workspace.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there; parquet and xlsx need it.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The record as of a date: what was published until then.")
]
Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Part of the name of who speaks or acts.")
]
Issue = Annotated[str | None, typer.Option("--issue", metavar="WORDS", help="Part of the issue's name.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not earlier; a month or a year will do.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Not later; a month or a year will do.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Part of the outlet's name.")]
Article = Annotated[str | None, typer.Option("--article", metavar="ID", help="Only of this article.")]
Story = Annotated[str | None, typer.Option("--story", metavar="ID", help="Only of this story.")]
Act = Annotated[str | None, typer.Option("--act", metavar="ACT", help="assert, deny, demand, offer, commit, ...")]
Form = Annotated[str | None, typer.Option("--form", metavar="FORM", help="direct, mixed, indirect or citation.")]
Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Part of the words.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No notes on stderr; failures are still named.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many rows.")]


def now() -> str:
    """The time, in UTC to the second: for the list of runs, never for the record."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def note(line: str, quiet: bool) -> None:
    """A line for the user beside the data, on stderr."""
    if not quiet:
        typer.echo(line, err=True)


def show(table: Table, rows: Sequence[Row], form: Format, output: Path | None, columns: Sequence[str]) -> None:
    """Write rows in a format, to stdout or a file. `columns` are those that a table for the eye has."""
    if output is not None:
        check_writable(output)
    elif form in ("parquet", "xlsx"):
        raise UsageError(f"{form} is no text; say where to write it: -o FILE")
    content = _content(table, rows, form, columns)
    if output is None:
        to_stdout(content.decode("utf-8"))
        return
    from communique.export.writing import write_file

    write_file(output, content)


def as_json(value: Any) -> str:
    """JSON for programs: sorted keys, one final newline."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _content(table: Table, rows: Sequence[Row], form: Format, columns: Sequence[str]) -> bytes:
    if form == "json":
        return as_json(list(rows)).encode("utf-8", "replace")
    if form == "csv":
        from communique.export.csv_files import csv_table

        return csv_table(table, iter(rows))
    if form == "parquet":
        return _parquet(table, rows)
    if form == "xlsx":
        return _xlsx(table, rows)
    return _for_the_eye(rows, columns).encode("utf-8", "replace")


def _parquet(table: Table, rows: Sequence[Row]) -> bytes:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), table.schema()), out, compression="zstd")
    return out.getvalue()


def _xlsx(table: Table, rows: Sequence[Row]) -> bytes:
    """One sheet. Text is never a formula or a link; the creation date is fixed, so the same rows give the same bytes."""
    import io

    import xlsxwriter

    from communique.export.text import for_xml, join_texts

    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        sheet = book.add_worksheet(table.name[:31])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.name, book.add_format({"bold": True}))
        for line, row in enumerate(rows, 1):
            for place, column in enumerate(table.columns):
                value = row.get(column.name)
                if isinstance(value, bool):
                    sheet.write_boolean(line, place, value)
                elif isinstance(value, int | float):
                    sheet.write_number(line, place, value)
                elif value is not None:
                    text = join_texts(value) if isinstance(value, list) else str(value)
                    sheet.write_string(line, place, for_xml(text)[:32_767])
    return out.getvalue()


def _for_the_eye(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """A table as wide as the terminal; in a pipe one line a row, cells between tabs. No cell can steer a terminal."""
    from communique.cli.screen import one_line

    cells = [[one_line(_cell(row.get(c))) for c in columns] for row in rows]
    if not sys.stdout.isatty():
        return "".join("\t".join(line) + "\n" for line in [list(columns), *cells])
    import io

    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text as Plain

    drawn = Drawn(*columns, box=None, pad_edge=False, header_style="bold")
    for line in cells:
        drawn.add_row(*(Plain(cell) for cell in line))
    out = io.StringIO()
    console = Console(file=out, width=Console().width)
    console.print(drawn)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
