"""Features of a sentence with marked source and target, for the PLOVER root classifier."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from functools import cache

from communique.read.acts.lexicon import word_set
from communique.read.acts.tokens import Token, tokenize
from communique.read.events.cues import root_phrases

SOURCE, TARGET = "§s", "§t"
_SUFFIXES = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_AHEAD = 8
_BEFORE = 5
_MOODS = ("future", "negated", "asked", "passive")

Span = tuple[int, int]


def stem(word: str) -> str:
    """A crude stem: digits to one class, common endings cut where four letters remain."""
    if word[0].isdigit():
        return "#"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def mark(text: str, source: Span | None, target: Span | None) -> list[Token]:
    """The tokens of a sentence with source and target each as one token (`§s`, `§t`)."""
    places = sorted((span, name) for span, name in ((source, SOURCE), (target, TARGET)) if span is not None)
    out: list[Token] = []
    at = 0
    for (start, end), name in places:
        if start < at:
            continue
        out += tokenize(text, at, start)
        out.append(Token(start, end, name, name))
        at = end
    return out + tokenize(text, at)


def features(text: str, source: Span | None, target: Span | None) -> Counter[str]:
    """Feature -> count: stems, pairs, what stands between and beside the marked words, phrases of roots by place."""
    tokens = mark(text, source, target)
    words = [t.lower if t.lower in (SOURCE, TARGET) else stem(t.lower) for t in tokens]
    place = _places(words)
    out: Counter[str] = Counter({"bias": 1})
    for k, word in enumerate(words):
        if word in (SOURCE, TARGET):
            continue
        out[f"w={word}"] += 1
        out[f"{place[k]}={word}"] += 1
    for left, right in itertools.pairwise(words):
        out[f"p={left} {right}"] += 1
    _beside(words, out)
    _phrases(tokens, words, place, out)
    for name, span in ((SOURCE, source), (TARGET, target)):
        for token in tokenize(text, *span) if span else ():
            out[f"{name}:{stem(token.lower)}"] += 1
    return out


def _places(words: Sequence[str]) -> list[str]:
    """For each word: before both (`a`), between (`m`; `n` when the target comes first), after (`z`), later (`x`)."""
    marks = [k for k, word in enumerate(words) if word in (SOURCE, TARGET)]
    if not marks:
        return ["x"] * len(words)
    first, last = marks[0], marks[-1]
    middle = "n" if words[first] == TARGET else "m"
    return [
        "a" if k < first else middle if k < last else "z" if k <= last + _AHEAD else "x"
        for k in range(len(words))
    ]  # fmt: skip


def _beside(words: Sequence[str], out: Counter[str]) -> None:
    for name in (SOURCE, TARGET):
        if name not in words:
            continue
        at = words.index(name)
        for offset in (-2, -1, 1, 2, 3):
            if 0 <= at + offset < len(words):
                out[f"{name}{offset:+d}={words[at + offset]}"] += 1


def _moods(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """What stands before a verb: future, negated, asked for (a future favour is AGREE, a future harm THREATEN)."""
    words = [t.lower for t in tokens[max(0, at - _BEFORE) : at]]
    joined = " " + " ".join(words) + " "
    return tuple(name for name in _MOODS if any(f" {phrase} " in joined for phrase in _mood_words(name)))


@cache
def _mood_words(name: str) -> frozenset[str]:
    return word_set("communique.read.events", f"mood_{name}")


def _phrases(tokens: Sequence[Token], words: Sequence[str], place: Sequence[str], out: Counter[str]) -> None:
    source = words.index(SOURCE) if SOURCE in words else -1
    first_after = True
    for start, end, roots in root_phrases().find(tokens):
        moods = _moods(tokens, start) if first_after and start > source else ()
        for root in roots:
            out[f"r={root}"] += 1
            out[f"r{place[start]}={root}"] += 1
            if end - start > 1:
                out[f"rl={root}"] += 1
            if first_after and start > source:
                out[f"r1={root}"] += 1
                for mood in moods:
                    out[f"f={mood}:{root}"] += 1
        if start > source:
            first_after = False
