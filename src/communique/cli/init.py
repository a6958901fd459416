"""`communique init`: an empty workspace."""

from __future__ import annotations

import typer

from communique.cli.errors import exit_codes
from communique.cli.shown import Folder, now


def init(workspace: Folder) -> None:
    """Make an empty workspace: one folder that keeps articles, readings and the record."""
    with exit_codes():
        from communique.workspace import Workspace

        Workspace.create(workspace, now())
        typer.echo(f"made {workspace}; add reports: communique add {workspace} PATH...", err=True)
