"""`communique statements|events|positions|forward|conflicts`: the record of a workspace as filterable tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from communique.cli.errors import exit_codes
from communique.cli.options import checked_date
from communique.cli.shown import (
    Act,
    Article,
    AsOf,
    Folder,
    Form,
    FormatOption,
    Issue,
    Limit,
    Outlet,
    Output,
    Quiet,
    Since,
    Speaker,
    Story,
    Text,
    Until,
    note,
    show,
)
from communique.errors import UsageError

_COLUMNS = {
    "statements": ("published", "outlet", "speaker", "form", "act", "text", "article"),
    "events": ("when", "name", "where", "status", "independent", "articles"),
    "positions": ("as_of", "actor", "issue", "stance", "summary", "articles"),
    "forward": ("published", "actor", "kind", "horizon", "status", "text", "article"),
    "conflicts": ("between", "kind", "strength", "topic", "claims", "articles"),
}
_ABOUT = {
    "statements": "Print who said what: every direct, mixed and indirect quotation, and citations.",
    "events": "Print what happened when: events across articles, with status and independent sources.",
    "positions": "Print who stands where on which issue, and who reports it.",
    "forward": "Print promises, demands, offers, threats and predictions, and what became of them.",
    "conflicts": "Print contradictions, side by side: between reports, between parties, within one report.",
}


def _one_of(option: str, value: str | None, group: str) -> None:
    """UsageError unless the record has such a value: a misspelt one would look like an empty record."""
    from communique.lexicon.labels import words

    if value is not None and value not in words(group):
        raise UsageError(f"{option} {value} is none of {', '.join(words(group))}")


def _who(row: Mapping[str, Any]) -> str | None:
    """Whom a table for the eye names: the speaker, else in brackets how an unnamed one is described, or of what kind."""
    described = row.get("speaker_description") or row.get("speaker_kind")
    return row.get("speaker") or (f"({described})" if described else None)


def _command(table: str) -> Callable[..., None]:
    def command(
        workspace: Folder,
        speaker: Speaker = None,
        issue: Issue = None,
        since: Since = None,
        until: Until = None,
        outlet: Outlet = None,
        article: Article = None,
        story: Story = None,
        act: Act = None,
        form: Form = None,
        text: Text = None,
        as_of: AsOf = None,
        limit: Limit = None,
        output_format: FormatOption = "table",
        output: Output = None,
        quiet: Quiet = False,
    ) -> None:
        with exit_codes():
            from communique.workspace import Filters, Workspace
            from communique.workspace.schema import TABLES

            for name, date in (("--from", since), ("--to", until), ("--as-of", as_of)):
                checked_date(name, date)
            _one_of("--act", act, "act")
            _one_of("--form", form, "form")
            filters = Filters(speaker, issue, since, until, outlet, article, story, form, act, text)
            rows = Workspace.open(workspace).rows(table, filters, limit, as_of=as_of)
            shown = [row | {"speaker": _who(row)} for row in rows] if output_format == "table" else rows
            show(TABLES[table], shown, output_format, output, _COLUMNS[table])
            if not rows:
                note("no row: none passes these filters" if filters != Filters() else "no row", quiet)

    command.__name__ = table
    command.__doc__ = _ABOUT[table]
    return command


COMMANDS: dict[str, Callable[..., None]] = {table: _command(table) for table in _COLUMNS}
"""Name to command, one a table."""
