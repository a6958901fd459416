"""Word lists of data files as alternatives of a pattern, and the patterns that several layers share."""

from __future__ import annotations

import re

from communique.lexicon.tables import yaml_of


def alternatives(file: str, kind: str) -> str:
    """One list of a YAML file of this package as a group of a pattern, the longest words first; blanks match any blank."""
    words = sorted(map(str, yaml_of("communique.read", "data", file)[kind]), key=len, reverse=True)
    return "(?:" + "|".join(word.replace(" ", r"\s") for word in words) + ")"


ASKED = re.compile(
    rf"(?:\w+ly\s)?{alternatives('unspoken.yaml', 'asked')}(?:\s{alternatives('unspoken.yaml', 'asked_about')})?", re.I
)
"""A passive of asking that opens an aside or a sentence: "asked about", "pressed on whether"."""
