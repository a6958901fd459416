"""Quality has a floor that only moves up: measure what floors.json lists, and fail where a figure fell below.

usage: python evaluation/gate.py [--update] [--only TASK]

An entry names a task of `communique evaluate`, its data - `own` below this checkout or `shared` below the folder
`shared` beside it (or COMMUNIQUE_SHARED) - and the figures with their `at_least` or `at_most`. Data that is not there
is skipped, and said so. `--update` moves a floor to what was measured when that is better, never back.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from pathlib import Path
from typing import Any

from communique.evaluate.report import Figure, Report
from communique.evaluate.tasks import Request, run_task
from communique.options import RunOptions

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.json"
DIGITS = 3  # a floor is kept to this many digits; a figure may lie below it by less than one of the last


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise floors to what was measured")
    parser.add_argument("--only", metavar="TASK", help="only entries of this task")
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    entries = json.loads(FLOORS.read_text("utf-8"))
    failed = 0
    for entry in entries:
        if arguments.only in (None, entry["task"]):
            failed += check(entry, update=arguments.update, workers=arguments.workers)
    if arguments.update:
        FLOORS.write_text(json.dumps(entries, indent=1) + "\n", "utf-8")
    print(f"gate: {failed} figures below their floor" if failed else "gate: passed")
    return 1 if failed else 0


def check(entry: dict[str, Any], *, update: bool, workers: int) -> int:
    """Measure one entry and print its figures; how many are below. With `update` the entry's floors are moved."""
    data = place(entry)
    name = f"{entry['task']} on {entry.get('own') or entry['shared']}"
    if not data.exists():
        print(f"{name}: skipped, its data is not on this machine")
        return 0
    started = time.monotonic()
    report = run_task(entry["task"], Request(data, RunOptions(workers=workers)))
    print(f"{name} ({time.monotonic() - started:.0f} s)")
    failed = 0
    for key, direction in (("at_least", 1), ("at_most", -1)):
        for figure, floor in entry.get(key, {}).items():
            value = value_of(report, figure)
            good = direction * (value - floor) > -(10**-DIGITS)
            failed += not good
            print(f"  {'ok  ' if good else 'FAIL'} {figure}: {value:.4f}, {key.replace('_', ' ')} {floor}")
            if update:
                entry[key][figure] = moved(value, floor, direction)
    return failed


def place(entry: dict[str, Any]) -> Path:
    """Where the data of an entry is."""
    if "own" in entry:
        return ROOT / entry["own"]
    shared = os.environ.get("COMMUNIQUE_SHARED")
    return (Path(shared) if shared else ROOT.parent / "shared") / entry["shared"]


def value_of(report: Report, name: str) -> float:
    """The value of a figure; `name.precision` and `name.recall` ask for those."""
    base, _, part = name.rpartition(".")
    figure: Figure = report.figure(base) if part in ("precision", "recall") else report.figure(name)
    value = getattr(figure, part) if part in ("precision", "recall") else figure.value
    return math.nan if value is None else value


def moved(value: float, floor: float, direction: int) -> float:
    """The better of what was measured, rounded to the safe side, and the floor there was."""
    scale = 10**DIGITS
    rounded = (math.floor(value * scale) if direction > 0 else math.ceil(value * scale)) / scale
    return max(rounded, floor) if direction > 0 else min(rounded, floor)


if __name__ == "__main__":
    sys.exit(main())
