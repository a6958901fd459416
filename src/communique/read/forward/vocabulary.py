"""The words and patterns that the rules of this folder share, and what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.read.acts.lexicon import load, word_set
from communique.read.acts.tokens import Phrases
from communique.record.reading import ForwardKind

BE_TO = frozenset({"is to", "are to", "was to", "were to"})
MODALS = frozenset({"will", "would", "shall", "'ll"})
NOT_VERBS = word_set("communique.read.forward", "not_verbs")
BACK = frozenset({"back", "out", "down", "over"})
GIVES = word_set("communique.read.forward", "gives")


@dataclass(frozen=True, slots=True)
class Found:
    """A kind, the words that decided, and the token index where the subject's clause meets them."""

    kind: ForwardKind
    words: str
    at: int


@cache
def _lists() -> dict[str, list[str]]:
    return {
        key: [str(word) for word in words] for key, words in load("communique.read.forward", "forward.yaml").items()
    }


@cache
def listed(kind: str) -> frozenset[str]:
    """One list of `forward.yaml` or `words.yaml`."""
    return frozenset(_lists()[kind]) if kind in _lists() else word_set("communique.read.forward", kind)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One wording of `patterns.yaml`; a long one stands there as a list of its pieces."""
    return re.compile("".join(load("communique.read.forward", "patterns.yaml")[name]))


@cache
def author_phrases() -> Phrases[ForwardKind]:
    """The phrases by which an author tells an act or an arrangement, each -> its kind."""
    phrases: Phrases[ForwardKind] = Phrases()
    for name, kind in (
        ("refusals", "refusal"), ("commitments", "commitment"), ("offers", "offer"),
        ("predictions", "prediction"), ("plans", "plan"), ("demands", "demand"),
    ):  # fmt: skip
        for words in _lists()[name]:
            phrases.add(words, kind)  # type: ignore[arg-type]
    return phrases
