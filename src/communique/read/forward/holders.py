"""Who is to act by a line: its speaker, or the named subject of what is held out for somebody else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from communique.read.acts.lexicon import word_set
from communique.read.acts.tokens import tokenize
from communique.read.forward.units import Span, Unit
from communique.read.forward.vocabulary import Found, pattern
from communique.record import Mention

_HELD_OUT = ("commitment", "plan", "refusal", "warning", "condition", "offer")
_NO_NAMES = word_set("communique.read.forward", "no_names")


def actor_of(text: str, unit: Unit, kind: Found, named: Mapping[int, Mention]) -> str | None:
    """Who is to act, demand, warn: the speaker; the named subject of what is held out for another, or by nobody known."""
    words = unit.words(text)
    subject = _subject(words, unit.spans[0], kind, named)
    if unit.statement is None:
        return subject
    if kind.kind in _HELD_OUT and subject is not None:
        return subject if unit.statement.form != "direct" else unit.statement.speaker or subject
    return unit.statement.speaker


def _subject(words: str, first: Span, kind: Found, named: Mapping[int, Mention]) -> str | None:
    """The name that opens the clause, if it is one and the deciding words follow it at once."""
    dateline = pattern("dateline").match(words)
    found = pattern("subject").match(words, dateline.end() if dateline else 0)
    tokens = tokenize(words)
    if found is None or kind.at >= len(tokens):
        return None
    name = found[1].strip(" ,")
    gap = tokens[kind.at].start - found.end()
    opening = name.lower().removeprefix("the ").split()
    signs = bool(pattern("signed").fullmatch(words, found.end(), tokens[kind.at].start))
    if not opening or (gap > 40 and not signs) or opening[0] in _NO_NAMES:
        return None
    known = _known(first, found.span(1), named)
    if known is None and named and " " not in name:
        return None  # "Ships", "Eighty", "Each": one word with a capital because it opens the sentence
    return known or re.sub(r"[’']s$", "", name)


def _known(first: Span, place: Span, named: Mapping[int, Mention]) -> str | None:
    """The actor whose name stands at `place` of a unit that starts with the piece `first`, if just one does."""
    start, end = first[0] + place[0], min(first[0] + place[1], first[1])
    actors = {named[at].actor for at in range(start, end) if at in named}
    return actors.pop() if len(actors) == 1 else None
