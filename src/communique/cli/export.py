"""`communique export`: a workspace, or a record, as files for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.errors import exit_codes
from communique.errors import UsageError
from communique.options import ExportOptions

if TYPE_CHECKING:
    from communique.record import Record

Source = Annotated[
    Path,
    typer.Argument(
        metavar="WORKSPACE", help="A workspace, or a record made by `brief --record`, `compile` or `demo`.", exists=True
    ),
]
To = Annotated[str, typer.Option("--to", metavar="FORMAT", help="Which format; --to list says what there is.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="PATH", help="The file or the folder to write.")]
Tables = Annotated[
    list[str] | None,
    typer.Option("--table", metavar="NAME", help="Only this table (csv, xlsx, parquet); may be given again."),
]
Title = Annotated[str | None, typer.Option("--title", help="Title of what has one.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The workspace as it stood on that day.")]
Raw = Annotated[bool, typer.Option("--raw-cells", help="CSV without the apostrophe in front of what looks a formula.")]
Confidential = Annotated[
    bool, typer.Option("--include-confidential", help="Confidential articles too; without it they stay out.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Do not say what was written.")]


def export(
    source: Source,
    to: To,
    output: Output = None,
    tables: Tables = None,
    title: Title = None,
    as_of: AsOf = None,
    raw_cells: Raw = False,
    include_confidential: Confidential = False,
    quiet: Quiet = False,
) -> None:
    """Write a workspace or a record for other tools: spreadsheets, graphs, calendars, annotation, notes, Word."""
    with exit_codes():
        from communique.export import FORMATS
        from communique.export.formats import format_named

        if to == "list":
            for entry in FORMATS.values():
                lacking = "" if entry.installed else " (needs pip install 'communique[export]')"
                typer.echo(f"{entry.name:<11} {entry.shape:<7} {entry.about}{lacking}")
            return
        format_named(to)
        if output is None:
            raise UsageError(f"-o is missing; say where to write: communique export {source} --to {to} -o PATH")
        from communique.run import write_export

        record = record_at(source, as_of, shared=not include_confidential)
        options = ExportOptions(title=title, tables=tuple(tables or ()), guard_formulas=not raw_cells)
        written = write_export(record, to, output, options)
        if not quiet:
            files = f"{len(written)} files in {output}" if output.is_dir() else str(output)
            typer.echo(f"wrote {files}", err=True)


def record_at(source: Path, as_of: str | None, *, shared: bool) -> Record:
    """The record of a workspace (without confidential articles if `shared`), or of a record file.

    Raises UsageError for a file that holds no record.
    """
    if source.is_dir():
        from communique.workspace import Workspace

        return Workspace.open(source, readonly=True).record(as_of, shared=shared)
    if as_of is not None:
        raise UsageError(f"{source} is one record and stays as it is; --as-of is for a workspace")
    return read_record(source)


def read_record(path: Path) -> Record:
    """The record in a JSON file; every evidence is checked against its article. UsageError names what is wrong."""
    from pydantic import ValidationError

    from communique.errors import EvidenceError
    from communique.record import Record

    try:
        return Record.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise UsageError(f"{path} is no record of this version: {place}: {first['msg']}") from None
    except EvidenceError as error:
        raise UsageError(f"{path} is no intact record: {error}") from None
