"""Whether two places of two reports answer one question: what stands around both, in named features.

Two clauses that contradict each other are seldom alike as wholes; what shows that they speak of one thing is the words near
both values, the rest of both sentences, what the neighbouring sentences have in common, and that nothing speaks for two things
(other names, other days, a count brought up to date). Each detector adds features of its own and weighs them all
(`data/clashes.yaml`, fitted by `training/compare_clashes.py`).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.compare.clauses.align import Aligner, Pairing
from communique.compare.clauses.anchors import Anchoring, anchoring, around, generic, sentence_words
from communique.compare.clauses.story import Clause, Story
from communique.compare.clauses.words import Lemmas, Token, read_yaml
from communique.lexicon import name_key

_MOST = 3.0  # what a sum of weights may reach before it says nothing more
_SAME = 0.8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Two places laid side by side: features, and the words that tie them for whoever asks why."""

    features: dict[str, float]
    anchors: Anchoring


class Questions:
    """Lays places of one story side by side; what depends on the two clauses alone is worked out once."""

    def __init__(self, story: Story, aligner: Aligner, pairings: Sequence[Pairing]) -> None:
        self._story, self._aligner = story, aligner
        self._pairs = {(p.left.number, p.right.number): p for p in pairings}
        self._scores: dict[int, dict[int, float]] = defaultdict(dict)
        for p in pairings:
            self._scores[p.left.number][p.right.number] = self._scores[p.right.number][p.left.number] = p.score
        self._by_clauses: dict[tuple[int, int], tuple[dict[str, float], Anchoring]] = {}
        self._lemmas: dict[tuple[int, Span], Lemmas] = {}
        self._beside_both: dict[tuple[int, int], float] = {}
        self._around: dict[int, tuple[Token, ...]] = {}
        self._named: dict[int, frozenset[str]] = {}
        self._known: dict[int, frozenset[str]] = {}
        self._sentences = {r.index: list(r.by_sentence) for r in story.reports}
        self._places = {r: {s: i for i, s in enumerate(sentences)} for r, sentences in self._sentences.items()}
        self._beside: dict[int, tuple[Clause, ...]] = {}

    def foremost(
        self, left: Clause, one: Span, right: Clause, other: Span, leave: Sequence[str] = ()
    ) -> dict[str, float]:
        """Those features of `asked` that tell most and cost least: enough to see that the others cannot help."""
        near = self._near(left, one, right, other, leave)
        return {
            "near": min(_MOST, near.told),
            "strong": float(min(3, near.strong)),
            "closest": self._closest(left, right),
            "beside": self._next_to(left, right),
        }

    def asked(self, left: Clause, one: Span, right: Clause, other: Span, leave: Sequence[str] = ()) -> Asked:
        """The features of two places; `leave` names words that are known to match or to differ."""
        near = self._near(left, one, right, other, leave)
        shared, wide = self._of_clauses(left, right)
        rest = anchoring(self._aligner, sentence_words(left), sentence_words(right), leave, least=_SAME)
        both = anchoring(self._aligner, left.content, right.content, leave, least=_SAME)
        least = min(self._weight(left.content, leave), self._weight(right.content, leave))
        whole = min(self._weight(sentence_words(left), leave), self._weight(sentence_words(right), leave))
        features = {
            **shared,
            **self.foremost(left, one, right, other, leave),
            "share": min(1.0, both.told / least) if least else 0.0,
            "share_wide": min(1.0, rest.told / whole) if whole else 0.0,
        }
        return Asked(features, near if near.strong else rest if rest.strong else wide)

    def _near(self, left: Clause, one: Span, right: Clause, other: Span, leave: Sequence[str]) -> Anchoring:
        return anchoring(self._aligner, around(left, one), around(right, other), leave, least=_SAME)

    def tied(self, left: Clause, right: Clause, leave: Sequence[str]) -> bool:
        """Whether the two sentences share a word beside those left aside, or their clauses were paired: cheap to ask."""
        if self._pair(left, right) is not None:
            return True
        others = self._said(right)
        return any(others.has_like(w, _SAME, leave) for w in self._said(left) if w not in leave and w not in generic())

    def adjoin(self, left: Clause, right: Clause) -> bool:
        """Whether two clauses of one report stand in one sentence or in neighbouring ones."""
        places = self._places[left.report.index]
        return abs(places[left.sentence] - places[right.sentence]) <= 1

    def _said(self, clause: Clause) -> Lemmas:
        """The content words of its sentence."""
        key = (clause.report.index, clause.sentence)
        if key not in self._lemmas:
            self._lemmas[key] = Lemmas(w.lemma for w in sentence_words(clause))
        return self._lemmas[key]

    def _weight(self, tokens: Sequence[Token], leave: Sequence[str]) -> float:
        """What words weigh, but for those left aside."""
        words = dict.fromkeys(w.lemma for w in tokens if w.lemma not in leave)
        return math.fsum(self._aligner.weight(w) for w in words)

    def _of_clauses(self, left: Clause, right: Clause) -> tuple[dict[str, float], Anchoring]:
        key = (left.number, right.number)
        found = self._by_clauses.get(key)
        if found is None:
            found = self._by_clauses[key] = self._laid(left, right)
        return found

    def _laid(self, left: Clause, right: Clause) -> tuple[dict[str, float], Anchoring]:
        around_both = anchoring(self._aligner, self._neighbours(left), self._neighbours(right), least=_SAME)
        tones = (left.tone, right.tone)
        return {
            "around": min(_MOST, around_both.told),
            "other_names": float(min(2, *self._strangers(left, right))),
            "apart": float(marked("progress", left) != marked("progress", right)),
            "unreal": float(tones[0].actual != tones[1].actual),
            "title": float(left.in_title or right.in_title),
            "one_speaker": float(bool(set(left.speakers) & set(right.speakers))),
            "said": float((left.statement is None) != (right.statement is None)),
        }, around_both

    def _pair(self, left: Clause, right: Clause) -> Pairing | None:
        one, other = left.number, right.number
        return self._pairs.get((one, other) if one < other else (other, one))

    def _closest(self, left: Clause, right: Clause) -> float:
        pairing = self._pair(left, right)
        return pairing.features["closest"] if pairing else 0.0

    def _neighbours(self, clause: Clause) -> tuple[Token, ...]:
        """Content words of the sentence before and the sentence after."""
        found = self._around.get(clause.number)
        if found is None:
            found = tuple(w for c in self._adjoining(clause) if c.sentence != clause.sentence for w in c.content)
            self._around[clause.number] = found
        return found

    def _adjoining(self, clause: Clause) -> tuple[Clause, ...]:
        """The other clauses of its sentence, and those of the sentences before and after."""
        found = self._beside.get(clause.number)
        if found is None:
            at = self._places[clause.report.index][clause.sentence]
            near = self._sentences[clause.report.index][max(0, at - 1) : at + 2]
            found = tuple(c for s in near for c in clause.report.by_sentence[s] if c is not clause)
            self._beside[clause.number] = found
        return found

    def _next_to(self, left: Clause, right: Clause) -> float:
        """How alike the closest pair of clauses beside the two is."""
        key = (left.number, right.number)
        found = self._beside_both.get(key)
        if found is None:
            others = [(b.number, b.report) for b in self._adjoining(right)]
            found = 0.0
            for clause in self._adjoining(left):
                if scores := self._scores.get(clause.number):
                    alike = (scores.get(n, 0.0) for n, report in others if report is not clause.report)
                    found = max(found, max(alike, default=0.0))
            self._beside_both[key] = found
        return found

    def _strangers(self, left: Clause, right: Clause) -> tuple[int, int]:
        """Names in each sentence that the other report does not have."""
        return (
            len(self._names(left) - self._all_names(right)),
            len(self._names(right) - self._all_names(left)),
        )

    def _names(self, clause: Clause) -> frozenset[str]:
        found = self._named.get(clause.number)
        if found is None:
            found = self._named[clause.number] = _names(clause)
        return found

    def _all_names(self, clause: Clause) -> frozenset[str]:
        found = self._known.get(clause.report.index)
        if found is None:
            found = self._known[clause.report.index] = _all_names(clause)
        return found


def weighed(family: str, features: dict[str, float]) -> float:
    """How sure it is that two places contradict each other; 0 to 1.

    A family of detectors has weights of its own beside those that all of them share.
    """
    weights: dict[str, float] = table()[family]["weights"]
    total = weights["bias"] + sum(weight * features[name] for name, weight in table()["shared"].items())
    total += sum(weight * features[name] for name, weight in weights.items() if name != "bias")
    return 1 / (1 + math.exp(-total))


_UP_TO = {"around": _MOST, "near": _MOST, "strong": 3.0, "other_names": 2.0}
"""The most that a feature can be, where that is not 1; none can be less than 0."""


def at_best(family: str, known: dict[str, float]) -> float:
    """What `weighed` can be at most of two places of which only some features are known."""
    weights = {**table()["shared"], **table()[family]["weights"]}
    total = weights.pop("bias") + math.fsum(
        weight * known[name] if name in known else max(0.0, weight) * _UP_TO.get(name, 1.0)
        for name, weight in weights.items()
    )
    return 1 / (1 + math.exp(-total))


def sure(family: str, threshold: str = "least") -> float:
    """From where on a family's candidates are reported."""
    return float(table()[family][threshold])


@cache
def table() -> dict[str, Any]:
    """`data/clashes.yaml` as plain values. Callers must not change it."""
    return read_yaml("clashes.yaml")


def marked(name: str, clause: Clause) -> bool:
    """Whether a clause has a mark of `questions.yaml`."""
    return bool(_pattern(name).search(clause.text.lower()))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("questions.yaml")[name]))


def _names(clause: Clause) -> frozenset[str]:
    """Keys of the capitalised words of a sentence that are no generic words; its first word may be any word."""
    start = clause.sentence[0]
    words = [w for c in clause.siblings for w in c.content if w.capital and w.start != start]
    return frozenset(name_key(w.text) for w in words if w.lemma not in generic())


def _all_names(clause: Clause) -> frozenset[str]:
    return frozenset(name_key(w.text) for c in clause.report.clauses for w in c.content if w.capital)
