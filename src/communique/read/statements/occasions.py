"""Cues with the occasion that follows the verb: "said in a statement", "wrote on Twitter", "said Tuesday".

How something was said stands where the verb does, and annotators of PolNeAR count it to the cue in half of all cases (train split).
Drawn when the days of speech and the acts are known, which look at the verb and beside it.
"""

from __future__ import annotations

import re
from functools import cache

from communique.read.naming.names import DAYS
from communique.read.wording import alternatives

Span = tuple[int, int]


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives('occasions.yaml', 'verbs')}$")


@cache
def _occasion() -> re.Pattern[str]:
    return re.compile(
        rf"\s(?:(?:in|during|at|on)\s(?:an?|the|his|her|their|its|another|one)\s(?:[\w’'-]+\s){{0,3}}?"
        rf"{alternatives('occasions.yaml', 'occasions')}|on\s{alternatives('occasions.yaml', 'channels')}|(?:{'|'.join(DAYS)}))\b"
    )


def with_occasion(text: str, cue: tuple[Span, ...], taken: tuple[Span, ...]) -> tuple[Span, ...]:
    """The cue on to the end of the occasion behind its verb; none of `taken`, the content and the source, is covered."""
    if not cue or not _verb().search(text, *cue[-1]):
        return cue
    start, end = cue[-1]
    found = _occasion().match(text, end)
    if found is None or any(s < found.end() and found.start() < e for s, e in taken):
        return cue
    return (*cue[:-1], (start, found.end()))
