"""Text to words: the regex words that every model layer counts in, with their case and paragraph breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"\w+|[^\w\s]")
CASES = 6
LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCT = range(CASES)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text. Arrays are of length W; offsets are code points of the text."""

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    case: NDArray[np.int8]
    breaks: NDArray[np.bool_]  # a line break stands before this word

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of the words first..last (inclusive)."""
        return int(self.starts[first]), int(self.ends[last])

    def at(self, start: int, end: int) -> range:
        """The words that share a character with [start, end)."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return range(first, max(first, last))


def case_of(word: str) -> int:
    """The case class of one word (MiniLM is uncased: this is where case enters the model)."""
    head = word[0]
    if not head.isalnum():
        return PUNCT
    if head.isdigit():
        return DIGIT
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    return TITLE if head.isupper() and word[1:].islower() else MIXED


def split_words(text: str) -> Words:
    """All words of `text`, in order."""
    spans = [m.span() for m in WORD.finditer(text)]
    starts = np.fromiter((s for s, _ in spans), np.int32, len(spans))
    ends = np.fromiter((e for _, e in spans), np.int32, len(spans))
    case = np.fromiter((case_of(text[s:e]) for s, e in spans), np.int8, len(spans))
    breaks = np.zeros(len(spans), np.bool_)
    newlines = np.fromiter((m.start() for m in re.finditer(r"[\n\r\u2028\u2029]", text)), np.int32)
    if len(newlines) and len(spans) > 1:
        before = np.searchsorted(newlines, starts)
        breaks[1:] = before[1:] > before[:-1]
    return Words(text, starts, ends, case, breaks)
