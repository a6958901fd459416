"""The record brought up to date with what was added, removed or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.options import RunOptions
from communique.record import Record
from communique.run import Progress, record_of
from communique.workspace.library import Library


def update(
    library: Library,
    ids: Sequence[str],
    options: RunOptions,
    progress: Progress,
    corrections: Sequence[Any] = (),
) -> Record:
    """The record of the articles `ids` of the library, as `compile_record` of the same articles would make it.

    Byte for byte: whatever is kept from earlier calls may only save work. Here everything is linked and compared anew.
    """
    del corrections  # until run.record_of takes them
    return record_of(tuple(library.readings(ids)), library.failures(), options, progress)
