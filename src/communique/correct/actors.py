"""Corrections of actors laid over the linkage of a story: merged, split, renamed, rejected, accepted."""

from __future__ import annotations

from collections.abc import Sequence

from communique.correct.after import MergeAfter, after_of, parts_of
from communique.correct.anchors import Shelf
from communique.correct.cast import Cast, together
from communique.correct.split import split
from communique.record import Applied, Correction, Linkage, Reading, Reason
from communique.record.correction import How, Outcome

ACTOR_KINDS = ("merge-actors", "split-actor", "rename-actor")


def correct_actors(
    linkage: Linkage, readings: Sequence[Reading], corrections: Sequence[Correction], shelf: Shelf
) -> tuple[Linkage, list[Applied]]:
    """The story with its actors corrected one row after the other, the earliest first.

    A row that this story has no actor for is left to other stories and not told. The latest name of an actor holds.
    """
    cast = Cast(linkage, shelf)
    applied: dict[str, Applied] = {}
    named: dict[str, str] = {}  # actor -> id of the correction that named it last
    for correction in corrections:
        told = _HANDS[correction.kind](cast, readings, correction)
        if told is None:
            continue
        applied[correction.id] = told
        if correction.kind == "rename-actor":
            earlier = named.get(told.targets[0])
            if earlier is not None:
                by = f"by {correction.id} of {correction.who}, {correction.when}"
                applied[earlier] = applied[earlier].model_copy(update={"outcome": "superseded", "reason": by})
            named[told.targets[0]] = correction.id
    return (cast.linkage() if applied else linkage), list(applied.values())


def _merge(cast: Cast, readings: Sequence[Reading], correction: Correction) -> Applied | None:
    del readings
    after: MergeAfter = after_of(correction)
    parts = sorted({a.part for a in correction.anchors if a.part.startswith("actor ")})
    found = [cast.members(correction, part) for part in parts]
    hows = [how for _, how in found if how]
    ids = list(dict.fromkeys(i for members, _ in found for i in members))
    if not hows:
        return None
    if any(how is None for _, how in found):
        return _told(correction, "unanchored", hows[0], ids, "this story mentions only one of the two") if ids else None
    if len(ids) == 1:
        return _told(correction, "already so", hows[0], ids, "the run joins them by itself")
    members = [cast.actors[i] for i in ids]
    if len({m.kind for m in members} & {"person", "state", "organization", "place"}) > 1 and "by name" in hows:
        return None  # by name alone a person is not a state
    joined = together(members, after.name)
    cast.keep(joined, instead_of=ids)
    cast.rename(dict.fromkeys(ids, (joined.id,)))
    return _told(correction, "applied", hows[0], [joined.id])


def _rename(cast: Cast, readings: Sequence[Reading], correction: Correction) -> Applied | None:
    del readings
    name: str = after_of(correction)
    ids, how = cast.members(correction, "actor 0")
    if how is None:
        return None
    actor = cast.actors[ids[0]]
    if actor.name == name:
        return _told(correction, "already so", how, [actor.id])
    names = tuple(dict.fromkeys((name, actor.name, *actor.names)))
    cast.keep(actor.model_copy(update={"name": name, "names": names}))
    return _told(correction, "applied", how, [actor.id])


def _reject(cast: Cast, readings: Sequence[Reading], correction: Correction) -> Applied | None:
    """No actor at all: nobody speaks or takes part under it any more."""
    del readings
    ids, how = cast.members(correction, _any_part(correction))
    if how is None:
        return None
    cast.keep(instead_of=ids[:1])
    cast.rename({ids[0]: ()})
    return _told(correction, "applied", how, ids[:1])


def _accept(cast: Cast, readings: Sequence[Reading], correction: Correction) -> Applied | None:
    del readings
    ids, how = cast.members(correction, _any_part(correction))
    if how is None:
        return None
    actor = cast.actors[ids[0]]
    reasons = (Reason(feature="accepted by hand", score=1.0, left=actor.name), *actor.reasons)
    cast.keep(actor.model_copy(update={"reasons": tuple(dict.fromkeys(reasons))}))
    return _told(correction, "applied", how, ids[:1])


def _any_part(correction: Correction) -> str:
    return "actor 0" if parts_of(correction, "actor 0") else ""


def _told(correction: Correction, outcome: Outcome, how: How, targets: Sequence[str], reason: str = "") -> Applied:
    return Applied(correction=correction.id, outcome=outcome, how=how, targets=tuple(targets), reason=reason)


_HANDS = {
    "merge-actors": _merge,
    "split-actor": split,
    "rename-actor": _rename,
    "reject": _reject,
    "accept": _accept,
}
