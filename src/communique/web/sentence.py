"""A few words in the sentence they stand in, from an article's text alone."""

from __future__ import annotations

import re

_ROOM = 160  # characters shown on either side at most
_BREAK = re.compile(
    r"\n\s*\n|\n(?=[ \t]*[A-Z“\"])|(?<=[\w)”\"]{3}[.!?])[”\"’)]*\s+(?=[\"“‘(A-Z])|(?<=[.!?][”\"])\s+(?=[\"“‘(A-Z])"
)
"""A blank line, a new line that begins anew, a stop after a word before a capital: where a sentence may begin."""


def in_sentence(text: str, span: tuple[int, int]) -> list[dict[str, str]]:
    """Runs {text, mark}: the words at `span` (mark "key") with their sentence, cut with "…" where it is long."""
    low, high = max(0, span[0] - _ROOM), min(len(text), span[1] + _ROOM)
    before, after = "… " if low > 0 else "", " …" if high < len(text) else ""
    for match in _BREAK.finditer(text, low, span[0]):
        low, before = match.end(), ""
    end = _BREAK.search(text, span[1], high)
    if end:
        high, after = end.start(), ""
        while high < len(text) and text[high] in '”"’).!?':
            high += 1
    if before:
        low = next((n + 1 for n in range(low, span[0]) if text[n].isspace()), span[0])
    if after:
        high = next((n for n in range(high - 1, span[1] - 1, -1) if text[n].isspace()), span[1])
    runs = [(before + text[low : span[0]].lstrip(), ""), (text[span[0] : span[1]], "key")]
    runs.append((text[span[1] : high].rstrip() + after, ""))
    return [{"text": words, "mark": mark} for words, mark in runs if words]
