"""`communique search`: full text of articles and statements, hits marked."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.errors import exit_codes
from communique.cli.options import checked_date
from communique.cli.output import to_stdout
from communique.cli.screen import one_line
from communique.cli.shown import (
    Act,
    AsOf,
    Folder,
    Form,
    FormatOption,
    Issue,
    Outlet,
    Output,
    Quiet,
    Since,
    Speaker,
    Story,
    Until,
    as_json,
    show,
)

if TYPE_CHECKING:
    from communique.workspace import Hit, Hits

Query = Annotated[str, typer.Argument(metavar="QUERY", help='Words (all of them), "a phrase", word*, -without.')]
Most = Annotated[int, typer.Option("--limit", min=1, max=10_000, metavar="N", help="At most so many hits.")]


def search(
    workspace: Folder,
    query: Query,
    speaker: Speaker = None,
    issue: Issue = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    story: Story = None,
    act: Act = None,
    form: Form = None,
    as_of: AsOf = None,
    limit: Most = 20,
    output_format: FormatOption = "table",
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Find words in the articles and statements of a workspace, best hits first."""
    with exit_codes():
        from communique.workspace import Filters, Workspace
        from communique.workspace.printed import HITS, hit_row

        for name, date in (("--from", since), ("--to", until), ("--as-of", as_of)):
            checked_date(name, date)
        until = min(filter(None, (until, as_of)), default=None)
        filters = Filters(
            speaker=speaker, issue=issue, since=since, until=until, outlet=outlet, story=story, act=act, form=form
        )
        hits = Workspace.open(workspace).search(query, filters, limit)
        if output is None and output_format in ("table", "json"):
            to_stdout(as_json(asdict(hits)) if output_format == "json" else lines(hits))
        else:
            show(HITS, [hit_row(hit) for hit in hits.hits], output_format, output, [c.name for c in HITS.columns])
        del quiet  # accepted by every command; this one says nothing beside its hits


def lines(hits: Hits) -> str:
    """Hits for the eye: where, who, and the words with the hits between » and «, or bold on a terminal."""
    shown = [f"{head(hit)}\n    {marked(hit)}\n" for hit in hits.hits]
    return "".join(shown) + f"{hits.total} hit{'' if hits.total == 1 else 's'}, {len(hits.hits)} shown\n"


def head(hit: Hit) -> str:
    """Where the words stand and who says them."""
    where = ", ".join(one_line(p) for p in (hit.outlet, hit.published, hit.title) if p)
    who = f" - {one_line(hit.speaker)}" if hit.speaker else " - statement" if hit.statement else ""
    return f"{hit.article} {where}{who}"


def marked(hit: Hit) -> str:
    """The snippet on one line, hits marked."""
    before, after = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("»", "«")
    out, at = [], 0
    for start, end in hit.marks:
        out += [one_line(f"x{hit.snippet[at:start]}x")[1:-1], before, one_line(hit.snippet[start:end]), after]
        at = end
    return "".join([*out, one_line(f"x{hit.snippet[at:]}x")[1:-1]])
