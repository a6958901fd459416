"""Tokens of a text and which of them spans cover: the units in which attributions are scored."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from communique.errors import UsageError

_TOKEN = re.compile(r"\w+|[^\w\s]")
_OPEN, _CLOSE, _STRAIGHT = "“„«", "”»", '"'


class TokenIndex:
    """The tokens of one text (words and single signs), which are words, and which stand inside double quotes."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        quoted = quoted_characters(text)
        self._is_word = [text[start].isalnum() or text[start] == "_" for start in self._starts]
        self._is_quoted = [quoted[start] for start in self._starts]

    def covered(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        """Numbers of the tokens that share a character with a span; UsageError for a span outside the text."""
        out: set[int] = set()
        for start, end in spans:
            if end <= start:
                continue
            if start < 0 or end > self.length:
                raise UsageError(f"span [{start}, {end}] is outside the text of {self.length} characters")
            first = bisect_right(self._ends, start)
            last = bisect_right(self._starts, end - 1)
            out.update(range(first, last))
        return frozenset(out)

    def words(self, tokens: frozenset[int]) -> frozenset[int]:
        """Those tokens that are words, not punctuation."""
        return frozenset(t for t in tokens if self._is_word[t])

    def form(self, words: frozenset[int]) -> str:
        """direct, mixed or indirect: all, some or none of the words lie within double quotation marks."""
        inside = sum(self._is_quoted[t] for t in words)
        return "direct" if inside == len(words) else "mixed" if inside else "indirect"


def quoted_characters(text: str) -> bytearray:
    """1 for each character inside double quotation marks, the marks included.

    Runs are paired within a line; an unclosed one ends with its line.
    """
    inside = bytearray(len(text))
    offset = 0
    for line in text.splitlines(keepends=True):
        for start, end in _quoted_runs(line):
            inside[offset + start : offset + end] = b"\x01" * (end - start)
        offset += len(line)
    return inside


def _quoted_runs(line: str) -> Iterable[tuple[int, int]]:
    start: int | None = None
    at = 0
    while at < len(line):
        pair = line[at : at + 2]
        width = 2 if pair in ("``", "''") else 1
        opens, closes = line[at] in _OPEN or pair == "``", line[at] in _CLOSE or pair == "''"
        if line[at] == _STRAIGHT:
            opens, closes = start is None, start is not None
        if start is None and opens:
            start = at
        elif start is not None and closes:
            yield start, at + width
            start = None
        at += width
    if start is not None:
        yield start, len(line)
