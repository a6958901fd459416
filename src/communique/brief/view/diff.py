"""Which words differ: between two wordings of one utterance, and between the sides of a contradiction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

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
    """For each side of a contradiction, the words no other side has: figures first when figures are in dispute."""
    sides = [_words(text) for text in texts]
    if len(texts) < 2 or any(len(side) > MAX_WORDS for side in sides):
        return [[] for _ in texts]
    bags = [{w.casefold() for _, w in side} for side in sides]
    out: list[list[Span]] = []
    for index, side in enumerate(sides):
        others = set().union(*(bag for n, bag in enumerate(bags) if n != index))
        own = [(span, w) for span, w in side if w.casefold() not in others and w.casefold() not in _small_words()]
        figures = [(span, w) for span, w in own if any(c.isdigit() for c in w) or w.casefold() in _figure_words()]
        chosen = figures if kind in ("date", "number") and figures else own
        out.append(_joined(texts[index], [span for span, _ in chosen]))
    return out


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


@cache
def _small_words() -> frozenset[str]:
    return _list("small_words.txt")


@cache
def _figure_words() -> frozenset[str]:
    return _list("figure_words.txt")


def _list(name: str) -> frozenset[str]:
    text = resources.files("communique.brief").joinpath(name).read_text("utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())
