"""`communique init`: an empty workspace."""

from __future__ import annotations

from communique.cli.errors import exit_codes
from communique.cli.shown import Folder, Quiet, note, now


def init(workspace: Folder, quiet: Quiet = False) -> None:
    """Make an empty workspace: one folder that keeps articles, readings and the record."""
    with exit_codes():
        from communique.workspace import Workspace

        Workspace.create(workspace, now())
        note(f"made {workspace}; add reports: communique add {workspace} PATH...", quiet)
