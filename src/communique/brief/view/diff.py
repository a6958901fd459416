"""Which words differ: between two wordings of one utterance, and between the sides of a contradiction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from communique.brief.labels import word_list

MAX_WORDS = 400  # beyond this a word diff costs more than it tells

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")

Span = tuple[int, int]


def marked(text: str, spans: Sequence[Span]) -> list[dict[str, object]]:
    """`text` cut into runs, each told whether it differs; runs joined are `text`."""
    runs: list[dict[str, object]] = []
    position = 0
    for start, end in spans:
        if start > position:
            runs.append({"text": text[position:start], "differs": False})
        runs.append({"text": text[start:end], "differs": True})
        position = end
    if position < len(text) or not runs:
        runs.append({"text": text[position:], "differs": False})
    return runs


def wordings(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """Spans of the words of each wording that the other has not at that place (longest common subsequence of words)."""
    a, b = _words(left), _words(right)
    if not a or not b or len(a) > MAX_WORDS or len(b) > MAX_WORDS:
        return [], []
    matcher = SequenceMatcher(None, [w.casefold() for _, w in a], [w.casefold() for _, w in b], autojunk=False)
    only_left: list[Span] = []
    only_right: list[Span] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            only_left += [_run(a, i, j)] if i < j else []
            only_right += [_run(b, k, m)] if k < m else []
    return only_left, only_right


def deciding(texts: Sequence[str], kind: str) -> list[list[Span]]:
    """For each side of a contradiction, the words that decide and that no other side has.

    Figures when a date or number is in dispute; then negations and other forms of a word of the other side ("signed",
    "without signing"); all differing words only where the sides otherwise say the same. Nothing, where nothing decides.
    """
    sides = [_words(text) for text in texts]
    if len(texts) < 2 or any(len(side) > MAX_WORDS for side in sides):
        return [[] for _ in texts]
    bags = [{w.casefold() for _, w in side} - word_list("small_words.txt") for side in sides]
    out: list[list[Span]] = []
    for index, side in enumerate(sides):
        others: set[str] = set().union(*(bag for n, bag in enumerate(bags) if n != index))
        own = [(span, w.casefold()) for span, w in side if w.casefold() in bags[index] - others]
        out.append(_joined(texts[index], [span for span, _ in _choose(own, bags[index], others, kind)]))
    return out


def _choose(own: list[tuple[Span, str]], bag: set[str], others: set[str], kind: str) -> list[tuple[Span, str]]:
    figures = [(span, w) for span, w in own if any(c.isdigit() for c in w) or w in word_list("figure_words.txt")]
    if kind in ("date", "number") and figures:
        return figures
    if len(bag & others) >= 0.5 * min(len(bag), len(others)):
        return own
    return [(span, w) for span, w in own if w in word_list("negations.txt") or any(_kin(w, other) for other in others)]


def _kin(word: str, other: str) -> bool:
    """Whether two different words look like forms of one: they share all but their endings."""
    short = min(len(word), len(other))
    stem = max(4, short - 3)
    return short >= 4 and word[:stem] == other[:stem]


def _words(text: str) -> list[tuple[Span, str]]:
    if len(text) > 40 * MAX_WORDS:
        return [((0, 0), "")] * (MAX_WORDS + 1)
    return [(match.span(), match[0]) for match in _WORD.finditer(text)]


def _run(words: list[tuple[Span, str]], first: int, after: int) -> Span:
    return words[first][0][0], words[after - 1][0][1]


def _joined(text: str, spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
