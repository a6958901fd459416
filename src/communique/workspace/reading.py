"""The articles of a workspace read, partition by partition; what is read already by this reader is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.options import ReadOptions, RunOptions
from communique.record import Failure, Reading
from communique.run import read_articles
from communique.workspace.change import Change
from communique.workspace.early import Early
from communique.workspace.partitions import reading_row

_STEP = 64  # readings a partition: what a killed run has to read again, at most


def reader_version(options: ReadOptions) -> str:
    """Which reader would read: model and release, since both decide a reading. ModelError if its files are unsound."""
    from importlib.metadata import version

    from communique.encoder.session import bundled_folder, check_files

    manifest = check_files(options.model or bundled_folder())
    return f"{manifest['version']} ({version('communique')})"


def wanted(change: Change, named: set[str], version: str) -> list[str]:
    """Articles to read, in the order of their partitions.

    Those without an outcome (also of a run that was killed), and of `named` those that another reader read or that
    failed.
    """
    ids, state, library = [], change.state, change.library
    for article_id in state.of_article:
        outcome = library.outcome(article_id)
        if outcome is None or (article_id in named and (outcome.failure or outcome.reader != version)):
            ids.append(article_id)
    return sorted(ids, key=lambda i: min((state.inputs[p].partition, state.inputs[p].row) for p in state.of_article[i]))


def read(
    change: Change, ids: Sequence[str], options: RunOptions, version: str, early: Early | None = None
) -> list[Failure]:
    """Read the articles and confirm them in small steps; the failures. Meanwhile stories are made `early`."""
    everything = replace(options, read=replace(options.read, min_confidence=0.0))  # what is shown is decided later
    library = change.library
    failures: list[Failure] = []
    rows: list[dict[str, str]] = []
    failed: list[tuple[str, str]] = []

    def close() -> None:
        body = change.partitions.write(change.state.number + 1, "readings", rows)
        body |= {"reader": version, "keys": [r["key"] for r in rows], "failures": list(failed)}
        change.confirm("readings", body)
        rows.clear()
        failed.clear()

    articles = map(library.article, ids)
    outcomes = read_articles(
        articles, everything, change.progress, total=len(ids), engine=change.engine, meanwhile=early
    )
    for article_id, outcome in zip(ids, outcomes, strict=True):
        if isinstance(outcome, Reading):
            rows.append(reading_row(library.key(article_id), version, outcome))
        else:
            failures.append(outcome)
            failed.append((library.key(article_id), outcome.reason))
        if len(rows) + len(failed) >= _STEP:
            close()
    if rows or failed:
        close()
    return failures
