"""Event coreference over trigger mentions of many articles: which mentions are one event.

Mentions are compared only within a story (Barhom et al. 2019 show how far the same trigger within predicted topics goes).
A pair's probability is logistic in a small table of features whose weights `training/event_coref.py` fitted on the train
topics of ECB+ (coreference.json); clusters are made by average linkage.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

import numpy as np

from communique.lexicon.stems import word_key

THRESHOLD = 0.4  # mean probability that joins two clusters: chosen on the train topics of ECB+
NEAR = 45  # characters on either side of a trigger that make its near context
_WORD = re.compile(r"[^\W_]+")
_FAMILY = 5  # letters that "elect" and "election" share
Vector = Mapping[str, float]


@dataclass(frozen=True)  # no slots: its keys are asked for by every pair, and worked out once
class Trigger:
    """A mention of an event: its words, its sentence, the words near it, its document and that document's group."""

    document: str
    story: str
    words: str
    sentence: str
    near: str = ""
    text: str = ""

    @cached_property
    def keys(self) -> frozenset[str]:
        """Stems of the trigger's words."""
        return frozenset(word_key(w) for w in _WORD.findall(self.words))


@dataclass(frozen=True)
class Scene:
    """What a story's triggers are weighed with: unit TF-IDF vectors of each, and in how many documents a stem triggers."""

    triggers: Sequence[Trigger]
    sentences: Sequence[Vector]
    near: Sequence[Vector]
    texts: Sequence[Vector]
    spread: Mapping[str, int]
    documents: int
    _of_texts: dict[tuple[str, str], float] = field(default_factory=dict)

    def of_texts(self, a: int, b: int) -> float:
        """How alike the whole texts of two triggers are: worked out once for two documents."""
        one, two = self.triggers[a].document, self.triggers[b].document
        pair = (min(one, two), max(one, two))
        if pair not in self._of_texts:
            self._of_texts[pair] = cosine(self.texts[a], self.texts[b])
        return self._of_texts[pair]


def coreferent(triggers: Sequence[Trigger], threshold: float = THRESHOLD) -> list[int]:
    """The cluster number of each trigger; the numbers follow the order of first members."""
    clusters = list(range(len(triggers)))
    by_story: dict[str, list[int]] = defaultdict(list)
    for i, trigger in enumerate(triggers):
        by_story[trigger.story].append(i)
    for members in by_story.values():
        for group in _linked(scene_of([triggers[i] for i in members]), threshold):
            first = members[group[0]]
            for k in group:
                clusters[members[k]] = first
    return clusters


def _linked(scene: Scene, threshold: float) -> list[list[int]]:
    """Average linkage: the two most similar clusters are joined while their mean probability reaches the threshold."""
    count = len(scene.triggers)
    total = np.zeros((count, count))
    for a in range(count):
        for b in range(a + 1, count):
            total[a, b] = total[b, a] = probability(features(scene, a, b))
    size = np.ones(count)
    groups = {i: [i] for i in range(count)}
    while len(groups) > 1:
        mean = np.round(total / np.outer(size, size), 9)
        np.fill_diagonal(mean, -1.0)
        a, b = divmod(int(mean.argmax()), count)
        if mean[a, b] < threshold:
            break
        a, b = min(a, b), max(a, b)
        total[a] += total[b]
        total[:, a] += total[:, b]
        total[b] = total[:, b] = -np.inf
        size[a] += size[b]
        groups[a] = sorted(groups[a] + groups.pop(b))
    return [groups[i] for i in sorted(groups)]


def scene_of(triggers: Sequence[Trigger]) -> Scene:
    """The vectors and counts of one story's triggers."""
    texts = {t.document: t.text or t.sentence for t in triggers}
    vectors = dict(zip(texts, _vectors(texts.values(), 3), strict=True))
    spread = Counter(key for key, _ in {(key, t.document) for t in triggers for key in t.keys})
    return Scene(
        triggers,
        _vectors((t.sentence for t in triggers), 2),
        _vectors((t.near for t in triggers), 2),
        [vectors[t.document] for t in triggers],
        spread,
        len(texts),
    )


def features(scene: Scene, a: int, b: int) -> dict[str, float]:
    """What speaks for and against two triggers being one event, by name."""
    one, two = scene.triggers[a], scene.triggers[b]
    shared = one.keys & two.keys
    same = len(shared) / max(1, min(len(one.keys), len(two.keys)))
    alike = float(same > 0)
    document = float(one.document == two.document)
    sentence = float(document and one.sentence == two.sentence)
    about = cosine(scene.sentences[a], scene.sentences[b])
    near = cosine(scene.near[a], scene.near[b])
    texts = 1.0 if document else scene.of_texts(a, b)
    rare = math.log(scene.documents / min(scene.spread[k] for k in shared)) if shared else 0.0
    return {
        "bias": 1.0,
        "same trigger": same,
        "one family": float(not alike and _family(one, two)),
        "sentences": about,
        "near": near,
        "sentences, same trigger": about * alike,
        "near, same trigger": near * alike,
        "one document, same trigger": document * alike,
        "one sentence, same trigger": sentence * alike,
        "one sentence, another trigger": sentence * (1 - alike),
        "rare trigger": rare,
        "documents, same trigger": texts * alike,
        "documents, another trigger": texts * (1 - alike),
        "triggers of the story": math.log(len(scene.triggers)),
    }


def probability(found: Mapping[str, float]) -> float:
    """How probably two triggers with these features are one event."""
    return 1 / (1 + math.exp(-sum(_weights().get(name, 0.0) * value for name, value in found.items())))


@cache
def _weights() -> dict[str, float]:
    return dict(json.loads((resources.files("communique.link") / "data" / "coreference.json").read_text("utf-8")))


def _family(a: Trigger, b: Trigger) -> bool:
    """Triggers of one word family: "elect" and "election", "resign" and "resignation"."""
    return any(len(x) >= 4 and len(y) >= 4 and x[:_FAMILY] == y[:_FAMILY] for x in a.keys for y in b.keys)


def cosine(left: Vector, right: Vector) -> float:
    """The overlap of two unit vectors, both in the order of their stems, so that it is the same on every machine."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[t] for t, weight in left.items() if t in right)


def _vectors(texts: Iterable[str], shortest: int) -> list[dict[str, float]]:
    """Unit TF-IDF vectors of texts among one another, over the stems of words longer than `shortest`."""
    bags = [Counter(word_key(w) for w in _WORD.findall(text) if len(w) > shortest) for text in texts]
    held = Counter(stem for bag in bags for stem in bag)
    out = []
    for bag in bags:
        vector = {t: math.log(1 + n) * math.log(1 + len(bags) / held[t]) for t, n in bag.items()}
        norm = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        out.append({t: vector[t] / norm for t in sorted(vector)})
    return out
