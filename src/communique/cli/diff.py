"""`communique diff`: what changed in a workspace since a run or a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.errors import exit_codes
from communique.cli.output import to_stdout
from communique.cli.screen import one_line
from communique.cli.shown import Folder, FormatOption, Output, Quiet, as_json, show

if TYPE_CHECKING:
    from communique.workspace import Diff

Since = Annotated[
    str | None,
    typer.Option("--since", metavar="RUN", help="A run's number or a date; by default the last run but one."),
]
Until = Annotated[
    str | None, typer.Option("--until", "--as-of", metavar="RUN", help="A run's number or a date; by default now.")
]
_HEADS = {
    "articles": "Articles",
    "statements": "Statements",
    "events": "Events",
    "positions": "Positions",
    "forward": "Promises, demands, predictions",
    "conflicts": "Contradictions",
}


def diff(
    workspace: Folder,
    since: Since = None,
    until: Until = None,
    output_format: FormatOption = "table",
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Print what is new, withdrawn, changed or settled since a run or a date: articles, statements, positions, ..."""
    with exit_codes():
        from communique.workspace import Workspace
        from communique.workspace.printed import CHANGES, change_row

        ws = Workspace.open(workspace)
        found = ws.diff(since if since is not None else max(0, len(ws.runs()) - 1), until)
        if output is None and output_format in ("table", "json"):
            to_stdout(as_json(found.plain()) if output_format == "json" else lines(found))
        else:
            rows = [change_row(change) for change in found.changes]
            show(CHANGES, rows, output_format, output, [c.name for c in CHANGES.columns])
        del quiet  # accepted by every command; this one says nothing beside its changes


def lines(found: Diff) -> str:
    """The changes for the eye, table by table."""
    span = f"after run {found.since} ({found.since_when or 'the beginning'}) until run {found.until}"
    out = [f"What changed {span} ({found.until_when or 'nothing was ever added'})\n"]
    for table, head in _HEADS.items():
        changes = [c for c in found.changes if c.table == table]
        if changes:
            out.append(f"\n{head}: {len(changes)}\n")
            out += [f"  {c.what:9} {one_line(c.words)}\n" for c in changes]
    if len(out) == 1:
        out.append("\nNothing.\n")
    return "".join(out)
