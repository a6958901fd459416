"""Text in, TIMEX3 expressions out."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from communique.read.times import days, lengths, periods, quarters
from communique.read.times.direction import Direction, build_direction
from communique.read.times.grammar import Grammar, Match, load_grammar
from communique.read.times.needs import NEEDS
from communique.read.times.reckon import anchor_of
from communique.read.times.scene import OF_PUBLICATION, Found, Scene
from communique.read.times.tokens import SENTENCE_END, Tokens, tokenise
from communique.record import Time, Zone
from communique.record.article import BODY_ZONES, READABLE_ZONES

_DAY_VALUE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_REACH = 4  # tokens between a clock time and the day behind it

READERS: Mapping[str, Callable[[Match, Scene], list[Found]]] = {
    **days.READERS,
    **periods.READERS,
    **quarters.READERS,
    **lengths.READERS,
}


def tag_times(text: str, published: str | None, zones: Sequence[Zone] = ()) -> tuple[Time, ...]:
    """The times of a text, sorted and disjoint, with TIMEX3 type, value, mod and what each was counted from.

    `published` is an ISO 8601 or EDTF date, as fine as it is known; None leaves what counts from it without a value.
    With `zones`, only readable zones and datelines are read; without, the whole text. Method: rules over token classes
    in the manner of HeidelTime (Strötgen and Gertz 2010), TIMEX3 after TimeML 1.2.1.
    """
    grammar, direction = _tools()
    tokens = tokenise(text, _stretches(text, zones), grammar.lexicon)
    anchor = anchor_of(published)
    scene = Scene(
        grammar, tokens, anchor, f"the publication date {anchor.value}" if anchor else "the publication date", direction
    )
    _read_all(scene)
    return tuple(_time(tokens, found) for found in _settled(scene))


@functools.cache
def _tools() -> tuple[Grammar, Direction]:
    grammar = load_grammar()
    return grammar, build_direction(grammar.lexicon)


def _stretches(text: str, zones: Sequence[Zone]) -> Iterable[tuple[int, int]]:
    if not zones:
        return [(0, len(text))] if text else []
    readable = READABLE_ZONES | BODY_ZONES
    return sorted(
        (max(0, z.span[0]), min(len(text), z.span[1])) for z in zones if z.kind in readable and z.span[0] < len(text)
    )


def _read_all(scene: Scene) -> None:
    """Read the matches from left to right, the longest first; one that its reader refuses leaves room for the next."""
    matches = sorted(scene.grammar.matches(scene.tokens), key=lambda m: (m.start, m.start - m.end, m.rule.rank))
    scene.leanings = days.weekday_leanings(matches, scene)
    done = 0
    for match in matches:
        if match.start < done:
            continue
        need = match.rule.need
        scene.stand_at(match.start)
        if need is not None and not NEEDS[need](match, scene):
            continue
        if match.rule.reads == "nothing":
            done = match.end
            continue
        found = READERS[match.rule.reads](match, scene)
        if found:
            scene.told.extend(found)
            done = max(match.end if match.rule.reads != "later" else found[-1].end, found[-1].end)


def _settled(scene: Scene) -> list[Found]:
    """The times told, with clock times that stand before their day ("at 10:35 a.m. (0735 GMT) Friday") moved to it."""
    told = list(scene.told)
    for at in range(len(told) - 1, -1, -1):
        this, follower = told[at], told[at + 1] if at + 1 < len(told) else None
        if (
            follower is None
            or this.type != "TIME"
            or not this.value
            or not (this.anchor or "").startswith(OF_PUBLICATION)
        ):
            continue
        if follower.start - this.end > _DAY_REACH or not follower.value or not _DAY_VALUE.match(follower.value):
            continue
        if SENTENCE_END not in scene.tokens.signatures[this.end : follower.start]:
            value = follower.value[:10] + this.value[10:]
            told[at] = replace(this, value=value, anchor=f"the day of “{scene.words_of(follower)}”")
    return told


def _time(tokens: Tokens, found: Found) -> Time:
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    return Time(
        span=(start, end),
        text=tokens.text[start:end],
        type=found.type,
        value=found.value,
        mod=found.mod,
        anchor=found.anchor,
    )
