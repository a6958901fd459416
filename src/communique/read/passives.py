"""Passives that tell of their subject what somebody else says: "Vale has been criticised for ..."."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

BE = r"(?:(?:is|was|were|are|being)|(?:has|have|had|having)\s(?:\w+\s)?been|(?:to|will|would|could|may|might|should)\sbe)"
ADVERB = r"(?:(?:not|also|once|often|since|long|widely|repeatedly|recently|previously|earlier|\w+ly)\s){0,2}"


@cache
def _borne() -> re.Pattern[str]:
    """A passive of a verb that whoever bears it does not speak by: "was accused of", "has been urged to"."""
    verbs = yaml.safe_load((resources.files(__package__) / "passives.yaml").read_text("utf-8"))["borne"]
    return re.compile(rf"{BE}\s{ADVERB}(?:{'|'.join(verbs)})\b(?!.*\bby$)", re.I)


def bears(cue: str) -> bool:
    """Whether the subject of these words is told of, and does not speak: "has been criticised for"."""
    return bool(_borne().match(cue))
