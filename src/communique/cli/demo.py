"""`communique demo`: the bundled example, end to end."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.brief import page
from communique.cli.errors import finish
from communique.cli.options import with_run_options
from communique.cli.output import to_stdout, write_whole
from communique.cli.screen import Screen
from communique.errors import UsageError
from communique.options import RunOptions

if TYPE_CHECKING:
    from communique.record import Record

Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write to; made if missing.")]


@with_run_options
def demo(options: RunOptions, output: Folder = Path("communique-demo")) -> None:
    """Compile the bundled example (eight reports on an invented summit), then say what to open."""
    reports, issues = copy_example(output)
    compare = options.compare
    if compare.issues is None:
        compare = replace(compare, issues=issues)
    options = replace(options, compare=compare)

    from communique.record import canonical_json
    from communique.run import compile_record

    with Screen(quiet=options.quiet) as screen:
        record = compile_record([str(reports)], options, screen)
        screen.fail_all(record.failures)
        screen.begin("writing")
        write_whole(output / "brief.html", page(record, output / "brief.html", options.brief))
        write_whole(output / "record.json", canonical_json(record) + "\n")
    to_stdout(what_to_open(record, output))
    finish(len(record.articles), len(record.failures))


def copy_example(output: Path) -> tuple[Path, Path]:
    """Copy the example's reports, issues and gold into the folder; their places."""
    from communique.example import example_dir

    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is a file; give the demo a folder with -o DIR")
    output.mkdir(parents=True, exist_ok=True)
    source = example_dir()
    shutil.copytree(source / "reports", output / "reports", dirs_exist_ok=True)
    for name in ("issues.yaml", "gold.json"):
        if (source / name).exists():
            shutil.copyfile(source / name, output / name)
    return output / "reports", output / "issues.yaml"


def what_to_open(record: Record, output: Path) -> str:
    """What was found and where it stands, in a few lines."""
    statements = sum(len(reading.statements) for reading in record.articles)
    speakers = {s.speaker for reading in record.articles for s in reading.statements if s.speaker}
    return (
        f"{len(record.articles)} reports read: {statements} statements by {len(speakers)} speakers.\n"
        f"Open {output / 'brief.html'} in a browser.\n"
        f"The reports are in {output / 'reports'}, the record is {output / 'record.json'}.\n"
        f"Your own reports: communique brief FOLDER -o brief.html\n"
    )
