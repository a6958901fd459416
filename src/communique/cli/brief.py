"""`communique brief`: the main job, reports in, one page out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.errors import finish
from communique.cli.options import Paths, with_run_options
from communique.cli.output import check_writable, write_whole
from communique.cli.screen import Screen
from communique.errors import UsageError
from communique.options import BriefOptions, RunOptions

if TYPE_CHECKING:
    from communique.record import Record

_HTML, _MARKDOWN = {".html", ".htm"}, {".md", ".markdown"}

Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page: .html or .md.")]
RecordFile = Annotated[Path | None, typer.Option("--record", metavar="FILE", help="Write the record too, as JSON.")]
Title = Annotated[str | None, typer.Option("--title", help="Title of the page.")]


@with_run_options
def brief(
    paths: Paths,
    options: RunOptions,
    output: Output = Path("brief.html"),
    record_file: RecordFile = None,
    title: Title = None,
) -> None:
    """Read reports and write one page: who said what, what happened when, who stands where, what differs."""
    check_suffix(output)
    outputs = [file for file in (output, record_file) if file is not None]
    for file in outputs:
        check_writable(file)
    options = replace(options, brief=BriefOptions(title=title), outputs=tuple(outputs))

    from communique.record import canonical_json
    from communique.run import compile_record

    with Screen(quiet=options.quiet) as screen:
        record = compile_record(paths, options, screen)
        screen.fail_all(record.failures)
        if record.articles:
            screen.begin("writing")
            write_whole(output, page(record, output, options.brief))
            if record_file is not None:
                write_whole(record_file, canonical_json(record) + "\n")
            if not options.quiet:
                screen.say(written(record, output))
    finish(len(record.articles), len(record.failures))


def written(record: Record, output: Path) -> str:
    """What was made and what to do with it, in one line."""
    from communique.lexicon.labels import plural

    said = plural(sum(len(r.statements) for r in record.articles), "statement")
    stories = f" in {len(record.stories)} stories" if len(record.stories) > 1 else ""
    look = "; open it in a browser" if output.suffix.lower() in _HTML else ""
    return f"{output}: {plural(len(record.articles), 'report')}{stories}, {said}{look}"


def check_suffix(output: Path) -> None:
    """UsageError unless the suffix names a form that a brief can take."""
    if output.suffix.lower() not in _HTML | _MARKDOWN:
        raise UsageError(f"{output} ends in {output.suffix or 'no suffix'}; a brief is written as .html or .md")


def page(record: Record, output: Path, options: BriefOptions) -> str:
    """The brief in the form that the suffix of `output` names."""
    from communique.brief import render_html, render_markdown

    render = render_markdown if output.suffix.lower() in _MARKDOWN else render_html
    return render(record, options)
