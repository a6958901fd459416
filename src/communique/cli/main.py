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
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: the same in a terminal, in a pipe and in the reference
)
_COMMANDS: dict[str, Callable[..., None]] = {
    "brief": brief,
    "read": read,
    "compile": compile_,
    "init": init,
    "add": add,
    "remove": remove,
    "confidential": confidential,
    "status": status,
    "search": search,
    **TABLE_COMMANDS,
    "diff": diff,
    "corrections": corrections,
    "export": export,
    "serve": serve,
    "demo": demo,
    "evaluate": evaluate,
    "doctor": doctor,
}
for name, command in _COMMANDS.items():
    app.command(name)(command)


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
