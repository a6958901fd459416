"""The command `communique`: which commands there are. Nothing heavy is imported before a command runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from communique.cli.add import add
from communique.cli.brief import brief
from communique.cli.compile import compile_
from communique.cli.corrections import corrections
from communique.cli.demo import demo
from communique.cli.diff import diff
from communique.cli.doctor import doctor
from communique.cli.evaluate import evaluate
from communique.cli.export import export
from communique.cli.init import init
from communique.cli.read import read
from communique.cli.remove import confidential, remove
from communique.cli.search import search
from communique.cli.serve import serve
from communique.cli.status import status
from communique.cli.tables import COMMANDS as TABLE_COMMANDS

app = typer.Typer(
    name="communique",
    help="Many reports of the same events in, one evidence-linked record out. Offline.",
    epilog="Begin with `communique demo`; then, with reports of your own: `communique brief FOLDER`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: the same in a terminal, in a pipe and in the reference
)
_COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "demo": (demo, "Try it: compile the bundled example, then open it."),
    "brief": (brief, "The main job: read reports, write one page."),
    "read": (read, "What each article says, one JSON object each."),
    "compile": (compile_, "The whole record as JSON."),
    "init": (init, "Make a workspace: a folder that keeps a record."),
    "add": (add, "Read what is new into a workspace."),
    "remove": (remove, "Take articles out of a workspace."),
    "confidential": (confidential, "Keep articles out of all that is shared."),
    "serve": (serve, "Open a workspace in the browser."),
    "status": (status, "Every article of a workspace and its state."),
    "search": (search, "Find words in articles and statements."),
    "statements": (TABLE_COMMANDS["statements"], "Who said what."),
    "events": (TABLE_COMMANDS["events"], "What happened when."),
    "positions": (TABLE_COMMANDS["positions"], "Who stands where on which issue."),
    "forward": (TABLE_COMMANDS["forward"], "Promises, demands, predictions; what became of them."),
    "conflicts": (TABLE_COMMANDS["conflicts"], "Where reports or parties contradict each other."),
    "diff": (diff, "What changed since a run or a date."),
    "corrections": (corrections, "List, make and undo corrections."),
    "export": (export, "Write the record for other tools."),
    "evaluate": (evaluate, "Measure a task on gold data."),
    "doctor": (doctor, "What is installed, and what is missing."),
}
"""Command -> what it runs, and its line in the list: whole, for a list cuts what is longer."""
for name, (command, line) in _COMMANDS.items():
    app.command(name, short_help=line)(command)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"communique {version('communique')}")
        raise typer.Exit


@app.callback()
def _root(
    _asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Many reports of the same events in, one evidence-linked record out. Offline."""


def main() -> None:
    """Entry point of the console script."""
    app(prog_name="communique")
