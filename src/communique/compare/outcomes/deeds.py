"""The deed of a forward-looking line: what is to be done, not that it is promised, asked for or foreseen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.compare.clauses.words import Token, read_yaml

_MODALS = frozenset("will would shall must should 'll won't wouldn't shan't mustn't".split())
_BE = frozenset({"is", "are", "was", "were", "be"})
_LIGHT = frozenset(
    "hold bring carry put give keep place set bear".split()
)  # "is to be held": the deed is the noun beside it
_PASSED_OVER = frozenset("not never be also only then soon now at last first again all both each have been".split())


def deed_of(words: Sequence[Token]) -> str | None:
    """The lemma of the deed among the words of a line in order, small words included; None when it has no plain word.

    That is the first content word after "will" or the like, else after a "to" that something is promised, asked or meant; else
    the first noun or verb that does not itself say that something is held out ("calls for the *removal* of the tower").
    """
    at = deed_at(words)
    return None if at is None else words[at].lemma


def deed_at(words: Sequence[Token]) -> int | None:
    """Where among the words of a line its deed stands (see `deed_of`)."""
    low = [w.text.lower().replace("’", "'") for w in words]
    for at in openings(low):
        found = _next_plain(words, low, at)
        if found is not None and words[found].lemma not in _LIGHT:
            return found
    plain = [i for i, w in enumerate(words) if _plain(w) and w.lemma not in _LIGHT]
    plain = plain or [i for i, w in enumerate(words) if _plain(w)]
    return next((i for i in plain if not holds_out(words[i].lemma)), plain[0] if plain else None)


def openings(low: Sequence[str]) -> list[int]:
    """The places behind a "will" or the like, then those behind a "to", where a deed may stand."""
    return [*_after_modals(low), *_after_to(low)]


def holds_out(lemma: str) -> bool:
    """Whether a word says that something is promised, asked for or foreseen, and nothing of what."""
    return lemma in _holding_out()


def tells_nothing(lemma: str) -> bool:
    """Whether a word of a line is none that later words could come back to: it holds out, or is a verb of every use."""
    return lemma in _LIGHT or holds_out(lemma)


def _after_modals(low: Sequence[str]) -> list[int]:
    return [i + 1 for i, w in enumerate(low) if w in _MODALS or (w == "to" and i and low[i - 1] in _BE)]


def _after_to(low: Sequence[str]) -> list[int]:
    return [i + 1 for i, w in enumerate(low) if w == "to"]


def _next_plain(words: Sequence[Token], low: Sequence[str], at: int) -> int | None:
    """The place of the first word from a place on that can be a deed; None when something else comes first ("to Tessaly")."""
    for i in range(at, min(at + 4, len(words))):
        word = words[i]
        if low[i] in _PASSED_OVER or (word.small and not word.capital) or low[i].endswith("ly"):
            if low[i] in ("the", "a", "an", "his", "her", "its", "their", "this", "that"):
                return None
            continue
        return i if _plain(word) and not holds_out(word.lemma) else None
    return None


def _plain(word: Token) -> bool:
    return not word.small and not word.capital and word.text[0].isalpha()


@cache
def _holding_out() -> frozenset[str]:
    return frozenset(read_yaml("outcomes.yaml")["holding_out"])
