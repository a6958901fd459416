"""Damaged partitions given up and made again: articles from their originals; what was read from them is read again."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from communique.ingest import Found, discover
from communique.ingest.given import Given
from communique.options import RunOptions
from communique.record import Article
from communique.run.loading import loaded
from communique.workspace.change import Change
from communique.workspace.folder import sha256_of
from communique.workspace.intake import place_of
from communique.workspace.originals import place_of as original_at
from communique.workspace.partitions import article_row
from communique.workspace.state import Input


def mend(change: Change, options: RunOptions, *, thorough: bool) -> None:
    """Find what is missing or damaged, say so, and make it again.

    Always by size; if `thorough` by checksum, and the databases by reading all of them.
    """
    state = change.state
    lost = [
        name
        for name, kept in sorted(state.partitions.items())
        if not change.partitions.is_sound(name, kept.size, kept.sha256 if thorough else None)
        or (thorough and not change.partitions.is_of_this_release(name))
    ]
    if lost:
        _give_up(change, lost, options)
    if thorough:
        change.check_databases()


def _give_up(change: Change, lost: list[str], options: RunOptions) -> None:
    for name in lost:
        how = {
            "articles": "its articles are ingested again from their originals",
            "readings": "its articles are read again",
            "history": "what its run changed is no longer known",
        }[change.state.partitions[name].kind]
        change.progress.warn(f"{change.partitions.path(name)} is damaged, missing or of another release; {how}")
    inputs = [i for i in change.state.inputs.values() if i.partition in lost]
    rows, entries, failures = _again(change, inputs, options)
    change.partitions.forget()
    body = change.partitions.write(change.state.number + 1, "articles", rows)
    change.confirm("mended", body | {"lost": lost, "inputs": entries, "failures": failures})


def _again(
    change: Change, inputs: list[Input], options: RunOptions
) -> tuple[list[dict[str, str]], list[dict[str, Any]], list[dict[str, str]]]:
    """The rows of these inputs from their originals, and a failure for each whose original is damaged too."""
    rows: list[dict[str, str]] = []
    entries: list[dict[str, Any]] = []
    failures: list[dict[str, str]] = []
    by_original: dict[tuple[str, str], list[Input]] = defaultdict(list)
    for found in inputs:
        by_original[found.original, found.file].append(found)
    for (original, file_id), wanted in sorted(by_original.items()):
        articles = _ingested(change, original, file_id, wanted, options)
        for found in wanted:
            article = articles.get(found.place)
            if article is None:
                reason = "was damaged on disk together with its original; add it again from where it came"
                failures.append({"key": found.place, "file": file_id, "path": found.path, "reason": reason})
                continue
            row = article_row(found.place, article.model_copy(update={"path": found.path}))
            entries.append({n: getattr(found, n) for n in Input._fields if n != "partition"} | {"row": len(rows)})
            entries[-1] |= {"key": row["key"], "article": row["article"]}
            rows.append(row)
    return rows, entries, failures


def _ingested(
    change: Change, original: str, file_id: str, wanted: list[Input], options: RunOptions
) -> dict[str, Article]:
    """Place -> article, for every article of an original."""
    file = original_at(change.folder, original)
    if not file.is_file() or sha256_of(file) != original:
        return {}
    kept = change.state.files.get(file_id)
    seen: Counter[str] = Counter()
    if kept:
        fields: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in kept.given.items()}
        kind: Any = kept.kind
        sources = [Found(path=kept.path, kind=kind, file=file, given=Given(**fields))]
        return _articles(sources, file_id, seen, change, options)
    with TemporaryDirectory() as folder:  # taken in by a run that was killed, or from standard input: by its name
        name = PurePosixPath(wanted[0].path).name
        copy = Path(folder) / (re.sub(r":\d+$", "", name) if name != "-" else "input.txt")
        shutil.copyfile(file, copy)
        sources = [f for f in discover([str(copy)], options.ingest) if isinstance(f, Found)]
        return _articles(sources, file_id, seen, change, options)


def _articles(
    sources: list[Found], file_id: str, seen: Counter[str], change: Change, options: RunOptions
) -> dict[str, Article]:
    loads = ((found, outcome) for found in sources for outcome in loaded(found, options.ingest, change.progress.warn))
    return {place_of(found, file_id, a, seen): a for found, a in loads if isinstance(a, Article)}
