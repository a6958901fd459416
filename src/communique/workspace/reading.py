"""The articles of a workspace read, partition by partition; what is read already by this reader is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from communique.options import ReadOptions, RunOptions
from communique.record import Article, Failure, Reading
from communique.run import Progress, read_articles
from communique.workspace.library import Library
from communique.workspace.partitions import Partitions, reading_row
from communique.workspace.state import State

_STEP = 64  # readings a partition: what a killed run has to read again, at most


def reader_version(options: ReadOptions) -> str:
    """Which reader would read: model and release, since both decide a reading. ModelError if its files are unsound."""
    from importlib.metadata import version

    from communique.encoder.session import bundled_folder, check_files

    manifest = check_files(options.model or bundled_folder())
    return f"{manifest['version']} ({version('communique')})"


def wanted(state: State, library: Library, named: set[str], version: str) -> list[str]:
    """Articles to read, in the order of their partitions.

    Those without an outcome (also of a run that was killed), and of `named` those that another reader read or that
    failed.
    """
    ids = []
    for article_id in state.of_article:
        outcome = library.outcome(article_id)
        if outcome is None or (article_id in named and (outcome.failure or outcome.reader != version)):
            ids.append(article_id)
    return sorted(ids, key=lambda i: min((state.inputs[p].partition, state.inputs[p].row) for p in state.of_article[i]))


def read(
    ids: Sequence[str],
    library: Library,
    partitions: Partitions,
    state: State,
    confirm: Callable[[str, dict[str, Any]], None],
    options: RunOptions,
    version: str,
    progress: Progress,
) -> list[Failure]:
    """Read the articles and confirm them in small steps; the failures."""
    everything = replace(options, read=replace(options.read, min_confidence=0.0))  # what is shown is decided later
    failures: list[Failure] = []
    articles: Iterator[Article] = map(library.article, ids)
    rows: list[dict[str, str]] = []
    failed: list[tuple[str, str]] = []

    def close() -> None:
        if rows or failed:
            name = f"readings-{state.number + 1:08}" if rows else ""
            digest = partitions.write(name, "readings", rows) if rows else ""
            body = {"partition": name, "sha256": digest, "reader": version}
            confirm("readings", body | {"keys": [r["key"] for r in rows], "failures": list(failed)})
            rows.clear()
            failed.clear()

    for article_id, outcome in zip(ids, read_articles(articles, everything, progress, total=len(ids)), strict=True):
        if isinstance(outcome, Reading):
            rows.append(reading_row(library.key(article_id), version, outcome))
        else:
            failures.append(outcome)
            failed.append((library.key(article_id), outcome.reason))
        if len(rows) + len(failed) >= _STEP:
            close()
    close()
    return failures
