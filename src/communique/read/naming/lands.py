"""States, places and bodies that the tagger took for persons.

An unknown name of one word ("Varesh") is tagged by how its sentence feels, and a state among the persons draws pronouns and
titles to itself ("She" for Norland, after its woman minister). Where a name of one word stands with no title and no given name,
and in a place where only a state, a town or a body can stand, it is none of the persons. Nor is the photographer whose credit was
glued to the text anybody in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.lexicon import agency_name, media_name, split_title
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import TITLE, Name
from communique.read.wording import alternatives

_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Sen|Rep|Gov|Gen|Lt|Col|Capt|Prof)\.?\s$")
_STROKE = re.compile(r"\s?/\s?((?:[A-Z][\w’'-]*\s?){1,4})")
_BESIDE_PERSON = re.compile(r"[A-Z][\w’'-]+\s\($")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('lands.yaml', 'of')})\s(?:of|from|to)\s(?:the\s)?$", re.I)


@cache
def _region() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives('lands.yaml', 'regions')}\s$")


@cache
def _has() -> re.Pattern[str]:
    return re.compile(rf"['’]s?\s(?:[a-z-]+\s){{0,2}}{alternatives('lands.yaml', 'has')}\b")


def with_lands(text: str, actors: Sequence[LocalActor]) -> list[LocalActor]:
    """The actors, those of one word that only a land, a town or a body can be under its kind, joined with their likes."""
    actors = _without_credits(text, actors)
    bodies = {a.name: a for a in actors if a.kind != "person"}
    out = []
    for actor in actors:
        if actor.kind != "person" or not _may_be_land(text, actor) or not _is_land(text, actor, bodies):
            out.append(actor)
            continue
        same = bodies.get(actor.name)
        kind = same.kind if same else "state"
        names = [Name(n.start, n.end, n.text, kind, n.tag) for n in actor.names]
        if same:
            same.names = sorted([*same.names, *names], key=lambda n: n.start)
        else:
            out.append(LocalActor(actor.name, kind, names))
    return sorted(out, key=lambda a: (min(n.start for n in a.names), a.name))


def _without_credits(text: str, actors: Sequence[LocalActor]) -> list[LocalActor]:
    """The actors without names that only sign a picture, glued to the text: "Ana Vale/Associated Press"."""
    out = []
    for actor in actors:
        names = [n for n in actor.names if not _is_credit(text, n)]
        if len(names) < len(actor.names):
            actor.names = names
        if names:
            out.append(actor)
    return out


def _is_credit(text: str, name: Name) -> bool:
    """Whether an agency or medium stands right behind the stroke after a name."""
    behind = _STROKE.match(text, name.end) if name.kind == "person" else None
    words = behind[1].split() if behind else []
    return any(agency_name(" ".join(words[:k])) or media_name(" ".join(words[:k])) for k in range(1, len(words) + 1))


def _may_be_land(text: str, actor: LocalActor) -> bool:
    """Whether nothing beside its names tells that an actor is a person."""
    if actor.gender or " " in actor.name or (actor.person and actor.person.given):
        return False
    return not any(_titled(text, n) for n in actor.names)


def _titled(text: str, name: Name) -> bool:
    before = text[max(0, name.start - 60) : name.start]
    if TITLE.search(before) or _HONORIFIC.search(before):
        return True
    words = re.split(r"[,;:.\n“”\"()]", before)[-1].split()
    return any(
        split_title(" ".join([*words[-k:], name.text]))[0] == " ".join(words[-k:]) for k in range(1, len(words) + 1)
    )


def _is_land(text: str, actor: LocalActor, bodies: dict[str, LocalActor]) -> bool:
    """Whether a name of it stands where no person can; what a land has shows it where the tagger was of two minds."""
    before = [text[max(0, n.start - 40) : n.start] for n in actor.names]
    if any(_region().search(b) or _of().search(b) or _BESIDE_PERSON.search(b) for b in before):
        return True
    has = any(_has().match(text, n.end) for n in actor.names)
    return has and actor.name in bodies
