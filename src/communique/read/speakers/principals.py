"""Whom a spokesman speaks for: "a spokeswoman for the ministry", "Kovar's spokesman", "his press secretary"."""

from __future__ import annotations

import re

from communique.read.naming.mentions import LocalActor
from communique.read.speakers.known import Known
from communique.read.speakers.pronouns import Pronouns
from communique.read.speakers.source import OWNERS

_SPOKES = re.compile(
    r"\b(?:(?:deputy |chief |former )?spokes(?:man|woman|person|men|women|people)|press (?:secretary|officer|aide)|"
    r"communications director)\b",
    re.I,
)
_FOR = re.compile(r"\s+(?:for|of|from)\s+(?:the\s+)?(?:(?:[A-Z][\w.’'-]*|former|then|outgoing)\s+)*$")
_BEFORE = re.compile(r"^(?:['’]s?)?\s+(?:[a-z]+\s+){0,2}$")
_OWNER = re.compile(r"\b(his|her)\s+(?:[\w-]+\s+){0,2}$", re.I)
_NOUN = re.compile(r"\s+(?:for|of)\s+(?:the\s+)?([^\W\d_][\w’'-]*(?:\s[\w’'-]+){0,4})$")


def principal(known: Known, pronouns: Pronouns, start: int, end: int) -> str | None:
    """The name, or the words, of the one spoken for by the source at [start, end); None where it is no spokesman."""
    text = known.text
    spokes = _SPOKES.search(text, start, end)
    if spokes is None:
        return None
    for name, actor in known.inside(start, end):
        if re.match(r"\s[A-Z]", text[name.end : end]) and name.start >= spokes.end():
            continue  # a piece of a longer name
        behind = name.start >= spokes.end() and _FOR.match(text[spokes.end() : name.start])
        if behind or (name.end <= spokes.start() and _BEFORE.match(text[name.end : spokes.start()])):
            return actor.name
    owner = _OWNER.search(text, start, spokes.start())
    if owner:
        found: tuple[LocalActor, float] | None = pronouns.person(*owner.span(1), OWNERS[owner[1].lower()], None)
        return found[0].name if found else None
    described = _NOUN.match(text[spokes.end() : end].rstrip(" ,"))
    return described[1] if described else None
