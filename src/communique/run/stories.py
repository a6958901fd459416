"""Readings of one story in, the story out: linked, compared, corrections laid over it. One story knows of no other."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from communique.correct import corrected_linkage, corrected_story
from communique.errors import CommuniqueError
from communique.options import LinkOptions, RunOptions
from communique.record import Applied, Comparison, Correction, Linkage, Reading, Story

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
    from communique.link import load_kb  # heavy, and not needed to read

    return load_kb(options.kb) if options.kb else None


def make_story(
    readings: Sequence[Reading], options: RunOptions, kb: KnowledgeBase | None, corrections: Sequence[Correction]
) -> Made:
    """The story that these readings tell as of `options.compare.as_of`, a function of what is given alone.

    One on which comparing breaks down says so and keeps the rest.
    """
    from communique.link import link_story

    found = link_story(readings, options.link, kb)
    linkage, applied = corrected_linkage(found, readings, corrections)
    comparison = _compared(linkage, readings, options)
    story, told = corrected_story(Story(**(dict(linkage) | dict(comparison))), readings, corrections)
    return Made(story, applied + told, frozenset(name for actor in found.actors for name in (actor.name, *actor.names)))


def in_order(stories: Iterable[tuple[str, Sequence[str]]], days: dict[str, str | None]) -> tuple[str, ...]:
    """Ids of stories (given with their articles) as a record has them: by the day of the first article, then by id."""
    first = ((min(days[a] or "9999" for a in articles), identity) for identity, articles in stories)
    return tuple(identity for _, identity in sorted(first))


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
        note = f"not compared, a defect of Communique ({where(error)}); please report it"
        return Comparison(not_computed=_COMPARISON_LAYERS, notes=(note,))
