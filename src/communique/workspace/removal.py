"""Articles taken out of a workspace with every trace of their text: partitions, originals, history, databases."""

from __future__ import annotations

from collections.abc import Sequence

from communique.errors import UsageError
from communique.workspace.change import Change
from communique.workspace.folder import explained
from communique.workspace.originals import place_of
from communique.workspace.write import without_words


def remove(change: Change, wanted: Sequence[str]) -> None:
    """Forget articles (ids) and failed inputs (paths). UsageError names one that is not there; then nothing is done."""
    state = change.state
    articles = [i for i in wanted if i in state.of_article or i in state.shelved]
    failures = [key for key, f in state.failures.items() if f.path in wanted]
    paths = {state.failures[key].path for key in failures}
    unknown = [i for i in wanted if i not in articles and i not in paths]
    if unknown:
        root = change.folder.root
        raise UsageError(f"{root} has no article {unknown[0]}; communique status {root} lists them")
    inputs = [state.inputs[p] for i in articles for p in state.of_article.get(i, ())]
    inputs += [state.shelved[i] for i in articles if i in state.shelved]
    places, originals = {i.place for i in inputs}, {i.original for i in inputs}
    files = [file_id for file_id, file in state.files.items() if places & set(file.places)]
    keys = sorted({i.key for i in inputs} | {change.library.key(i) for i in articles})
    change.confirm("remove", {"articles": articles, "failures": failures, "files": files, "keys": keys})
    if articles:
        _drop_originals(change, originals)


def scrub(change: Change, removed: Sequence[str]) -> None:
    """Write the partitions anew that hold rows nothing points to, and histories that tell of removed articles."""
    state = change.state
    used: dict[str, set[int]] = {name: set() for name in state.partitions}
    for found in (*state.inputs.values(), *state.shelved.values()):
        used[found.partition].add(found.row)
    for outcome in state.outcomes.values():
        if outcome.partition:
            used[outcome.partition].add(outcome.row)
    for name, kept in sorted(state.partitions.items()):
        rows = change.partitions.rows(name)
        if kept.kind == "history":
            clean = [r | {"content": without_words(r["content"], removed)} for r in rows]
            if clean != rows:
                change.replace_partition(name, clean, list(range(len(rows))))
        elif len(used[name]) < len(rows):
            order = sorted(used[name])
            change.replace_partition(name, [rows[i] for i in order], order)


def _drop_originals(change: Change, candidates: set[str]) -> None:
    state = change.state
    still = {i.original for i in (*state.inputs.values(), *state.shelved.values())}
    for original in sorted(candidates):
        place = place_of(change.folder, original)
        if original in still:
            change.progress.warn(f"{place} holds other articles too; it is kept until they are removed")
            continue
        with explained(change.folder.root):
            place.unlink(missing_ok=True)
