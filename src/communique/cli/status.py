"""`communique status`: the state of every article of a workspace."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from communique.cli.errors import exit_codes
from communique.cli.options import checked_date
from communique.cli.shown import AsOf, Folder, FormatOption, Output, Quiet, note, show

_COLUMNS = ("state", "id", "published", "outlet", "title", "path", "reason")


def status(
    workspace: Folder,
    output_format: FormatOption = "table",
    output: Output = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Print every article and failed input with its state: read, unread, failed (and why), replaced."""
    with exit_codes():
        from communique.lexicon.labels import plural  # with pydantic and the word tables
        from communique.workspace import Workspace
        from communique.workspace.status import TABLE

        checked_date("--as-of", as_of)
        ws = Workspace.open(workspace)
        found = [asdict(s) | {"copies": list(s.copies), "versions": list(s.versions)} for s in ws.status()]
        if as_of is not None:
            found = [row for row in found if not row["published"] or row["published"] <= as_of]
        show(TABLE, found, output_format, output, _COLUMNS)
        counts = Counter(row["state"] for row in found)
        secret = sum(row["confidential"] for row in found)
        told = [f"{n} {state}" for state, n in sorted(counts.items())] + [f"{secret} confidential"] * (secret > 0)
        note(f"{workspace}: {', '.join(told) or 'empty'}; {plural(len(ws.runs()), 'run')}", quiet)
