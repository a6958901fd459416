"""What stands around a pronoun and the words it may mean, as numbers: features that word states carry badly or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SINGULAR = {
    "he": 0, "she": 0, "him": 1, "her": 2, "his": 3, "hers": 3, "himself": 4, "herself": 4,
}  # fmt: skip
_ENDS = frozenset(".!?")
_ABBREVIATED = frozenset("mr mrs ms dr sen rep gov gen st jr sr no vs u s".split())
_OPEN, _CLOSE = frozenset("“«„"), frozenset("”»")
_BEFORE = frozenset(
    "of to with for by against from on about at than like between behind toward towards over under beside around upon in into "
    "through after before during since until without within".split()
)
_FINITE = frozenset(
    "is was has had will would could should can may might did does says said told also never then".split()
)
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34)  # words into a sentence
COUNTS = 4  # how often a word stands in the window, counted so far
PERSON = (1, 2)  # labels of the tagger that begin and go on a person's name
TOP, FAR, MOST = 16, 64, 32
SPAN = 3  # states beside one another that the head sees of an anchor and of a candidate: the word and its neighbours


def sentences(words: Sequence[str], breaks: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The number of each word's sentence, and how many words of it stand before the word."""
    number, into = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    n = k = 0
    for i, word in enumerate(words):
        if i and (breaks[i] or (words[i - 1] in _ENDS and _begins(words, i)) or _closed(words, i)):
            n, k = n + 1, 0
        number[i], into[i] = n, k
        k += word[0].isalnum()
    return number, into


def _begins(words: Sequence[str], i: int) -> bool:
    """Whether a sentence can begin at i behind a full stop: no initial, no abbreviation before it."""
    before = words[i - 2] if i > 1 else ""
    if words[i - 1] == "." and (len(before) == 1 or before.lower() in _ABBREVIATED):
        return False
    return words[i][0].isupper() or words[i][0] in "“\"‘'«„("


def _closed(words: Sequence[str], i: int) -> bool:
    """Whether a closing mark behind a full stop stands just before i, and a capital at i."""
    return i > 1 and words[i - 1] in '”"’»' and words[i - 2] in _ENDS and words[i][0].isupper()


def quoted(words: Sequence[str], breaks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words stand between double quotation marks; a paragraph that opens with none closes them."""
    out, inside = np.zeros(len(words), np.bool_), False
    for i, word in enumerate(words):
        if breaks[i]:
            inside = False
        if word in _OPEN or (word == '"' and not inside):
            inside = True
        elif word in _CLOSE or word == '"':
            inside = False
        out[i] = inside
    return out


def candidates(logs: Floats, persons: NDArray[np.bool_], anchor: int) -> NDArray[np.int64]:
    """Words that a pronoun is weighed among: the first head's best `TOP`, and of its best `FAR` those of persons' names.

    `logs` [words + 1] are that head's, the last is "none in this window"; at most `MOST` places, in the order of the text.
    """
    best = np.argsort(-logs[:-1], kind="stable")[:FAR].tolist()
    chosen = [c for n, c in enumerate(best) if c != anchor and (n < TOP or persons[c])]
    return np.array(sorted(chosen[:MOST]), np.int64)


def _neighbours(word: str, before: str, low: str, after: str) -> tuple[bool, ...]:
    """What a candidate's neighbours tell of its place in the sentence."""
    capital = word[0].isupper()
    return (
        capital,
        capital and after in ("’", "'"),
        after == ",",
        after in _FINITE or (after.endswith("ed") and len(after) > 4),
        before in _BEFORE,
        before in ("and", "or", "&"),
        after in ("and", "or", "&"),
        before in (",", "("),
        low in SINGULAR,
    )


class Around:
    """Features of one window, worked out once for all its pronouns."""

    def __init__(self, words: Sequence[str], breaks: NDArray[np.bool_]) -> None:
        low = [w.lower() for w in words]
        before, after = [".", *low[:-1]], [*low[1:], "."]
        self.form = [SINGULAR.get(w, 0) for w in low]
        self.sentence, into = sentences(words, breaks)
        self.inside, self.paragraph = quoted(words, breaks), np.cumsum(breaks)
        self.into = np.searchsorted(_STEPS, into, side="right") - 1
        capital = np.array([w[0].isupper() for w in words])
        self.capitals = np.concatenate([[0], np.cumsum(capital & (into > 0))])
        ids: dict[str, int] = {}
        self.surface = np.array([ids.setdefault(w, len(ids)) for w in low])
        self.times = np.bincount(self.surface)
        self.own = np.array([_neighbours(*x) for x in zip(words, before, low, after, strict=True)], np.float32)
        self.led = [float(w in ("and", ",", "but")) for w in before]
        self.governed = [float(w in _BEFORE) for w in before]

    def of(self, anchor: int, places: NDArray[np.int64]) -> Floats:
        """Features of the words at `places` beside the pronoun at `anchor`: [places, FEATURES]."""
        n = len(places)
        apart = np.clip(self.sentence[anchor] - self.sentence[places], -2, 4) + 2
        low, high = np.minimum(places, anchor) + 1, np.maximum(places, anchor)
        between = np.maximum(self.capitals[high] - self.capitals[np.minimum(low, high)], 0)
        inside = self.inside[places]
        parts = [
            _one_hot(apart, 7),
            _one_hot(np.full(n, self.form[anchor]), 5),
            _one_hot(self.into[places], len(_STEPS)),
            _one_hot(np.full(n, self.into[anchor]), len(_STEPS)),
            _one_hot(np.minimum(self.times[self.surface[places]], COUNTS) - 1, COUNTS),
            _column(self._nearest(anchor, places)),
            _column(self.paragraph[places] == self.paragraph[anchor]),
            _column(np.full(n, self.inside[anchor])),
            _column(inside),
            _column(inside != self.inside[anchor]),
            self.own[places],
            _column(places > anchor),
            _column(np.sqrt(between) / 4),
            _column(np.full(n, self.led[anchor])),
            _column(np.full(n, self.governed[anchor])),
        ]
        return np.concatenate(parts, axis=1).astype(np.float32)

    def _nearest(self, anchor: int, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a word is the last of its kind up to the anchor or, where none stands there, the first behind it."""
        nearest = {}
        for kind in dict.fromkeys(self.surface[places].tolist()):
            same = np.flatnonzero(self.surface == kind)
            up_to = same[same <= anchor]
            nearest[kind] = up_to[-1] if len(up_to) else same[0]
        return np.array(
            [nearest[k] == p for k, p in zip(self.surface[places].tolist(), places.tolist(), strict=True)], bool
        )


def beside(states: NDArray[Any], places: NDArray[np.int64]) -> NDArray[Any]:
    """The states of words with those of their neighbours, noughts beyond the window: [places, SPAN x width]."""
    parts = []
    for step in range(-(SPAN // 2), SPAN // 2 + 1):
        at = places + step
        there = (at >= 0) & (at < len(states))
        parts.append(np.where(there[:, None], states[np.clip(at, 0, len(states) - 1)], states.dtype.type(0)))
    return np.concatenate(parts, axis=-1)


def _column(values: NDArray[Any]) -> NDArray[Any]:
    return values[:, None]


def _one_hot(index: NDArray[Any], size: int) -> Floats:
    out: Floats = np.eye(size, dtype=np.float32)[index]
    return out


FEATURES = 7 + 5 + 2 * len(_STEPS) + COUNTS + 18
