"""Readings of one story in, the story out: linked, compared, corrections laid over it. One story knows of no other."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from communique.correct import corrected_linkage, corrected_story
from communique.errors import CommuniqueError
from communique.options import LinkOptions, RunOptions
from communique.record import Applied, Comparison, Correction, Linkage, Reading, Story
from communique.run.engine import Engine, engine_of
from communique.run.local import Died

if TYPE_CHECKING:
    from communique.link import KnowledgeBase

_COMPARISON_LAYERS = tuple(name for name in Comparison.model_fields if name not in ("notes", "not_computed"))


@dataclass(frozen=True, slots=True)
class Made:
    """A story, what became of corrections in it, and the names its actors bore before any correction."""

    story: Story
    applied: tuple[Applied, ...]
    names: frozenset[str]


def knowledge(options: LinkOptions) -> KnowledgeBase | None:
    """The knowledge base that the options name, loaded. UsageError when it cannot be read."""
    if options.kb is None:
        return None
    stat = options.kb.stat() if options.kb.is_file() else None
    return _loaded(options.kb, stat.st_mtime_ns if stat else 0)


@lru_cache(maxsize=1)  # one a process: it may be large
def _loaded(file: Path, _changed: int) -> KnowledgeBase:
    from communique.link import load_kb  # heavy, and not needed to read

    return load_kb(file)


def make_story(
    readings: Sequence[Reading],
    options: RunOptions,
    kb: KnowledgeBase | None,
    corrections: Sequence[Correction],
    not_compared: str | None = None,
) -> Made:
    """The story that these readings tell as of `options.compare.as_of`, a function of what is given alone.

    One on which comparing breaks down says so and keeps the rest; with `not_compared`, why, it is not compared at all.
    """
    from communique.link import link_story

    found = link_story(readings, options.link, kb)
    linkage, applied = corrected_linkage(found, readings, corrections)
    comparison = _without(not_compared) if not_compared else _compared(linkage, readings, options)
    story, told = corrected_story(Story(**(dict(linkage) | dict(comparison))), readings, corrections)
    return Made(story, applied + told, frozenset(name for actor in found.actors for name in (actor.name, *actor.names)))


def make_stories(
    batches: Iterable[Sequence[Reading]],
    options: RunOptions,
    corrections: Sequence[Correction],
    total: int,
    engine: Engine | None = None,
) -> Iterator[Made]:
    """The story of each batch of readings, in their order, by as many processes as the options ask for.

    `engine`: one whose workers are there already, otherwise that of the options. A story whose process dies, most
    likely out of memory, is kept without its comparison and says so.
    """
    work = partial(_one, options, tuple(corrections))
    for outcome in (engine or engine_of(options)).map_in_order(work, batches, total):
        if isinstance(outcome, Died):
            note = "not compared: its process died, most likely out of memory"
            yield make_story(outcome.item, options, knowledge(options.link), corrections, note)
        else:
            yield outcome


def _one(options: RunOptions, corrections: tuple[Correction, ...], readings: Sequence[Reading]) -> Made:
    """One story in a worker."""
    return make_story(readings, options, knowledge(options.link), corrections)


def in_order(stories: Iterable[tuple[str, Sequence[str]]], days: dict[str, str | None]) -> tuple[str, ...]:
    """Ids of stories (given with their articles) as a record has them: by the day of the first article, then by id."""
    first = ((min(days[a] or "9999" for a in articles), identity) for identity, articles in stories)
    return tuple(identity for _, identity in sorted(first))


def defect(error: Exception) -> str:
    """Why an input could not be read that Communique itself broke down on."""
    return f"could not be read, a defect of Communique ({where(error)}); please report it"


def where(error: Exception) -> str:
    """What went wrong and in which line of which module."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {' '.join(str(error).split())[:200]}"


def _compared(linkage: Linkage, readings: Sequence[Reading], options: RunOptions) -> Comparison:
    from communique.compare import compare

    try:
        return compare(linkage, readings, options.compare)
    except CommuniqueError:
        raise
    except Exception as error:  # the readings and what links them are worth showing without it
        return _without(f"not compared, a defect of Communique ({where(error)}); please report it")


def _without(why: str) -> Comparison:
    return Comparison(not_computed=_COMPARISON_LAYERS, notes=(why,))
