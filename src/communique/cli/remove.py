"""`communique remove` and `communique confidential`: articles taken out of a workspace, or out of what is shared."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.errors import exit_codes
from communique.cli.screen import Screen
from communique.cli.shown import Folder, Quiet, note, now

Articles = Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles; `status` lists them.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who decides so; kept with the decision.")]
Off = Annotated[bool, typer.Option("--off", help="No longer confidential.")]


def remove(workspace: Folder, articles: Articles, quiet: Quiet = False) -> None:
    """Take articles (or failed inputs, by path) out, with every trace of their text; the record is updated."""
    with exit_codes():
        from communique.lexicon.labels import plural
        from communique.workspace import Workspace

        ws = Workspace.open(workspace)
        with Screen(quiet=quiet) as screen:
            ws.remove(articles, now(), screen)
        note(f"removed {plural(len(articles), 'article')}", quiet)


def confidential(
    workspace: Folder, articles: Articles, who: Who = "user", off: Off = False, quiet: Quiet = False
) -> None:
    """Mark articles confidential: they stay out of exports and of every record that is shared."""
    with exit_codes():
        from communique.lexicon.labels import plural
        from communique.workspace import Workspace

        ws = Workspace.open(workspace)
        for article in articles:
            ws.mark_confidential(article, who, now(), confidential=not off)
        note(f"{plural(len(articles), 'article')} {'no longer' if off else 'now'} confidential", quiet)
