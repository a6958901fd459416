"""`communique corrections`: what people corrected in a workspace, out of it, into it, and what became of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from communique.cli.errors import exit_codes
from communique.cli.output import check_writable, to_stdout, write_whole
from communique.cli.shown import Folder, as_json, now
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.workspace import Workspace

Action = Literal["list", "make", "export", "import", "undo", "training"]
Do = Annotated[
    Action,
    typer.Argument(
        metavar="ACTION",
        help="list: each with what became of it; make: what a file asks for, in the JSON of the web workspace's "
        "/api/corrections, one, a list, or one a line (- reads stdin); export: all as JSON-LD; import: from a file, also one that a brief "
        "saved; undo: by id; training: corrected statements as labels, offsets only.",
    ),
]
What = Annotated[
    str | None,
    typer.Argument(metavar="[FILE|ID]", help="The file to read or write (stdout without it), or the id to undo."),
]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who corrects or undoes; kept with it.")]
Form = Annotated[Literal["table", "json"], typer.Option("--format", help="How the list is printed.")]
_COLUMNS = ("outcome", "kind", "subject_id", "after", "who", "when", "id", "reason")


def corrections(
    workspace: Folder, action: Do = "list", what: What = None, who: Who = "user", output_format: Form = "table"
) -> None:
    """Corrections of a workspace: list them with what became of each, export, import, undo, make training data."""
    with exit_codes():
        from communique.workspace import Workspace

        ws = Workspace.open(workspace)
        if action == "list":
            _list(ws, output_format)
        elif action == "export":
            from communique.correct import written

            _write(written(ws.corrections()), what)
        elif action == "make":
            _make(ws, what, who)
        elif action == "import":
            _import(ws, what)
        elif action == "undo":
            if what is None:
                raise UsageError(f"which one? communique corrections {workspace} list shows their ids")
            ws.undo(what, who, now())
            typer.echo(f"undone: {what}", err=True)
        else:
            from communique.correct import training_documents

            _write(as_json(list(training_documents(ws.record().articles, ws.corrections()))), what)


def _list(ws: Workspace, output_format: str) -> None:
    told = {a.correction: a for a in ws.applied()}
    rows = []
    for correction in ws.corrections():
        row: dict[str, Any] = correction.model_dump(mode="json")
        fate = told.get(correction.id)
        rows.append(row | (fate.model_dump(mode="json", exclude={"correction"}) if fate else {"outcome": "unanchored"}))
    if output_format == "json":
        to_stdout(as_json(rows))
        return
    from communique.cli.screen import one_line
    from communique.lexicon.labels import plural

    lines = [[one_line(_cell(row.get(c))) for c in _COLUMNS] for row in rows]
    to_stdout("".join("\t".join(line) + "\n" for line in [list(_COLUMNS), *lines]))
    lost = sum(row["outcome"] in ("unanchored", "refused") for row in rows)
    typer.echo(f"{plural(len(rows), 'correction')}, {lost} without a place in this record; all are kept", err=True)


def _make(ws: Workspace, what: str | None, who: str) -> None:
    """Corrections of what the record says, asked for as plain values; all of them or, if one does not fit, none."""
    from pydantic import TypeAdapter, ValidationError

    from communique.correct import By
    from communique.workspace.asked import Asked, corrections_of
    from communique.workspace.subjects import Subjects

    if what is None:
        raise UsageError("which file? communique corrections WORKSPACE make FILE; - reads standard input")
    try:
        content = sys.stdin.buffer.read() if what == "-" else Path(what).read_bytes()
    except OSError as error:
        raise UsageError(f"{what} cannot be read: {error.strerror or error}") from error
    try:
        rows = TypeAdapter(list[Asked]).validate_python(_values(content))
    except (ValueError, RecursionError) as error:
        if not isinstance(error, ValidationError):
            raise UsageError(f"{what} holds no JSON ({error})") from error
        first = error.errors(include_url=False, include_input=False)[0]
        raise UsageError(f"{what}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    subjects, moment = Subjects(ws), now()
    made = [c for row in rows for c in corrections_of(subjects, row, By(who, moment, row.why))]
    ws.import_corrections(made)
    told = {a.correction: a for a in ws.applied()}
    for one in made:
        fate = told.get(one.id)
        typer.echo(f"{one.id} {fate.outcome if fate else ''} {fate.reason if fate else ''}".rstrip())


def _values(content: bytes) -> list[Any]:
    """One JSON value, a list of them, or one a line. ValueError if it is none of these."""
    try:
        value = json.loads(content)
    except ValueError:
        return [json.loads(line) for line in content.splitlines() if line.strip()]
    return value if isinstance(value, list) else [value]


def _import(ws: Workspace, what: str | None) -> None:
    from communique.correct import parsed
    from communique.lexicon.labels import plural

    if what is None:
        raise UsageError("which file? communique corrections WORKSPACE import FILE")
    try:
        content = Path(what).read_bytes()
    except OSError as error:
        raise UsageError(f"{what} cannot be read: {error.strerror or error}") from error
    found = parsed(content, now())
    new = ws.import_corrections(found)
    told = {a.correction: a for a in ws.applied()}
    lost = [told[c.id] for c in found if c.id in told and told[c.id].outcome in ("unanchored", "refused")]
    typer.echo(f"{plural(new, 'new correction')} of {len(found)}; {len(lost)} without a place in this record", err=True)
    for one in lost[:20]:
        typer.echo(f"  {one.correction}: {one.outcome}: {one.reason}", err=True)


def _write(text: str, file: str | None) -> None:
    if file is None:
        to_stdout(text)
        return
    check_writable(Path(file))
    write_whole(Path(file), text)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else as_json(value)
