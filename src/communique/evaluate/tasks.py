"""The tasks of `communique evaluate`, by name: one visible list, each loaded only when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import UsageError
from communique.evaluate.report import Report
from communique.options import RunOptions


@dataclass(frozen=True, slots=True)
class Request:
    """What a task is asked: the gold data, how to run, and where to write predictions if anywhere."""

    data: Path
    options: RunOptions = field(default_factory=RunOptions)
    predictions: Path | None = None


Task = Callable[[Request], Report]


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """Where a task lives ("module:function" below communique.evaluate) and what it measures on which data."""

    place: str
    about: str


TASKS: dict[str, TaskEntry] = {
    "attribution": TaskEntry(
        "attribution:attribution", "source, cue and content: a PolNeAR split, dev_gold, own labels, own clusters"
    ),
    "speakers": TaskEntry("speakers:speakers", "who is behind the source, by name: dev_gold, own labels, own clusters"),
    "pronouns": TaskEntry("pronouns:pronouns", "ambiguous pronouns: a GAP file or the folder of gap-validation.tsv"),
    "times": TaskEntry("adapters:times", "TIMEX3 spans and values: a folder of TimeML files, or dev_gold"),
    "zones": TaskEntry("adapters:zones", "title, body, furniture: labelled pages, dev_gold, or article_extraction"),
}


def run_task(name: str, request: Request) -> Report:
    """Carry out the task of that name; UsageError when there is none or the data is not there."""
    entry = TASKS.get(name)
    if entry is None:
        raise UsageError(f"no task {name!r}; there are: {', '.join(sorted(TASKS))}")
    module, _, function = entry.place.partition(":")
    task: Task = getattr(importlib.import_module(f"communique.evaluate.{module}"), function)
    if not request.data.exists():
        raise UsageError(f"no data at {request.data}; give the folder or file of the gold data")
    return task(request)
