"""The record brought up to date with what was added, removed or corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from communique.options import RunOptions
from communique.record import Applied, Correction, Reading, Story
from communique.run import Progress
from communique.run.build import corrected_record
from communique.workspace.library import Library


@dataclass(frozen=True, slots=True)
class Former:
    """The record as it was: fingerprints of its stories and readings by id, and a folder for what may save work.

    Everything in `cache` may be missing, old or damaged at any time; it is never needed for the result.
    """

    stories: Mapping[str, str]
    readings: Mapping[str, str]
    story: Callable[[str], Story]
    cache: Path


@dataclass(frozen=True, slots=True)
class Updated:
    """The record as it is now, told as what differs from `Former`.

    `order`: every story's id in the record's order. `stories`: the new and changed ones. `articles`: every article's
    id. `readings`: ids whose reading, corrections applied, is new or changed. `reading` gives any of them.
    """

    as_of: str | None
    order: tuple[str, ...]
    stories: tuple[Story, ...]
    articles: tuple[str, ...]
    readings: frozenset[str]
    reading: Callable[[str], Reading]
    applied: tuple[Applied, ...]


def update(
    library: Library,
    former: Former,
    options: RunOptions,
    progress: Progress,
    corrections: Sequence[Correction] = (),
) -> Updated:
    """The record of every article of the library, as `compile_record` of the same articles would make it.

    Byte for byte: what is kept from earlier may only save work. Here everything is linked and compared anew.
    """
    record, applied = corrected_record(tuple(library.readings()), (), options, progress, corrections)
    readings = {r.article.id: r for r in record.articles}
    return Updated(
        as_of=record.as_of,
        order=tuple(story.id for story in record.stories),
        stories=tuple(s for s in record.stories if former.stories.get(s.id) != fingerprint(s)),
        articles=tuple(readings),
        readings=frozenset(i for i, r in readings.items() if former.readings.get(i) != fingerprint(r)),
        reading=readings.__getitem__,
        applied=applied,
    )


def fingerprint(value: BaseModel) -> str:
    """A hash of a value's whole content."""
    return hashlib.sha256(value.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:32]
