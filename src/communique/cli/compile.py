"""`communique compile`: the whole record, to stdout."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from communique.cli.errors import finish
from communique.cli.options import Paths, with_run_options
from communique.cli.output import to_stdout
from communique.cli.screen import Screen
from communique.options import RunOptions

Format = Annotated[Literal["json"], typer.Option("--format", help="How the record is printed.")]


@with_run_options
def compile_(paths: Paths, options: RunOptions, output_format: Format = "json") -> None:
    """Print the whole record: every Reading, and the stories they tell."""
    from communique.record import canonical_json
    from communique.run import compile_record

    del output_format  # json is the only one there is
    with Screen(quiet=options.quiet) as screen:
        record = compile_record(paths, options, screen)
        screen.fail_all(record.failures)
    to_stdout(canonical_json(record) + "\n")
    finish(len(record.articles), len(record.failures))
