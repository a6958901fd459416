"""`communique read`: one Reading an article, to stdout."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from communique.cli.errors import finish
from communique.cli.options import Paths, with_run_options
from communique.cli.output import to_stdout
from communique.cli.screen import Screen
from communique.options import RunOptions

Format = Annotated[Literal["jsonl", "json"], typer.Option("--format", help="One object a line, or one list.")]


@with_run_options
def read(paths: Paths, options: RunOptions, output_format: Format = "jsonl") -> None:
    """Print one Reading an article: who says what, times, events. In the order of paths and lines."""
    from communique.record import Failure, canonical_json
    from communique.run import stream

    as_list = output_format == "json"
    done = failed = 0
    with Screen(quiet=options.quiet) as screen:
        for outcome in stream(paths, options, screen):
            if isinstance(outcome, Failure):
                failed += 1
                screen.fail(outcome)
                continue
            line = canonical_json(outcome)
            to_stdout((",\n" if done else "[\n") + line if as_list else line + "\n")
            done += 1
    if as_list:
        to_stdout("\n]\n" if done else "[]\n")
    finish(done, failed)
