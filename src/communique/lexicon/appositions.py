"""Where the words around a name say which office its bearer holds: a title before it, an apposition on either side."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.lexicon.titles import may_end_title, parse_role, split_title

Span = tuple[int, int]

_BEFORE = re.compile(r"(?:[\w.’'&/-]+[ ]){1,9}$")
_AFTER = re.compile(
    r",\s+((?:[^\s,;:.()“”\"]|\.(?=\w|\s[a-z(]|[A-Z]))[^,;:()“”\"\n]{3,100}?)(?=,|;|(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Gen)(?<!St)\.\s|\.$|\.\"|\s—|\s-|\n|$)"
)
_IN_FRONT = re.compile(
    r"(?:^|[.!?]['\"”’]?\s|\n)(The [^,;:.()“”\"\n]{3,100}), (?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|M)\.? )?$"
)
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?|,? I{2,3}\b")
_PARTY = re.compile(r"\s\([DRIL]-[A-Z][\w.]+\)")
_CLAUSE = re.compile(r"\b(?:said|says|told|was|were|is|are|has|have|had|will|and)\b")
_OWNED = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)?[’']s?\s[\w-]+")  # "Lindmark's foreign minister"
_CONJUNCTIONS = frozenset(
    "who whom whose which that when while where as after before since until and but or if though because to in on at by with from for".split()
)
_LABEL = re.compile(r"(?:Democrat|Republican|Independent)\b.* of ")


def title_before(text: str, start: int) -> Span | None:
    """Where the title stands that ends just before a name at `start` ("said Foreign Minister X")."""
    before = _BEFORE.search(text, max(0, start - 90), start)
    title = _last_title(before[0]) if before else ""
    if not before or not title:
        return None
    at = text.rfind(title, before.start(), start)
    return (at, at + len(title)) if at >= 0 else None


def apposition_after(text: str, end: int) -> Span | None:
    """Where the office stands that follows a name ending at `end` (", the mayor,"), no list item and no clause."""
    suffix = _SUFFIX.match(text, end) or _PARTY.match(text, end)
    found = _AFTER.match(text, suffix.end() if suffix else end)
    if not found or not _describes(found[1]) or not parse_role(found[1]):
        return None
    return found.span(1)


def apposition_before(text: str, start: int, end: int) -> Span | None:
    """Where the office stands that opens a sentence before a name: "The mayor of Sellin, X, ..."."""
    found = _IN_FRONT.search(text, max(0, start - 130), start)
    if not found or not text.startswith(",", end) or _CLAUSE.search(found[1]) or not parse_role(found[1]):
        return None
    return found.span(1)


@lru_cache(maxsize=8192)
def _last_title(before: str) -> str:
    """The longest title that ends these words; the words before it belong to the sentence."""
    words = _since_full_stop(before.split())
    if not words or not may_end_title(words[-1]):
        return ""
    for size in range(min(7, len(words)), 0, -1):
        phrase = " ".join(words[-size:])
        found, rest = split_title(f"{phrase} Xname")
        if rest == "Xname" and found == phrase:
            return phrase
    return ""


def _since_full_stop(words: list[str]) -> list[str]:
    """The words behind the last full stop that ends a sentence; those of initials and abbreviated ranks end none."""
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word.endswith(".") and word[:1].islower() and "." not in word[:-1]:
            return words[at + 1 :]
    return words


def _describes(phrase: str) -> bool:
    """A noun phrase about the person before it, not the next item of a list nor a clause."""
    first = phrase.split()[0].lower()
    if first in _CONJUNCTIONS:
        return False
    if (
        first in ("the", "a", "an", "former", "his", "her", "their", "then")
        or phrase[:1].islower()
        or _OWNED.match(phrase)
    ):
        return not _CLAUSE.search(phrase)
    return bool(_LABEL.match(phrase))
