"""What the encoder makes of a marked sentence: its word states, pooled where the act is told."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from communique.encoder.session import Model
from communique.encoder.words import split_words
from communique.read.acts.tokens import tokenize
from communique.read.events.cues import root_phrases

Span = tuple[int, int]
Floats = NDArray[np.float32]
POOLS = 4
_AFTER_SOURCE = 25  # characters: about the verb group
_WITHOUT_TARGET = 60


def pooled(model: Model, text: str, source: Span | None, target: Span | None) -> Floats:
    """Four means of word states, joined; a sentence longer than one window is read in its first.

    They are of the words between source and target, of those outside both, of the first PLOVER phrase after the source,
    and of the characters right after the source.
    """
    words = split_words(text)
    window = next(iter(model.scored(words)), None)
    if window is None:
        return np.zeros(0, np.float32)
    states = window.states.astype(np.float32)
    width = states.shape[1]

    def mean(start: int, end: int) -> Floats:
        inside = [w for w in words.at(start, end) if w < len(states)]
        return states[inside].mean(axis=0) if inside else np.zeros(width, np.float32)

    marked = sorted(span for span in (source, target) if span is not None)
    after = source[1] if source else 0
    if len(marked) == 2:
        between = mean(marked[0][1], marked[1][0])
    else:
        between = mean(marked[0][1], marked[0][1] + _WITHOUT_TARGET) if marked else np.zeros(width, np.float32)
    free = np.ones(len(states), np.bool_)
    for span in marked:
        free[[w for w in words.at(*span) if w < len(states)]] = False
    outside = states[free].mean(axis=0) if free.any() else np.zeros(width, np.float32)
    return np.concatenate(
        [between, outside, mean(*_first_phrase(text, after, target)), mean(after, after + _AFTER_SOURCE)]
    )


def _first_phrase(text: str, after: int, target: Span | None) -> Span:
    """The first phrase of the PLOVER lexicon behind the source and outside the target; empty without one."""
    tokens = tokenize(text)
    for first, last, _ in root_phrases().find(tokens):
        start = tokens[first].start
        if start >= after and not (target and target[0] <= start < target[1]):
            return start, tokens[last - 1].end
    return 0, 0
