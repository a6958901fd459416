"""What the model says about each word of an article, kept for the layers that ask later."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from communique.encoder.schema import TAG_HEADS
from communique.encoder.session import COLUMNS, Floats, Model, ScoredWindow
from communique.encoder.words import Words
from communique.read.attribution import RawAttribution, Settings, decode_window
from communique.read.nominals import nominals

PRONOUNS = frozenset(
    "he she him her his hers himself herself they them their theirs themselves who whose whom i me my we us our".split()
)
TOP = 16  # antecedent words kept for an anchor


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Where an anchor word points: (word, probability) best first, and the probability that it is outside the window."""

    words: tuple[tuple[int, float], ...]
    none: float


@dataclass(slots=True)
class WordScores:
    """Head log-probabilities of every word, attributions, and antecedents of pronouns and nominal sources."""

    words: Words
    tags: NDArray[np.float16]
    attributions: list[RawAttribution] = field(default_factory=list)
    antecedents: dict[int, Antecedents] = field(default_factory=dict)

    def head(self, name: str) -> Floats:
        """Log-probabilities of one head: [words, labels]."""
        return self.tags[:, COLUMNS[name]].astype(np.float32)

    def row(self, head: str, word: int) -> Floats:
        """Probabilities of one head's labels for one word: [labels]."""
        probabilities: Floats = np.exp(self.tags[word, COLUMNS[head]].astype(np.float32))
        return probabilities

    def label(self, head: str, word: int) -> str:
        """The most probable label of a word."""
        return TAG_HEADS[head][int(self.tags[word, COLUMNS[head]].argmax())]

    def probability(self, head: str, word: int, label: str) -> float:
        """How probable a label is for a word, 0 to 1."""
        return float(np.exp(np.float32(self.tags[word, COLUMNS[head].start + TAG_HEADS[head].index(label)])))


def score(words: Words, model: Model, settings: Settings) -> WordScores:
    """One pass of the model over a text."""
    out = WordScores(words, np.zeros((len(words), sum(len(v) for v in TAG_HEADS.values())), np.float16))
    for scored in model.scored(words):
        w = scored.window
        out.tags[w.core_start : w.core_end] = scored.tags[w.core_start - w.start : w.core_end - w.start]
        found = decode_window(scored, settings)
        out.attributions.extend(found)
        out.antecedents.update(_antecedents(scored, words, found))
    return out


def source_head(words: Words, span: tuple[int, int]) -> int:
    """The head word of a nominal source: the last word before a comma, preposition or relative pronoun."""
    for w in range(span[0] + 1, span[1] + 1):
        if words[w].lower() in _AFTER_HEAD:
            return w - 1
    return span[1]


_AFTER_HEAD = frozenset(", of in for from at on with to by who whom whose which that ( — – -".split())


def _antecedents(scored: ScoredWindow, words: Words, found: list[RawAttribution]) -> dict[int, Antecedents]:
    w = scored.window
    anchors = {i for i in range(w.core_start, w.core_end) if words[i].lower() in PRONOUNS}
    anchors |= {source_head(words, s) for a in found for s in a.source}
    anchors |= {last for _, last in nominals(words, w.core_start, w.core_end)}
    inside = np.array(sorted(i for i in anchors if w.start <= i < w.end), np.int64)
    if not len(inside):
        return {}
    rows = scored.antecedents(inside - w.start)
    best = np.argsort(-rows[:, :-1], axis=1, kind="stable")[:, :TOP]
    chance = np.take_along_axis(rows, best, 1)
    return {
        int(anchor): Antecedents(tuple(zip(places.tolist(), p.tolist(), strict=True)), float(none))
        for anchor, places, p, none in zip(inside, best + w.start, chance, rows[:, -1], strict=True)
    }
