"""A known title found again in the text, whatever its quotation marks, dashes and blanks."""

from __future__ import annotations

import re

_SEPARATORS = (" | ", " - ", " – ", " — ", ": ")
_MIN_PART = 4  # words that a part of a title must have to stand for it


def title_end(text: str, title: str, start: int = 0) -> int | None:
    """Where `title` ends if it stands at `start`; None if it does not."""
    for part in _parts(title):
        words = re.findall(r"\w+", part)
        if not words:
            continue
        pattern = r"\W{0,3}" + r"\W{0,6}".join(map(re.escape, words)) + r"(?!\w)[?!'’\"”)…]*"
        if match := re.compile(pattern, re.IGNORECASE).match(text, start):
            return match.end()
    return None


def _parts(title: str) -> list[str]:
    """A title, and what is left of it without the section or outlet that pages add."""
    parts = [title]
    for separator in _SEPARATORS:
        pieces = title.split(separator)
        longest = max(pieces, key=len)
        if len(pieces) > 1 and len(longest.split()) >= _MIN_PART:
            parts.append(longest)
    return parts
