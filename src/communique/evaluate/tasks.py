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
    "zones": TaskEntry("adapters:zones", "title, body, furniture: labelled pages, dev_gold, or article_extraction"),
    "times": TaskEntry("adapters:times", "TIMEX3 spans and values: a folder of TimeML files, or dev_gold"),
    "events": TaskEntry("adapters:events", "kind, trigger, status and date of events: dev_gold, own clusters"),
    "forward": TaskEntry(
        "adapters:forward", "promises, demands, predictions, and outcomes: dev_gold, own clusters, own promises"
    ),
    "loaded": TaskEntry("adapters:loaded", "loaded wording in the author's own voice: dev_gold"),
    "pronouns": TaskEntry("pronouns:pronouns", "ambiguous pronouns: a GAP file or the folder of gap-validation.tsv"),
    "actors": TaskEntry("actors:run", "one actor across articles, names and nominals: dev_gold"),
    "event-coref": TaskEntry("event_coref:event_coref", "one event across articles: the ecbplus folder, dev topics"),
    "stories": TaskEntry("stories:run", "articles grouped by story: the basil folder, or ecbplus"),
    "reprints": TaskEntry("reprints:run", "edited copies among same-topic releases: the state_dept folder"),
    "compare": TaskEntry(
        "compare:compare_report", "facts, conflicts, wordings, positions, outcomes: clusters with gold"
    ),
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
