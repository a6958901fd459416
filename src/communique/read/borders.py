"""Borders of contents as a reader would draw them; drawn last, since the screen was trained on the model's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.read.statements import Draft

Span = tuple[int, int]

_YET_TO_SAY = re.compile(r"(?:is|are)\sto\s(?!be\s)")
_DANGLING = re.compile(r"(?:\s(?:in|for|of|at|by|with|from|on|to|and|but|or|the|an?))+$")


def bordered(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The finds with pieces joined that have a blank between them, and none that breaks off behind a preposition.

    What somebody "is to report" is yet to be said, and left out.
    """
    said = [d for d in found if not (d.cue and _YET_TO_SAY.match(text, *d.cue[0]))]
    return [replace(d, content=tuple(_before_dangling(text, p) for p in _joined(text, d.content))) for d in said]


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in spans:
        if out and text[out[-1][1] : start] == " ":
            start = out.pop()[0]
        out.append((start, end))
    return out


def _before_dangling(text: str, piece: Span) -> Span:
    """A piece without the prepositions and articles at its end whose noun it does not have."""
    start, end = piece
    dangling = _DANGLING.search(text, start, end) if text[end : end + 1] == " " else None
    whole = dangling is not None and " " in text[start : dangling.start()]  # of "one in" nothing would be left to read
    return (start, dangling.start()) if dangling and whole else piece
