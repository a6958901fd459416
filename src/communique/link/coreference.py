"""Event coreference over trigger mentions of many articles: which mentions are one event, with the features that decided.

Mentions are compared only within a story (Barhom et al. 2019 show how far the same trigger within predicted topics goes);
the score of a pair is a small table of features, and clusters are made by average linkage.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from communique.lexicon.stems import word_key

SAME_TRIGGER, CONTEXT, NEARBY, OVERLAPPING, DOCUMENTS = 0.5, 0.6, 0.25, 0.35, 0.2
THRESHOLD = 0.35  # chosen on twelve train topics of ECB+
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A mention of an event: its words, its sentence, the words around it, and its document's group."""

    document: str
    story: str
    words: str
    sentence: str

    @property
    def keys(self) -> frozenset[str]:
        """Stems of the trigger's words."""
        return frozenset(word_key(w) for w in _WORD.findall(self.words))


def coreferent(triggers: Sequence[Trigger], threshold: float = THRESHOLD) -> list[int]:
    """The cluster number of each trigger; the numbers follow the order of first members."""
    clusters = list(range(len(triggers)))
    by_story: dict[str, list[int]] = defaultdict(list)
    for i, trigger in enumerate(triggers):
        by_story[trigger.story].append(i)
    for members in by_story.values():
        for group in _linked([triggers[i] for i in members], threshold):
            first = members[group[0]]
            for k in group:
                clusters[members[k]] = first
    return clusters


def _linked(triggers: Sequence[Trigger], threshold: float) -> list[list[int]]:
    """Average linkage: the two most similar clusters are joined while their mean similarity reaches the threshold."""
    contexts = _contexts(triggers)
    total = np.zeros((len(triggers), len(triggers)))
    for a in range(len(triggers)):
        for b in range(a + 1, len(triggers)):
            total[a, b] = total[b, a] = similarity(triggers[a], triggers[b], contexts[a], contexts[b])
    size = np.ones(len(triggers))
    groups = {i: [i] for i in range(len(triggers))}
    while len(groups) > 1:
        mean = np.round(total / np.outer(size, size), 9)
        np.fill_diagonal(mean, -1.0)
        a, b = divmod(int(mean.argmax()), len(triggers))
        if mean[a, b] < threshold:
            break
        a, b = min(a, b), max(a, b)
        total[a] += total[b]
        total[:, a] += total[:, b]
        total[b] = total[:, b] = -np.inf
        size[a] += size[b]
        groups[a] = sorted(groups[a] + groups.pop(b))
    return [groups[i] for i in sorted(groups)]


def similarity(a: Trigger, b: Trigger, left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """How much speaks for two triggers being one event: the trigger's stem, and what stands in both sentences."""
    if len(left) > len(right):
        left, right = right, left
    context = sum(w * right[t] for t, w in left.items() if t in right)
    shared = a.keys & b.keys
    same = len(shared) / max(1, min(len(a.keys), len(b.keys)))
    score = SAME_TRIGGER * same + CONTEXT * context
    if not same:
        score = CONTEXT * context + (OVERLAPPING if _prefix(a, b) else 0.0)
    if a.document == b.document and a.sentence == b.sentence and not same:
        return 0.0  # two triggers of one sentence are two events unless the word is the same
    return score


def _prefix(a: Trigger, b: Trigger) -> bool:
    """Triggers of one word family: "elect" and "election", "resign" and "resignation"."""
    return any(len(x) >= 4 and len(y) >= 4 and x[:5] == y[:5] for x in a.keys for y in b.keys)


def _contexts(triggers: Sequence[Trigger]) -> list[dict[str, float]]:
    """Unit TF-IDF vectors of the sentences, over the sentences of the story."""
    bags = [Counter(word_key(w) for w in _WORD.findall(t.sentence) if len(w) > 2) for t in triggers]
    documents = Counter(t for bag in {id(b): b for b in bags}.values() for t in bag)
    out = []
    for bag in bags:
        vector = {t: math.log(1 + n) * math.log(1 + len(bags) / documents[t]) for t, n in bag.items()}
        norm = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        out.append({t: w / norm for t, w in vector.items()})
    return out
