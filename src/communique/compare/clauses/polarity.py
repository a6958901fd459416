"""What a clause does with what it says.

Deny it, foresee it, make it depend on something. Lists in `data/polarity.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.compare.clauses.words import Token, read_yaml


@dataclass(frozen=True, slots=True)
class Tone:
    """Marks of a clause. `negations` counts negative words, so that two of them cancel out."""

    negations: int = 0
    future: bool = False
    conditional: bool = False
    possible: bool = False
    reported: bool = False
    past_of_past: bool = False

    @property
    def negative(self) -> bool:
        """Whether the clause denies what it speaks of."""
        return self.negations % 2 == 1

    @property
    def actual(self) -> bool:
        """Whether it is told as having happened or being so."""
        return not (self.future or self.conditional or self.possible)


def tone_of(words: Sequence[Token]) -> Tone:
    """The tone of the words of one clause."""
    if not words:
        return Tone()
    stretch = " " + " ".join(w.text.lower().replace("’", "'") for w in words) + " "
    found = {name: bool(pattern.search(stretch)) for name, pattern in _patterns().items()}
    return Tone(
        negations=len(_negation().findall(stretch)) - len(_no_negation().findall(stretch)),
        future=found["future"],
        conditional=found["conditional"],
        possible=found["possible"],
        reported=found["reported"],
        past_of_past=found["past_of_past"],
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = read_yaml("polarity.yaml")
    names = ("future", "conditional", "possible", "reported", "past_of_past")
    return {name: re.compile("|".join(raw[name])) for name in names}


@cache
def _negation() -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("polarity.yaml")["negation"]))


@cache
def _no_negation() -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("polarity.yaml")["no_negation"]))
