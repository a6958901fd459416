"""Which words differ: between two wordings of one utterance, and between the sides of a contradiction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from communique.brief.word_lists import word_list

MAX_WORDS = 400  # beyond this a word diff costs more than it tells

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")

Span = tuple[int, int]


def marked(text: str, spans: Sequence[Span], mark: str = "differs") -> list[dict[str, str]]:
    """`text` cut into runs {text, mark}: `mark` inside the spans, nothing outside; runs joined are `text`."""
    return runs_of(text, [(start, end, mark) for start, end in spans])


def runs_of(text: str, marks: Sequence[tuple[int, int, str]]) -> list[dict[str, str]]:
    """`marked` with a mark of its own for every span (start, end, mark), which are in order and disjoint."""
    runs: list[dict[str, str]] = []
    position = 0
    for start, end, mark in marks:
        if start > position:
            runs.append({"text": text[position:start], "mark": ""})
        runs.append({"text": text[start:end], "mark": mark})
        position = end
    if position < len(text) or not runs:
        runs.append({"text": text[position:], "mark": ""})
    return runs


def plain_words(text: str) -> tuple[str, ...]:
    """The words alone, without quotation marks and stops."""
    return tuple(_WORD.findall(text))


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

    Figures when a date or number is in dispute; then negations, the word each turns round, and other forms of that word
    on the other side ("signed", "without signing"); all differing words only where the sides otherwise say the same.
    Nothing, where nothing decides.
    """
    sides = [_words(text) for text in texts]
    if len(texts) < 2 or any(len(side) > MAX_WORDS for side in sides):
        return [[] for _ in texts]
    bags = [{w.casefold() for _, w in side} - word_list("small_words.txt") for side in sides]
    others = [set().union(*(bag for m, bag in enumerate(bags) if m != n)) for n in range(len(sides))]
    denied = [_denied([w.casefold() for _, w in side], other) for side, other in zip(sides, others, strict=True)]
    out: list[list[Span]] = []
    for n, side in enumerate(sides):
        own = [(span, w.casefold()) for span, w in side if w.casefold() in bags[n] - others[n]]
        figures = [(span, w) for span, w in own if any(c.isdigit() for c in w) or w in word_list("figure_words.txt")]
        against = set().union(*(words for m, words in enumerate(denied) if m != n))
        if kind in ("date", "number") and figures:
            chosen = figures
        elif len(bags[n] & others[n]) >= 0.5 * min(len(bags[n]), len(others[n])):
            chosen = own
        else:
            chosen = [(span, w) for span, w in own if _turns(w, denied[n], others[n], against)]
        out.append(_joined(texts[n], [span for span, _ in chosen]))
    return out


def _denied(words: list[str], others: set[str]) -> set[str]:
    """Words within reach of a negation that only this side has."""
    negations = word_list("negations.txt")
    at = [n for n, w in enumerate(words) if w in negations and w not in others]
    return {w for n in at for w in words[n + 1 : n + 4]}


def _turns(word: str, denied: set[str], others: set[str], against: set[str]) -> bool:
    """Whether a word is a negation, what it denies of the other side, or what the other side denies."""
    if word in word_list("negations.txt"):
        return True
    return (word in denied and any(_kin(word, w) for w in others)) or any(_kin(word, w) for w in against)


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
