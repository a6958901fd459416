"""Words that a person typed or copied, found in their article: the place is a correction's anchor, so it must be sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.errors import UsageError

Span = tuple[int, int]
_LONGEST = 20_000
_MOST = 1_000  # places that are looked at
_SHOWN = re.compile("⟦U\\+([0-9A-F]{4,6})⟧")  # how pages print invisible characters
_PIECES = re.compile(r"\s+…\s+|\s+\.\.\.\s+")
_ALIKE = {c: f"[{re.escape(group)}]" for group in ('"“”„«»', "'’‘`", "-‐‑–—") for c in group}
"""What keyboards and clipboards make of each other's quotation marks and dashes."""


def locate(text: str, words: str, near: int | None = None, beside: Sequence[Span] = ()) -> Span:
    """Where `words` stand in `text`, whatever its spaces, quotation marks and dashes look like; not inside `beside`.

    Of several places the nearest to `beside`, then to `near`. UsageError when they stand nowhere, or in several places and nothing is near.
    """
    found = [span for span in _places(text, words) if not any(s < span[1] and span[0] < e for s, e in beside)]
    if not found:
        raise UsageError(f"these words do not stand in the article: {_short(words)}")
    if len(found) > 1 and near is None and not beside:
        raise UsageError(f"these words stand in {len(found)} places of the article; give more of them: {_short(words)}")
    return min(found, key=lambda span: (_gap(span, beside), abs(span[0] - (near or 0)), span))


def pieces(text: str, words: str, near: int | None = None) -> tuple[Span, ...]:
    """The same for words in several pieces, joined by " … " as pages show them: sorted and disjoint."""
    if any(_places(text, words)):
        return (locate(text, words, near),)
    out: list[Span] = []
    for piece in _PIECES.split(words.strip()):
        out.append(locate(text, piece, near, out))
    return tuple(sorted(out))


def _gap(span: Span, beside: Sequence[Span]) -> int:
    """Characters between a place and the nearest of the others: a cue stands beside its words, however long they are."""
    return min((max(s - span[1], span[0] - e) for s, e in beside), default=0)


def _places(text: str, words: str) -> list[Span]:
    wanted = _SHOWN.sub(lambda m: chr(int(m[1], 16)) if int(m[1], 16) < 0x110000 else m[0], words).split()
    if not wanted or sum(map(len, wanted)) > _LONGEST:
        return []
    pattern = r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in wanted)
    found = []
    for match in re.finditer(pattern, text):
        found.append(match.span())
        if len(found) == _MOST:
            break
    return found


def _short(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words[:120]}…”" if len(words) > 120 else f"“{words}”"
