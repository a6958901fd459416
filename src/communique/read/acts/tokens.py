"""Light tokens with offsets, and phrases found among them: what the rules of acts, events and wording match on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d[\d,.]*\d|[^\W_]+(?:[’'-][^\W_]+)*|\.{2,}|--+|[^\w\s]|_")
GAP = "_"  # in a phrase: one to four tokens between two of its words

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the text; `lower` has straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`. Contractions and hyphenated words are one, abbreviations keep their stops."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m[0], m[0].lower().replace("’", "'")) for m in found]


@dataclass(slots=True)
class Phrases(Generic[V]):
    """Phrases of lower-case words -> a value; the longest at a position wins, the first added among equals."""

    by_first: dict[str, list[tuple[tuple[str, ...], V]]] = field(default_factory=dict)

    def add(self, phrase: str, value: V) -> None:
        """Add `phrase` (words separated by blanks; `_` stands for a gap of one to four words)."""
        words = tuple(phrase.replace("’", "'").split())
        row = self.by_first.setdefault(words[0], [])
        if all(known != words for known, _ in row):
            row.append((words, value))
            row.sort(key=lambda entry: -len(entry[0]))

    def match_at(self, tokens: Sequence[Token], index: int) -> tuple[int, V] | None:
        """The index after the longest phrase that starts at `index`, and its value."""
        for words, value in self.by_first.get(tokens[index].lower, ()):
            end = _match(tokens, index, words)
            if end is not None:
                return end, value
        return None

    def find(self, tokens: Sequence[Token]) -> Iterable[tuple[int, int, V]]:
        """Every match (first token, token after, value), left to right, not overlapping."""
        index = 0
        while index < len(tokens):
            found = self.match_at(tokens, index)
            if found is None:
                index += 1
            else:
                yield index, found[0], found[1]
                index = found[0]


def _match(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    at = index
    for place, word in enumerate(words):
        if word == GAP:
            rest = words[place + 1]
            ahead = (k for k in range(at + 1, min(at + 5, len(tokens))) if tokens[k].lower == rest)
            found = next(ahead, None)
            if found is None or any(t.lower in ".;:!?" for t in tokens[at:found]):
                return None
            at = found
        elif at >= len(tokens) or tokens[at].lower != word:
            return None
        else:
            at += 1
    return at
