"""`communique add`: read what is new, bring the record of a workspace up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.errors import finish
from communique.cli.options import with_run_options
from communique.cli.output import to_stdout
from communique.cli.screen import Screen, one_line
from communique.cli.shown import Folder, now
from communique.options import RunOptions

if TYPE_CHECKING:
    from communique.workspace import AddReport, Workspace

MaybePaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH", help="As for `brief`. Without any: go on where a killed run stopped, and mend what is damaged."
    ),
]
_SHOWN = 5  # changed pieces of a new version that are printed


@with_run_options
def add(workspace: Folder, options: RunOptions, paths: MaybePaths = None) -> None:
    """Read what is new and update the record. What is known is not read again; options given here are kept."""
    from communique.workspace import Workspace

    ws = Workspace.open(workspace)
    with Screen(quiet=options.quiet) as screen:
        report = ws.add(paths or [], options, screen, now())
        screen.fail_all(report.failures)
        if not options.quiet:
            for line in version_lines(ws, report):
                screen.say(line)
    news = [c for c in ws.diff(report.run - 1, tables=["statements"]).changes if c.what == "new"]
    to_stdout(
        f"run {report.run}: {len(report.added)} new, {report.known} known, {len(report.versions)} new versions, "
        f"{len(report.failures)} failed; {len(news)} new statements\n"
    )
    if paths or report.failures:
        finish(len(report.added) + report.known, len(report.failures))


def version_lines(ws: Workspace, report: AddReport) -> list[str]:
    """For each new version what changed in the text, word by word."""
    lines = []
    for version in report.versions:
        changes = ws.compare_versions(version.old, version.new)
        where = "it replaces the former text" if version.replaced else "both are kept in the record"
        lines.append(f"new version of {version.address} ({len(changes)} changes; {where})")
        for change in changes[:_SHOWN]:
            old, new = (one_line(text)[:200] for text in (change.old, change.new))
            lines.append(f"  {change.kind}: {' -> '.join(f'“{text}”' for text in (old, new) if text)}")
        if len(changes) > _SHOWN:
            lines.append(f"  and {len(changes) - _SHOWN} more")
    return lines
