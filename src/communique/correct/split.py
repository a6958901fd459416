"""One actor taken apart: what goes to the new one, and everything that hangs on it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique.correct.after import SplitAfter, after_of, parts_of
from communique.correct.cast import Cast, anchors_in
from communique.lexicon import name_key
from communique.record import Actor, ActorMention, Applied, Correction, Reading, Reason, content_id
from communique.record.text import Span

_ROLE_NEAR = 80  # characters between a mention and the words of an office that it holds


def split(cast: Cast, readings: Sequence[Reading], correction: Correction) -> Applied | None:
    """Take the anchored mentions to an actor of their own, with all that their articles say under the same local name.

    None when the story does not mention the actor.
    """
    ids, how = cast.members(correction, "actor 1")
    if how is None:
        return None
    told = {"correction": correction.id, "how": how}
    stay, _ = cast.members(correction, "actor 0")
    if stay and ids and ids[0] not in stay:
        return Applied(**told, outcome="already so", targets=tuple(ids), reason="the run keeps them apart by itself")
    actor = cast.actors[ids[0]]
    going = _going(cast, actor, readings, correction)
    moved = tuple(m for m in actor.mentions if (m.article, m.span) in going.mentions)
    rest = tuple(m for m in actor.mentions if (m.article, m.span) not in going.mentions)
    if not moved or not rest:
        reason = "it would leave one of the two actors without a mention"
        return Applied(**told, outcome="refused", targets=(actor.id,), reason=reason)
    old, new = _two(actor, moved, rest, _names(going, readings, moved, rest), after_of(correction))
    cast.keep(old, new, instead_of=[actor.id])
    _hand_over(cast, actor.id, (old.id, new.id), readings, going)
    return Applied(**told, outcome="applied", targets=(old.id, new.id))


@dataclass(frozen=True, slots=True)
class _Going:
    """What goes to the new actor: its mentions, and which local names of the articles are its (True) or not (False)."""

    mentions: frozenset[tuple[str, Span]]
    locals: dict[tuple[str, str], bool]


def _going(cast: Cast, actor: Actor, readings: Sequence[Reading], correction: Correction) -> _Going:
    """Names decide where the correction gives them, else the anchored mentions; other mentions follow their local name."""
    after: SplitAfter = after_of(correction)
    alone = {_key(name) for name in (after.name, *after.names)}
    stays = set(anchors_in(parts_of(correction, "actor 0"), cast.shelf))
    goes = set(anchors_in(parts_of(correction, "actor 1"), cast.shelf))
    own = {(m.article, m.span) for m in actor.mentions}
    local: dict[tuple[str, Span], tuple[str, str]] = {}
    named: dict[tuple[str, Span], bool] = {}
    for reading in readings:
        for mention in reading.mentions:
            place = (reading.article.id, mention.span)
            if place in own:
                local[place] = (reading.article.id, mention.actor)
                if mention.form == "name":
                    named[place] = _key(reading.article.text[slice(*mention.span)]) in alone
    decided = named if after.names else dict.fromkeys(stays, False) | dict.fromkeys(goes, True)
    votes: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for place, name in local.items():
        votes[name].update([decided[place]] if place in decided else [])
    told = {
        name: count[True] > count[False] if any(count.values()) else _key(name[1]) in alone
        for name, count in votes.items()
    }
    mentions = {place for place in own if decided.get(place, place in local and told[local[place]])}
    return _Going(frozenset(mentions), told)


def _two(
    actor: Actor,
    moved: Sequence[ActorMention],
    rest: Sequence[ActorMention],
    borne: tuple[set[str], set[str]],
    to: SplitAfter,
) -> tuple[Actor, Actor]:
    """The actor that is left and the one that goes. Each takes the names it bears and the offices beside its mentions."""
    by_hand = Reason(feature="split by hand", score=1.0, left=actor.name, right=to.name)
    gone, kept = borne
    alone = (gone - kept) | {_key(name) for name in to.names}
    names = tuple(n for n in actor.names if _key(n) not in alone) or actor.names[:1]
    left = actor.model_copy(
        update={
            "id": _id(actor, rest[0]),
            "name": actor.name if actor.name in names else names[0],
            "names": names,
            "mentions": tuple(rest),
            "roles": tuple(r for r in actor.roles if not _near(moved, r.evidence.article, r.evidence.span)),
            "reasons": tuple(dict.fromkeys((by_hand, *actor.reasons))),
        }
    )
    new = actor.model_copy(
        update={
            "id": _id(actor, moved[0]),
            "name": to.name,
            "names": tuple(dict.fromkeys((to.name, *(n for n in actor.names if _key(n) in gone | alone)))),
            "mentions": tuple(moved),
            "roles": tuple(r for r in actor.roles if _near(moved, r.evidence.article, r.evidence.span)),
            "reasons": (by_hand,),
            "kb": (),
        }
    )
    return left, new


def _id(actor: Actor, first: ActorMention) -> str:
    """As linking would name an actor: by its first mention; the actor's own where that did not change."""
    if first == actor.mentions[0]:
        return actor.id
    return content_id("actor", first.article, first.span, actor.kind, "")


def _names(
    going: _Going, readings: Sequence[Reading], moved: Sequence[ActorMention], rest: Sequence[ActorMention]
) -> tuple[set[str], set[str]]:
    """Keys of the names that the one that goes bears, and the one that stays: local names, and the words themselves."""
    texts = {r.article.id: r.article.text for r in readings}
    both = []
    for mentions, goes in ((moved, True), (rest, False)):
        words = {_key(texts[m.article][slice(*m.span)]) for m in mentions if m.article in texts}
        both.append(words | {_key(name) for (_, name), side in going.locals.items() if side is goes})
    return both[0], both[1]


def _key(name: str) -> str:
    """A name for comparing: its letters, without an article before them."""
    return name_key(re.sub(r"^[Tt]he\s+", "", name))


def _near(mentions: Sequence[ActorMention], article: str, span: Span) -> bool:
    return any(
        m.article == article and m.span[0] - _ROLE_NEAR <= span[0] and span[1] <= m.span[1] + _ROLE_NEAR
        for m in mentions
    )


def _hand_over(cast: Cast, was: str, now: tuple[str, str], readings: Sequence[Reading], going: _Going) -> None:
    """Statements spoken and events taken part in go with the local name that they stand under."""
    old, new = now
    taking: dict[str, dict[bool, None]] = defaultdict(dict)
    for reading in readings:
        article = reading.article.id
        for statement in reading.statements:
            ids = cast.speakers.get(statement.id, ())
            if was in ids:
                names = [name.strip() for name in (statement.speaker or "").split(";")]
                goes = any(going.locals.get((article, name)) for name in names)
                goes |= any((article, span) in going.mentions for span in statement.source)
                cast.speakers[statement.id] = tuple((new if goes else old) if i == was else i for i in ids)
        for event in reading.events:
            for name in event.participants:
                if (article, name) in going.locals:
                    taking[event.id][going.locals[article, name]] = None
    for event_id, members in cast.event_members().items():
        ids = cast.participants[event_id]
        if was in ids:
            sides = {goes for member in members for goes in taking.get(member, {})} or {False}
            heirs = [one for one, goes in ((old, False), (new, True)) if goes in sides]
            cast.participants[event_id] = tuple(dict.fromkeys(n for i in ids for n in (heirs if i == was else [i])))
