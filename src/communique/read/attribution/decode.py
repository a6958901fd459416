"""One scored window -> the attributions whose anchor lies in its core."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from communique.encoder.schema import ROLES
from communique.encoder.session import Floats, ScoredWindow
from communique.read.attribution.settings import Settings

WordSpan = tuple[int, int]  # first and last word, inclusive
SOURCE, CUE, CONTENT = range(3)
LEAST_LEFT = 3  # words that must be left of a content of which another attribution has the rest
_FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """An attribution in words of the article, with the probabilities it rests on.

    `cut` says that the content reaches the end of its window while the article goes on: more of it may follow.
    """

    anchor: int
    source: tuple[WordSpan, ...]
    cue: tuple[WordSpan, ...]
    content: tuple[WordSpan, ...]
    anchor_p: float
    content_p: float
    source_p: float
    confidence: float
    cut: bool = False


def viterbi(scores: Floats) -> NDArray[np.int64]:
    """Best label sequences under the BIO constraint: [batch, words, labels] -> [batch, words].

    An inside label follows only its own begin or inside label. Where the best label of every word already obeys that,
    it is the answer; dynamic programming is kept for the other rows.
    """
    path: NDArray[np.int64] = scores.argmax(2)
    broken = _breaks_bio(path).any(1)
    if broken.any():
        path[broken] = _constrained(scores[broken])
    return path


def _breaks_bio(path: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where an inside label has no begin or inside label of its role before it: [batch, words]."""
    before = np.zeros_like(path)
    before[:, 1:] = path[:, :-1]
    inside = (path > 0) & (path % 2 == 0)  # labels are O, then begin and inside of each role
    broken: NDArray[np.bool_] = inside & (before != path) & (before != path - 1)
    return broken


def _constrained(scores: Floats) -> NDArray[np.int64]:
    """Viterbi for the BIO constraint alone: begin labels and O come from any label, inside labels from their own pair."""
    batch, words, labels = scores.shape
    back = np.empty((words, batch, labels), np.int64)
    best = scores[:, 0].copy()
    best[:, 2::2] += _FORBIDDEN
    own = np.arange(1, labels, 2)  # the begin label of each role
    for t in range(1, words):
        pairs = best[:, 1:].reshape(batch, -1, 2)
        second = pairs[:, :, 1] > pairs[:, :, 0]
        back[t] = best.argmax(1)[:, None]
        back[t, :, 2::2] = own + second
        step = np.empty_like(best)
        step[:] = best.max(1)[:, None]
        step[:, 2::2] = pairs.max(2)
        best = step + scores[:, t]
    path = np.empty((batch, words), np.int64)
    path[:, -1] = best.argmax(1)
    rows = np.arange(batch)
    for t in range(words - 1, 0, -1):
        path[:, t - 1] = back[t][rows, path[:, t]]
    return path


def spans_of(path: NDArray[np.int64], role: int) -> list[WordSpan]:
    """Maximal B I* runs of one role, as (first, last) words."""
    begin, inside = 1 + 2 * role, 2 + 2 * role
    out: list[WordSpan] = []
    for w in np.flatnonzero((path == begin) | (path == inside)):
        if path[w] == inside and out and out[-1][1] == w - 1:
            out[-1] = (out[-1][0], int(w))
        else:
            out.append((int(w), int(w)))
    return out


def _mean_probability(chosen: Floats, spans: list[WordSpan]) -> float:
    """Geometric mean probability of the chosen labels over the words of `spans`; 0 without words."""
    if not spans:
        return 0.0
    return float(np.exp(np.concatenate([chosen[a : b + 1] for a, b in spans]).mean()))


def _pieces(chosen: Floats, spans: list[WordSpan], settings: Settings) -> list[WordSpan]:
    """Content pieces worth keeping: stray short fragments of low probability are dropped, the surest piece never."""
    if len(spans) < 2:
        return spans
    surest = max(spans, key=lambda s: (s[1] - s[0] + 1) * _mean_probability(chosen, [s]))

    def keep(s: WordSpan) -> bool:
        return s[1] - s[0] >= settings.fragment_words or _mean_probability(chosen, [s]) >= settings.fragment

    return [s for s in spans if s == surest or keep(s)]


def confidence(features: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """Calibrated probability that an attribution is right end to end (logistic regression on log-odds of its parts)."""
    clipped = [np.log(min(max(f, 1e-4), 0.9999) / (1 - min(max(f, 1e-4), 0.9999))) for f in features[:3]]
    z = weights[0] + sum(w * f for w, f in zip(weights[1:4], clipped, strict=True)) + weights[4] * features[3]
    return float(1 / (1 + np.exp(-z)))


def _bias(settings: Settings) -> Floats:
    """What is added to the scores of each label: [labels]."""
    bias = np.zeros(len(ROLES), np.float32)
    bias[[1 + 2 * SOURCE, 2 + 2 * SOURCE]] = settings.source_bias
    bias[[1 + 2 * CUE, 2 + 2 * CUE]] = settings.cue_bias
    return bias


def find_anchors(scored: ScoredWindow, settings: Settings) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Words of the core that start an attribution, and how probable that is."""
    window = scored.window
    p = np.exp(scored.head("anchor"))[window.core_start - window.start : window.core_end - window.start]
    hits = np.flatnonzero((p[:, 1] >= settings.anchor) | (p[:, 2] >= settings.cueless))
    return hits + (window.core_start - window.start), p[hits, 1:].max(1)


def decode_window(scored: ScoredWindow, settings: Settings) -> list[RawAttribution]:
    """The attributions anchored in the window's core, best first where two claim the same content."""
    anchors, chance = find_anchors(scored, settings)
    if not len(anchors):
        return []
    scores = scored.roles(anchors.astype(np.int64)) + settings.tag_weight * scored.head("roles")[None]
    scores = scores + _bias(settings)
    paths = viterbi(scores.astype(np.float32))
    log_p = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    found = []
    for k, anchor in enumerate(anchors):
        chosen = np.take_along_axis(log_p[k], paths[k][:, None], 1)[:, 0]
        content = _pieces(chosen, spans_of(paths[k], CONTENT), settings)
        if content:
            source, cue = spans_of(paths[k], SOURCE), spans_of(paths[k], CUE)
            found.append(_raw(scored, int(anchor), float(chance[k]), chosen, (source, cue, content), settings))
    return _without_duplicates(_without_borrowed(found, settings), settings)


def _raw(
    scored: ScoredWindow,
    anchor: int,
    chance: float,
    chosen: Floats,
    spans: tuple[list[WordSpan], ...],
    settings: Settings,
) -> RawAttribution:
    source, cue, content = spans
    content_p, source_p = _mean_probability(chosen, content), _mean_probability(chosen, source)
    features = (chance, content_p, source_p if source else 0.5, float(not source))
    window = scored.window
    base, cut = window.start, window.core_end < window.end == window.start + content[-1][1] + 1

    def shift(part: list[WordSpan]) -> tuple[WordSpan, ...]:
        return tuple((a + base, b + base) for a, b in part)

    return RawAttribution(
        anchor + base, shift(source), shift(cue), shift(content), chance, content_p, source_p,
        confidence(features, settings.calibration), cut,
    )  # fmt: skip


def _without_borrowed(found: list[RawAttribution], settings: Settings) -> list[RawAttribution]:
    """Each attribution without pieces that are all the words of another, nearer one.

    In `Vale said they would return. "We shall be back," she said.` the model gives the quotation to both.
    """
    out = []
    for a in found:
        pieces = a.content
        for b in found:
            theirs = _words(b.content)
            inside = [p for p in pieces if len(theirs & _words((p,))) >= settings.duplicate * (p[1] - p[0] + 1)]
            rest = tuple(p for p in pieces if p not in inside)
            if b is a or not inside or _nested(a, b) or len(_words(rest)) < LEAST_LEFT:
                continue
            whole = len(theirs & _words(tuple(inside))) >= settings.duplicate * len(theirs)
            if whole and all(_distance(b.anchor, p) < _distance(a.anchor, p) for p in inside):
                pieces = rest
        out.append(replace(a, content=pieces))
    return out


def _distance(anchor: int, piece: WordSpan) -> int:
    """Words between an anchor and a piece."""
    return max(piece[0] - anchor, anchor - piece[1], 0)


def _without_duplicates(found: list[RawAttribution], settings: Settings) -> list[RawAttribution]:
    """Of two attributions of nearly the same content the surer one stays."""
    kept: list[RawAttribution] = []
    for a in sorted(found, key=lambda x: (-x.anchor_p * x.content_p, x.anchor)):
        words = _words(a.content)
        if all(
            len(words & _words(b.content)) < settings.duplicate * min(len(words), len(_words(b.content)))
            or _nested(a, b)
            for b in kept
        ):
            kept.append(a)
    return sorted(kept, key=lambda x: x.anchor)


def _nested(a: RawAttribution, b: RawAttribution) -> bool:
    """One attribution stands whole (cue included) inside the other's content: second-hand speech, not a duplicate."""
    return bool(_words(a.cue) and _words(a.cue) <= _words(b.content)) or bool(
        _words(b.cue) and _words(b.cue) <= _words(a.content)
    )


def _words(spans: tuple[WordSpan, ...]) -> set[int]:
    return {w for a, b in spans for w in range(a, b + 1)}
