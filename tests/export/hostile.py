"""Hostile records for exports: those of the brief's tests, with formulas, paths, XML traps, and names of 10,000 letters."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from communique.record import Record
from tests.brief.hostile import NASTY, POOL, Maker

TRAPS = [
    "=1+1",
    "+SUM(A1:A9)",
    "-2+3",
    "@cmd|' /C calc'!A0",
    '\t=HYPERLINK("http://evil.example")',
    "\r=1",
    "'=1",
    " =1",
    "＝1+1",
    "a;b\\;c; d",
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/absolute/name",
    "CON",
    "nul.txt",
    'name:with*reserved?<chars>|"',
    ".hidden",
    "x" * 10_000,
    "é" * 3_000,
    "\ufffe\uffff\x0b\x0c\x1f",
    "\x85\u2028\u2029line",
    "\u202ertl\u202c \u2066iso\u2069",
    "]]><x/>",
    "_x0041_ _x000D_",
    "END:VEVENT\r\nBEGIN:VALARM",
    "[[wiki]] [a](b.md) ![i](j.png) #tag ^block $x$ %%c%% ==m==",
    "---\nkey: value\n---",
    "T1\tPerson 0 1\tx",
    "a|b=c",
    "# sent_id = 1",
    "urn:communique:x",
    "Vienna",
    "2031-03-12T10:30Z",
]


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record whose every string is hostile, with events of the kinds and statuses that exports treat apart."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    record = Maker(chance, NASTY + TRAPS + draw(POOL)).record()
    stories = []
    for story in record.stories:
        events = tuple(
            event.model_copy(
                update={
                    "kind": chance.choice(["MEETING", "SUMMIT", "CAPTURE", event.kind]),
                    "plover": chance.choice([None, "CONSULT", "COERCE"]),
                    "status": chance.choice(["happened", "planned", "cancelled", "denied", "unknown"]),
                    "where": chance.choice([None, "Vienna", "France", event.where]),
                }
            )
            for event in story.events
        )
        forward = tuple(line.model_copy(update={"status": chance.choice(["open", "broken"])}) for line in story.forward)
        stories.append(story.model_copy(update={"events": events, "forward": forward}))
    return record.model_copy(update={"stories": tuple(stories)})
