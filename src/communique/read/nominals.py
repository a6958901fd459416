"""Definite noun phrases that stand for a person or body: "the foreign minister", "his spokeswoman", "the ministry"."""

from __future__ import annotations

from functools import cache

from communique.encoder.words import TITLE, Words
from communique.lexicon import noun_kind
from communique.lexicon.nouns import plural_form

DETERMINERS = frozenset("the this that his her their its our".split())
MODIFIERS = 4  # words that may stand between the determiner and the head


_NO_MODIFIERS = frozenset(
    "to of in for and or but on by with who which from at as is are was were be been has have had will would can could "
    "said says told when if while because so not".split()
)


def _is_stop_inside(words: Words, at: int) -> bool:
    """Whether a full stop belongs to initials ("the U.S. envoy") and ends no sentence."""
    return words[at] == "." and at > 0 and len(words[at - 1]) == 1


@cache
def is_role_noun(word: str) -> bool:
    """Whether a lower-case word can head a phrase for a person or a body."""
    return word.isalpha() and noun_kind("the " + word) in ("person", "organization", "collective")


def nominal_at(words: Words, head: int) -> tuple[int, int] | None:
    """The definite phrase that ends in the role noun at `head`, as first and last word; None if there is none.

    A capitalised word behind the head makes it a title before a name ("the minister Ana Vale"), which is no mention of its own.
    """
    if not is_role_noun(words[head].lower()):
        return None
    after = head + 1
    if after < len(words) and (words[after].lower() in ("'", "’") or is_role_noun(words[after].lower())):
        return None
    if after < len(words) and words.case[after] == TITLE and not words.breaks[after]:
        return None
    for first in range(head - 1, max(head - MODIFIERS - 2, -1), -1):
        word = words[first].lower()
        if word == "that" and plural_form(words[head].lower()):
            return None  # "said that Democrats"
        if word in DETERMINERS:
            return first, head
        if word in _NO_MODIFIERS or not (word.isalpha() or word in "-’'" or _is_stop_inside(words, first)):
            return None
    return None


def nominals(words: Words, start: int, end: int) -> list[tuple[int, int]]:
    """Definite role phrases whose head lies in words [start, end)."""
    found = (nominal_at(words, head) for head in range(start, end))
    return [span for span in found if span]
