"""The actors of a story while they are corrected, and how a correction finds the actors it was made on.

An actor is known by where it is mentioned: the actor of this run that holds the anchored mentions is the one meant,
even when linking groups the mentions otherwise. Where a story has none of the anchored words, a full name is enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from communique.correct.after import parts_of
from communique.correct.anchors import Shelf
from communique.lexicon import name_key
from communique.record import Actor, ActorMention, Anchor, Correction, Linkage, LinkedEvent, Reason
from communique.record.correction import How
from communique.record.text import Span

_HALF = 0.5  # share of the anchored mentions that makes an actor of another name a part of the one meant
_HOWS: tuple[How, ...] = ("same place", "moved", "new version", "by name")


BY_NAME = ("merge-actors", "rename-actor")
"""Kinds that hold by a full name in stories without the anchored words: names are corrected once."""


class Cast:
    """The actors of one story under correction; `linkage()` gives the story with what became of them."""

    def __init__(self, linkage: Linkage, shelf: Shelf) -> None:
        self._linkage = linkage
        self.shelf = shelf
        self.actors: dict[str, Actor] = {a.id: a for a in linkage.actors}
        self.speakers: dict[str, tuple[str, ...]] = dict(linkage.speakers)
        self.participants: dict[str, tuple[str, ...]] = {e.id: e.participants for e in linkage.events}
        self._index()

    def _index(self) -> None:
        places: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for actor in self.actors.values():
            for mention in actor.mentions:
                places[mention.article].append((mention.span, actor.id))
        self._mentions = {article: sorted(spans) for article, spans in places.items()}

    def at(self, article: str, span: Span) -> str | None:
        """The actor mentioned at a place, the one whose mention overlaps it most."""
        mentions = self._mentions.get(article, [])
        best: tuple[int, str] | None = None
        for at in range(max(0, bisect_left(mentions, ((span[0], 0), "")) - 4), len(mentions)):
            (start, end), actor = mentions[at]
            if start >= span[1]:
                break
            shared = min(end, span[1]) - max(start, span[0])
            if shared > 0 and (best is None or shared > best[0]):
                best = (shared, actor)
        return best[1] if best else None

    def members(self, correction: Correction, part: str) -> tuple[list[str], How | None]:
        """The actors of this story that `part` of a correction means, the surest first, and how they were found."""
        votes: Counter[str] = Counter()
        hows: set[How] = set()
        for anchor in parts_of(correction, part):
            place = self.shelf.find(anchor)
            actor = self.at(place.article.id, place.span) if place else None
            if place and actor:
                votes[actor] += 1
                hows.add(place.how)
        known = known_as(correction, part)
        if not votes:
            named = self._by_name(known) if correction.kind in BY_NAME else []
            return named, "by name" if named else None
        total = sum(votes.values())
        ranked = sorted(votes, key=lambda a: (-votes[a], a))
        meant = [a for a in ranked if votes[a] >= _HALF * total or shares_name(self.actors[a], known)]
        return meant or ranked[:1], max(hows, key=_HOWS.index)

    def _by_name(self, known: dict[str, Any]) -> list[str]:
        """The one actor of the same kind that bears one of the full names; a single word names nobody for sure."""
        kind, names = known.get("kind"), name_keys(*_full(known))
        found = [a.id for a in self.actors.values() if a.kind == kind and names & name_keys(a.name, *a.names)]
        return found if len(found) == 1 else []

    def keep(self, *actors: Actor, instead_of: Iterable[str] = ()) -> None:
        """Put actors in, in the place of others or as new ones."""
        for gone in instead_of:
            self.actors.pop(gone, None)
        self.actors |= {actor.id: actor for actor in actors}
        self._index()

    def rename(self, moves: dict[str, tuple[str, ...]]) -> None:
        """Replace ids wherever somebody speaks or takes part; an id that moves to nothing is taken out."""

        def moved(ids: Sequence[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(now for i in ids for now in moves.get(i, (i,))))

        self.speakers = {s: ids for s, old in self.speakers.items() if (ids := moved(old))}
        self.participants = {event: moved(ids) for event, ids in self.participants.items()}

    def event_members(self) -> dict[str, tuple[str, ...]]:
        """The events of the single articles that each event of the story is made of."""
        return {e.id: tuple(m for own in e.members.values() for m in own) for e in self._linkage.events}

    def linkage(self) -> Linkage:
        """The story with its actors as they are now."""
        ordered = sorted(
            self.actors.values(), key=lambda a: (-len({m.article for m in a.mentions}), -len(a.mentions), a.name, a.id)
        )
        before = {a.id: a.name for a in self._linkage.actors}
        now = {a.id: a.name for a in ordered}
        events = tuple(self._event(event, before, now) for event in self._linkage.events)
        changes = {"actors": tuple(ordered), "speakers": dict(sorted(self.speakers.items())), "events": events}
        return self._linkage.model_copy(update=changes)

    def _event(self, event: LinkedEvent, before: dict[str, str], now: dict[str, str]) -> LinkedEvent:
        """The event with its participants; its name follows theirs when it was made of them."""
        participants = self.participants[event.id]
        name = event.name
        if name == event_name(event, event.participants, before):
            name = event_name(event, participants, now)
        return event.model_copy(update={"participants": participants, "name": name})


def event_name(event: LinkedEvent, participants: Sequence[str], names: dict[str, str]) -> str:
    """Trigger, participants, place, as linking names an event."""
    people = ", ".join(names.get(p, p) for p in participants[:4])
    trigger = event.evidence[0].quote.lower()
    return trigger + (f": {people}" if people else "") + (f" ({event.where})" if event.where else "")


def known_as(correction: Correction, part: str) -> dict[str, Any]:
    """What `before` tells of the actor of a part ("actor 1" is the second): its id, name, names, kind."""
    before = correction.before
    if isinstance(before, list):
        number = int(part.rpartition(" ")[2]) if part.rpartition(" ")[2].isdigit() else 0
        before = before[number] if number < len(before) else None
    elif correction.kind == "merge-actors" and part != "actor 0":
        before = None  # it tells of the first one only
    return before if isinstance(before, dict) else {}


def names_in(known: dict[str, Any]) -> list[str]:
    """Name and names of an actor in `before`."""
    names = known.get("names")
    listed = [known.get("name"), *(names if isinstance(names, list) else ())]
    return [name for name in listed if isinstance(name, str)]


def shares_name(actor: Actor, known: dict[str, Any]) -> bool:
    """Whether an actor of this run bears a name that the corrected one bore."""
    return bool(name_keys(actor.name, *actor.names) & name_keys(*names_in(known)))


def name_keys(*names: str) -> set[str]:
    """Names for comparing, without those that have no letters."""
    return {key for name in names if (key := name_key(name))}


def _full(known: dict[str, Any]) -> list[str]:
    """Names that are enough on their own: of two words or more for a person, any for others."""
    return [n for n in names_in(known) if known.get("kind") != "person" or len(n.split()) > 1]


def together(members: Sequence[Actor], name: str | None) -> Actor:
    """One actor of several; the id is that of the first mention, as if linking had joined them."""
    first = min(members, key=lambda a: (not a.mentions, *((m.article, m.span) for m in a.mentions[:1]), a.id))
    names = dict.fromkeys(n for a in members for n in (a.name, *a.names))
    chosen = name or members[0].name
    by_hand = Reason(feature="joined by hand", score=1.0, left=members[0].name, right=members[-1].name)
    return first.model_copy(
        update={
            "name": chosen,
            "kind": members[0].kind,
            "names": tuple(dict.fromkeys((chosen, *names))),
            "roles": tuple(
                sorted(
                    {(r.title, r.of, r.evidence.article): r for a in members for r in a.roles}.values(),
                    key=lambda r: (r.as_of or "9999", r.title, r.of or "", r.evidence.article),
                )
            ),
            "mentions": _sorted({m for a in members for m in a.mentions}),
            "reasons": tuple(dict.fromkeys((by_hand, *(r for a in members for r in a.reasons)))),
            "kb": tuple(dict.fromkeys(r for a in members for r in a.kb)),
        }
    )


def _sorted(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.article, m.span)))


def anchors_in(anchors: Iterable[Anchor], shelf: Shelf) -> list[tuple[str, Span]]:
    """Where anchors stand, those that are found."""
    return [(place.article.id, place.span) for anchor in anchors if (place := shelf.find(anchor))]
