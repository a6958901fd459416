"""The stance of a statement toward the matter it speaks of, from its act and its words."""

from __future__ import annotations

from communique.read.acts.lexicon import content_words
from communique.read.acts.tokens import tokenize
from communique.record.reading import Act, Stance

_BY_ACT: dict[str, Stance] = {
    "deny": "opposes", "refuse": "opposes", "accuse": "opposes", "warn": "opposes",
    "praise": "supports", "agree": "supports", "commit": "supports", "offer": "supports",
    "condition": "conditional", "ask": "unclear",
}  # fmt: skip


def stance_of(act: Act, content: str) -> Stance:
    """supports, opposes, conditional, neutral (an assertion without a judging word) or unclear.

    A demand supports what it demands, unless what it demands is that something stop; an assertion, forecast or attitude
    takes its stance from its own words, and without any is neutral (unclear for an attitude).
    """
    if act in _BY_ACT:
        return _BY_ACT[act]
    tokens = tokenize(content)
    against = sum(1 for _ in content_words("oppose").find(tokens)) + sum(1 for _ in content_words("blame").find(tokens))
    for_it = sum(1 for _ in content_words("support").find(tokens)) + sum(
        1 for _ in content_words("praise").find(tokens)
    )
    if act == "demand":
        return "opposes" if against > for_it else "supports"
    if against != for_it:
        return "opposes" if against > for_it else "supports"
    return "unclear" if act == "attitude" or against else "neutral"
