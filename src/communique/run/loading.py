"""Inputs become articles on an engine. Small files are loaded by its workers; a large one here, article by article.

A file may hold a million articles, so what a worker loads must be small enough to hand back whole. The bytes of small
files travel with the task: a node of a cluster need not see the folder in which they lie.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from communique.ingest import Found, Notify, load
from communique.options import IngestOptions, RunOptions
from communique.record import Article, Failure
from communique.run.engine import Engine, engine_of
from communique.run.local import Died
from communique.run.stories import defect

C = TypeVar("C")
Outcome = Article | Failure

_LARGE = 2**20  # bytes of a file that is loaded here
_FEW = 200  # inputs for which no worker is worth starting


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What a worker found in one input, and what it has to say of it."""

    outcomes: tuple[Outcome, ...]
    remarks: tuple[str, ...]


def load_all(
    inputs: Iterable[tuple[C, Found | None]], options: RunOptions, notify: Notify, engine: Engine | None = None
) -> Iterator[tuple[C, Iterable[Outcome]]]:
    """The articles of each input, in the order of the inputs, with what the caller wants to know it by.

    Without a Found there is nothing to load, and the caller's own value keeps its place in the order. Take the outcomes
    of one input before asking for the next. Whatever happens in an input is a failure of that input alone. `engine`:
    one whose workers are there already, otherwise that of the options.
    """
    todo = iter(inputs)
    first = list(islice(todo, _FEW))
    if len(first) < _FEW:
        for known, found in first:
            yield known, () if found is None else loaded(found, options.ingest, notify)
        return
    hand: deque[tuple[C, Found | None]] = deque()
    items = (_packed(found, hand, known) for known, found in chain(first, todo))
    for result in (engine or engine_of(options)).map_in_order(partial(_load_one, options.ingest), items, 2**31):
        known, found = hand.popleft()
        if isinstance(result, _Loaded):
            for line in result.remarks:
                notify(line)
            yield known, result.outcomes
        elif isinstance(result, Died) and result.item is not None:
            reason = "could not be loaded: its process died, most likely out of memory; give it alone with --workers 1"
            yield known, (Failure(path=result.item.path, reason=reason),)
        else:
            yield known, () if found is None else loaded(found, options.ingest, notify)


def loaded(found: Found, options: IngestOptions, notify: Notify) -> Iterator[Outcome]:
    """The articles of one input, one by one."""
    try:
        yield from load(found, options, notify)
    except Exception as error:  # one input must never take the others with it
        yield Failure(path=found.path, reason=defect(error))


def _packed(found: Found | None, hand: deque[tuple[C, Found | None]], known: C) -> Found | None:
    """The input with its bytes, for a worker anywhere; None when it is to be loaded here."""
    hand.append((known, found))
    if found is None or found.file is None:
        return None
    try:
        if found.file.stat().st_size > _LARGE:
            return None
        return replace(found, file=None, data=found.file.read_bytes())
    except OSError:  # told when its turn comes
        return None


def _load_one(options: IngestOptions, found: Found | None) -> _Loaded | None:
    if found is None:
        return None
    remarks: list[str] = []
    return _Loaded(tuple(loaded(found, options, remarks.append)), tuple(remarks))
