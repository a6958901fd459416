"""Text in, TIMEX3 expressions out."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from communique.read.times import clocks, days, lengths, periods, quarters, running, within
from communique.read.times.direction import Direction, build_direction
from communique.read.times.grammar import Grammar, Match, load_grammar
from communique.read.times.needs import NEEDS
from communique.read.times.reckon import Anchor, anchor_of
from communique.read.times.scene import Found, Scene
from communique.read.times.settle import settled
from communique.read.times.tokens import Tokens, tokenise
from communique.record import Time, Zone
from communique.record.article import BODY_ZONES, READABLE_ZONES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DISPATCH = re.compile(
    r"^[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w .'’-]{1,30})?, (?P<date>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))"
    r"(?=\.? *[(–—-])",
    re.MULTILINE,
)
_PRINTED_WITHIN = 7  # days between the writing and the printing of a dispatch

READERS: Mapping[str, Callable[[Match, Scene], list[Found]]] = {
    **days.READERS,
    **clocks.READERS,
    **periods.READERS,
    **quarters.READERS,
    **lengths.READERS,
    **running.READERS,
    **within.READERS,
}


def tag_times(text: str, published: str | None, zones: Sequence[Zone] = ()) -> tuple[Time, ...]:
    """The times of a text, sorted and disjoint, with TIMEX3 type, value, mod and what each was counted from.

    `published` is an ISO 8601 or EDTF date, as fine as it is known; None leaves what counts from it without a value.
    With `zones`, only readable zones and datelines are read; without, the whole text. Method: rules over token classes
    in the manner of HeidelTime (Strötgen and Gertz 2010), TIMEX3 after TimeML 1.2.1.
    """
    grammar, direction = _tools()
    tokens = tokenise(text, _stretches(text, zones), grammar.lexicon)
    anchor, reason = _anchor(text, published, zones)
    scene = Scene(grammar, tokens, anchor, reason, direction)
    _read_all(scene, _dispatches(text, anchor))
    return tuple(_time(tokens, found) for found in settled(scene))


def _dispatches(text: str, anchor: Anchor | None) -> list[tuple[int, Anchor]]:
    """Where a paragraph opens with a dateline of its own ("VARN, March 3. (Lorn Wire) ..."), and the day it counts from."""
    if anchor is None:
        return []
    found = []
    for head in _DISPATCH.finditer(text):
        dated = next((t.value for t in tag_times(head["date"], anchor.value)), None)
        written = anchor_of(dated) if dated and _DAY.fullmatch(dated) else None
        if written and _just_before(written, anchor):
            found.append((head.end(), written))
    return found


def _anchor(text: str, published: str | None, zones: Sequence[Zone]) -> tuple[Anchor | None, str]:
    """What the article counts from, and how to call it.

    The day of its dateline, if that is at most a week before the day of publication (a dispatch is printed later than
    it is written), else the day of publication.
    """
    anchor = anchor_of(published)
    for zone in zones:
        if zone.kind == "dateline" and any(map(str.isdigit, text[zone.span[0] : zone.span[1]])):
            dated = next(
                (t.value for t in tag_times(text, published, [zone.model_copy(update={"kind": "body"})])), None
            )
            written = anchor_of(dated) if dated and _DAY.fullmatch(dated) else None
            if written and written.date and (not anchor or _just_before(written, anchor)):
                return written, f"the publication date {written.value}, by its dateline"
            break
    return anchor, f"the publication date {anchor.value}" if anchor else "the publication date"


def _just_before(written: Anchor, published: Anchor) -> bool:
    if written.date is None or published.date is None:
        return False
    return 0 < (published.date - written.date).days <= _PRINTED_WITHIN


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


def _read_all(scene: Scene, dispatches: Sequence[tuple[int, Anchor]] = ()) -> None:
    """Read the matches from left to right, the longest first; one that its reader refuses leaves room for the next.

    What stands behind a dispatch's own dateline counts from that.
    """
    ahead = list(reversed(dispatches))
    matches = sorted(scene.grammar.matches(scene.tokens), key=lambda m: (m.start, m.start - m.end, m.rule.rank))
    scene.leanings = days.weekday_leanings(matches, scene)
    done = 0
    for match in matches:
        if match.start < done:
            continue
        need = match.rule.need
        scene.stand_at(match.start)
        while ahead and scene.tokens.starts[match.start] >= ahead[-1][0]:
            scene.published = ahead.pop()[1]
            scene.published_reason = f"the date of the dispatch {scene.published.value}"
        if need is not None and not NEEDS[need](match, scene):
            continue
        if match.rule.reads == "nothing":
            done = match.end
            continue
        found = READERS[match.rule.reads](match, scene)
        if found:
            scene.told.extend(found)
            done = max(match.end if match.rule.reads != "later" else found[-1].end, found[-1].end)


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
