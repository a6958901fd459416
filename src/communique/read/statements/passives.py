"""Passives that tell of their subject what somebody else says: "Vale has been criticised for ..."."""

from __future__ import annotations

import re
from functools import cache

from communique.read.wording import alternatives

BE = r"(?:(?:is|was|were|are|being)|(?:has|have|had|having)\s(?:\w+\s)?been|(?:to|will|would|could|may|might|should)\sbe)"
ADVERB = r"(?:(?:not|also|once|often|since|long|widely|repeatedly|recently|previously|earlier|\w+ly)\s){0,2}"


@cache
def judged_by() -> re.Pattern[str]:
    """A passive with its agent and its judgement, as groups `verb`, `who` and `what`: "dismissed by critics as a sham"."""
    return re.compile(
        rf"\b(?P<verb>{alternatives('passives.yaml', 'judged')})\sby\s(?P<who>(?!which|whom|what)[^,.;:“”\"\n]{{2,70}}?)\s"
        r"as\s(?P<what>[^,.;:\n]{2,120}?)(?=\s(?:but|and|while|yet|though|although)\s|[,.;:](?:\s|$)|\n|$)"
    )


@cache
def _borne() -> re.Pattern[str]:
    """A passive of a verb that whoever bears it does not speak by: "was accused of", "has been urged to"."""
    return re.compile(rf"{BE}\s{ADVERB}{alternatives('passives.yaml', 'borne')}\b(?!.*\bby$)", re.I)


def bears(cue: str) -> bool:
    """Whether the subject of these words is told of, and does not speak: "has been criticised for"."""
    return bool(_borne().match(cue))


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"{BE}\s{ADVERB}{alternatives('passives.yaml', 'held')}\b(?!.*\bby$)", re.I)


def held_of(cue: str) -> bool:
    """Whether these words tell what is held of their subject, by nobody they name: "was believed"."""
    return bool(_held().match(cue))
