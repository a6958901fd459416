"""`communique evaluate`: the metric table of one task on gold data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import with_run_options
from communique.cli.output import check_writable, to_stdout
from communique.options import RunOptions

TaskName = Annotated[str, typer.Argument(metavar="TASK", help="attribution, speakers, times, ...; `list` names them.")]
Data = Annotated[Path | None, typer.Argument(metavar="DATA", help="Folder or file of the gold data.")]
Predictions = Annotated[
    Path | None, typer.Option("--predictions", metavar="OUT", help="Write what was predicted, as JSON lines.")
]


@with_run_options
def evaluate(task: TaskName, options: RunOptions, data: Data = None, predictions: Predictions = None) -> None:
    """Measure one task on gold data: precision, recall and F1 with intervals over documents."""
    from communique.errors import UsageError
    from communique.evaluate.report import render
    from communique.evaluate.tasks import TASKS, Request, run_task

    if task == "list":
        to_stdout("".join(f"{name:14} {entry.about}\n" for name, entry in sorted(TASKS.items())))
        return
    if data is None:
        raise UsageError(f"evaluate {task} needs DATA, the folder or file of the gold data")
    if predictions is not None:
        check_writable(predictions)
    to_stdout(render(run_task(task, Request(data, options, predictions))))
