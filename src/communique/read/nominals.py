"""Definite noun phrases that stand for a person or body: "the foreign minister", "his spokeswoman", "the ministry"."""

from __future__ import annotations

from functools import cache

from communique.encoder.words import TITLE, Words
from communique.lexicon import noun_kind

DETERMINERS = frozenset("the this that his her their its our".split())
MODIFIERS = 4  # words that may stand between the determiner and the head


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
        if word in DETERMINERS:
            return first, head
        if not (word.isalpha() or word in "-’'."):
            return None
    return None


def nominals(words: Words, start: int, end: int) -> list[tuple[int, int]]:
    """Definite role phrases whose head lies in words [start, end)."""
    found = (nominal_at(words, head) for head in range(start, end))
    return [span for span in found if span]
