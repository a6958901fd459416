"""A workspace of many articles without reading any: readings that are made already are put in as `add` would.

    python benchmarks/make_workspace.py WORKSPACE READINGS.jsonl COUNT [--steps N] [--largest N] [--compared SHARE]

READINGS.jsonl is what `communique read --format jsonl` prints; COUNT perturbed copies of them (`perturb.py`) are taken
in, in N runs (default 1), each with link, compare and write. Prints seconds and memory of every run. `--compared 0.1`
compares one story in ten only: enough to look at pages, in a fraction of the time.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from perturb import readings

from communique.options import RunOptions
from communique.record import Article, Comparison, Failure, Linkage, Reading
from communique.workspace import Workspace, reading

_VERSION = "made beforehand"
_ARTICLES, _READINGS = 256, 64  # a step of `add`


class Shelf:
    """Readings that wait until the workspace asks for those of its articles."""

    def __init__(self, made: Iterable[Reading]) -> None:
        self._by_id = {r.article.id: r for r in made}

    def articles(self) -> list[Article]:
        return [r.article for r in self._by_id.values()]

    def read(self, articles: Iterable[Article], *_: object, **__: object) -> Iterator[Reading | Failure]:
        """In place of `run.read_articles`."""
        for article in articles:
            yield self._by_id[article.id]


def put(workspace: Path, made: Iterable[Reading], now: str) -> None:
    """One `add` of these readings: taken in article by article, then the record brought up to date."""
    from communique.workspace import intake
    from communique.workspace.change import Change  # what `Workspace.add` does, but for finding files and reading

    ws = Workspace.open(workspace)
    options = RunOptions(quiet=True)
    with ws._changing("add", None) as change:
        assert isinstance(change, Change)
        change.settings(options)
        taker = intake.Taker(change)
        todo = iter(made)
        while batch := list(islice(todo, _ARTICLES)):
            shelf = Shelf(batch)
            got = intake.Intake()
            for article in shelf.articles():
                taker._article(intake.hashlib.sha256(article.path.encode()).hexdigest()[:24], "", article, "", got)
            taker._close()
            original, reading.read_articles = reading.read_articles, shelf.read
            try:
                reading.read(change, [a.id for a in shelf.articles()], options, _VERSION)
            finally:
                reading.read_articles = original
        change.complete("add", now, added=0)


def compare_few(share: float) -> None:
    """Leave comparing out but for a share of the stories; those say that they were not compared."""
    from communique.run import stories

    whole = stories._compared

    def some(linkage: Linkage, *rest: object) -> Comparison:
        if int(linkage.id[-6:], 16) / 16**6 < share:
            return whole(linkage, *rest)
        return stories._without("not compared, to save time in a measurement")

    stories._compared = some


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("readings", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--steps", type=int, default=1)
    parser.add_argument("--largest", type=int, default=40, help="articles of the largest story")
    parser.add_argument("--compared", type=float, default=1.0, help="share of the stories that are compared")
    given = parser.parse_args()
    if given.compared < 1:
        compare_few(given.compared)
    if not given.workspace.exists():
        Workspace.create(given.workspace, "2031-01-01T00:00:00Z")
    todo = readings(given.readings, given.count, given.largest)
    for step in range(given.steps):
        size = given.count // given.steps
        started, cpu = time.monotonic(), time.process_time()
        put(given.workspace, islice(todo, size), f"2031-01-01T{step % 24:02d}:00:00Z")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        spent = f"{time.monotonic() - started:.1f} s, {time.process_time() - cpu:.1f} s of CPU"
        print(f"run {step + 1}: {size} articles, {spent}, peak memory {peak:.2f} GB", flush=True)


if __name__ == "__main__":
    main()
