"""The options that every command shares: written once, read into RunOptions here and nowhere else."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.cli.errors import exit_codes
from communique.errors import UsageError
from communique.options import CompareOptions, IngestOptions, LinkOptions, ReadOptions, RunOptions

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DEFAULT = RunOptions()
_FILE = {"exists": True, "dir_okay": False, "readable": True}

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="A file, a folder, a glob, a .jsonl with one article a line, or - (stdin)."),
]


def run_options(
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no notes; failures are still named.")] = False,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes to read with; 0: as many as are worth it. Never changes a result.")
    ] = 0,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out statements below this confidence.")
    ] = _DEFAULT.read.min_confidence,
    max_chars: Annotated[
        int, typer.Option(min=1, help="A longer text is a failure of that text, never cut.")
    ] = _DEFAULT.ingest.max_chars,
    kb: Annotated[
        Path | None, typer.Option(help="Knowledge base (JSON lines) to link actors to.", metavar="FILE", **_FILE)
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help='What "now" means; by default the newest article\'s date.', metavar="DATE")
    ] = None,
    issues: Annotated[
        Path | None, typer.Option(help="Issues to compare by (YAML: name and words).", metavar="FILE", **_FILE)
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="Folder of a model to read with, instead of the bundled one.", metavar="DIR")
    ] = None,
    engine: Annotated[
        str, typer.Option(help="Where the work is done; ray needs communique[ray].", metavar="local|ray")
    ] = _DEFAULT.engine,
    address: Annotated[
        str | None, typer.Option(help="The Ray cluster to use (auto, HOST:PORT, ray://...); by default one of its own.")
    ] = None,
) -> RunOptions:
    """The options object of a run from what was typed; UsageError names a value that cannot be meant."""
    if engine not in ("local", "ray"):
        raise UsageError(f"there is no engine {engine!r}; use --engine local or --engine ray")
    if address is not None and engine == "local":
        raise UsageError(f"--address {address} is for a cluster; give --engine ray with it")
    checked_date("--as-of", as_of)
    return RunOptions(
        workers=workers,
        engine=engine,
        address=address,
        quiet=quiet,
        ingest=IngestOptions(max_chars=max_chars),
        read=ReadOptions(min_confidence=min_confidence, model=model),
        link=LinkOptions(kb=kb),
        compare=CompareOptions(issues=issues, as_of=as_of),
    )


def checked_date(option: str, value: str | None) -> None:
    """UsageError if what was typed for `option` is no date."""
    if value is not None and not _DATE.fullmatch(value):
        raise UsageError(f"{option} {value} is no date; write it as 2031-05-14, 2031-05 or 2031")


def with_run_options(command: Callable[..., None]) -> Callable[..., None]:
    """`command(..., options: RunOptions)` as typer is to see it: with the common options in place of `options`.

    Whatever the command raises on purpose ends in one line and an exit code.
    """
    common = inspect.signature(run_options, eval_str=True).parameters
    own = {n: p for n, p in inspect.signature(command, eval_str=True).parameters.items() if n != "options"}

    @functools.wraps(command)
    def wrapper(**values: Any) -> None:
        with exit_codes():
            typed = {name: values.pop(name) for name in common}
            command(**values, options=run_options(**typed))

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own.values(), *common.values())]
    wrapper.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in parameters}
    del wrapper.__wrapped__  # typer would follow it back to the bare command
    return wrapper
