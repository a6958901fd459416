"""Quotations that are signed: a block in quotation marks, and below or behind it a dash and who said it.

    “We kept our word.”
    — Ana Kovar, harbour master

The name is read only where the block stands in marks from its first to its last word and the line ends with the
signature, so that the dashes of dialogues, lists and asides are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]

OPENING, CLOSING = '“"«„', '”"»“'
MOST_PARAGRAPHS = 8
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WORD = r"[A-Z][\w.’'-]*"
_WHO = (
    rf"(?P<who>{_WORD}(?:\s(?:{_WORD}|de|da|del|van|von|der|den|bin|ibn|al-\w+|of|for|the|and))*"
    r"(?:,\s[^.!?:;“”\"\n]{2,100})?)"
)
_DASH = r"(?:[―—–]|--)\s?"
_BELOW = re.compile(rf"\s*{_DASH}{_WHO}\.?\s*")
_BEHIND = re.compile(rf"\s*(?P<words>[“\"«„][^“”\"«»„\n]+[”\"»])\s*{_DASH}{_WHO}\.?\s*")


def find_signed(text: str) -> list[tuple[Span, tuple[Span, ...]]]:
    """(who, the pieces of what was said) of every signed quotation, in order."""
    lines = [m.span() for m in _LINE.finditer(text) if m[0].strip()]
    out: list[tuple[Span, tuple[Span, ...]]] = []
    for i, (start, end) in enumerate(lines):
        behind = _BEHIND.fullmatch(text, start, end)
        if behind and _signs(behind["who"]):
            out.append((behind.span("who"), (behind.span("words"),)))
            continue
        below = _BELOW.fullmatch(text, start, end)
        if below and _signs(below["who"]):
            content = _block_before(text, lines, i)
            if content:
                out.append((below.span("who"), content))
    return out


def _signs(who: str) -> bool:
    """A signature is a full name, or one word that is explained behind a comma."""
    name, _, explained = who.partition(", ")
    return len(name.split()) > 1 or bool(explained)


def _block_before(text: str, lines: Sequence[Span], signature: int) -> tuple[Span, ...]:
    """The quoted paragraphs that end just before a signature: each opens with a mark, only the last one closes."""
    pieces: list[Span] = []
    for start, end in reversed(lines[max(0, signature - MOST_PARAGRAPHS) : signature]):
        words = text[start:end].strip()
        closes = len(words) > 1 and words[-1] in CLOSING
        if words[0] not in OPENING or closes == bool(pieces):
            break
        if any(mark in words[1:-1] for mark in OPENING + CLOSING):
            return ()  # more than one run of quoted words: somebody's "said" may stand between them
        at = text.index(words, start)
        pieces.insert(0, (at, at + len(words)))
    return tuple(pieces)
