"""Which clauses of different reports speak of the same thing: an inverted index proposes, named features decide.

The features and what they weigh stand in `data/features.yaml`; a decision keeps the values that made it, so that a
reader can
be told why (the manner of nomenklatura's logic models). `training/compare_align.py` fits the weights.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.compare.clauses.moments import Moment
from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import Token, concept_keys, lemmas_of, rarity, read_yaml

_CANDIDATES = 10  # neighbours of a clause that are looked at, the best by shared words first
_LONGEST_POSTING = 60  # a word in more clauses than this proposes nobody
_ALIKE = 0.4
_A_MONTH = 31  # days
_A_YEAR = 0.4  # what a year in common tells, of what a day does
_A_FEW = 3  # clauses of two reports that may name a day before it tells less
_LARGE = 10  # a number from here on seldom agrees by chance


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two clauses of different reports, how sure it is that they report the same, and the features behind it."""

    left: Clause
    right: Clause
    score: float
    features: dict[str, float]
    shared: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A pair before it is known what else its clauses were paired with."""

    left: Clause
    right: Clause
    features: dict[str, float]
    shared: tuple[tuple[str, str], ...]

    @property
    def nearness(self) -> float:
        """How near the clauses are, for telling the nearest of several."""
        f = self.features
        return f["covered_less"] + f["covered_more"] + f["sentence"] + f["same_number"] + f["same_day"]


class Aligner:
    """The clauses of one story, ready to be paired."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.clauses = [c for c in story.clauses if c.content]
        counts: dict[str, set[int]] = defaultdict(set)
        for clause in self.clauses:
            for word in clause.content:
                counts[word.lemma].add(clause.number)
        total = len(self.clauses) + 1
        self._told = (
            {w: math.log(total / (len(n) + 0.5)) / math.log(total) for w, n in counts.items()} if total > 1 else {}
        )
        self._weights: dict[str, float] = {}
        self._sentences: dict[tuple[int, tuple[int, int]], frozenset[str]] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._days_named: dict[tuple[int, Moment], int] = {}

    def weight(self, word: str) -> float:
        """How much a lemma tells: rare in English, and rare in this story."""
        found = self._weights.get(word)
        if found is None:
            found = self._weights[word] = rarity(word) * (0.25 + 0.75 * self._told.get(word, 1.0))
        return found

    def pairs(self, least: float = 0.0) -> list[Pairing]:
        """Scored pairs of clauses of different reports, the best first; ties by place."""
        if len(self.story.reports) < 2:
            return []
        self._post()
        seen: set[tuple[int, int]] = set()
        for i, _ in enumerate(self.clauses):
            for j in self._neighbours(i):
                seen.add((min(i, j), max(i, j)))
        found = self._scored([self._compared(self.clauses[i], self.clauses[j]) for i, j in sorted(seen)])
        return sorted((p for p in found if p.score >= least), key=lambda p: (-p.score, p.left.number, p.right.number))

    def _post(self) -> None:
        """Note in which clauses each concept stands; a story of one report never asks."""
        for i, clause in enumerate(self.clauses if not self._postings else ()):
            for key in {k for w in clause.content for k in concept_keys(w.lemma)}:
                self._postings[key].append(i)

    def _neighbours(self, index: int) -> list[int]:
        clause = self.clauses[index]
        scores: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(w.lemma for w in clause.content):  # a set's order would change the last digit
            told = self.weight(word)
            here: set[int] = set()
            for key in concept_keys(word):
                posting = self._postings[key]
                if len(posting) <= _LONGEST_POSTING or (key == word and told > 0.3):
                    here.update(posting)
            for other in here:
                if self.clauses[other].report is not clause.report:
                    scores[other] += told
        return [n for _, n in heapq.nsmallest(_CANDIDATES, ((-told, n) for n, told in scores.items()))]

    def _scored(self, found: Sequence[_Compared]) -> list[Pairing]:
        """Every pair with its score; how close it comes to the closest pair of its two reports is a feature, too."""
        closest: dict[tuple[int, int], float] = defaultdict(float)
        for pair in found:
            for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
                key = (here.number, there.report.index)
                closest[key] = max(closest[key], pair.nearness)
        out = []
        for pair in found:
            most = max(
                closest[pair.left.number, pair.right.report.index], closest[pair.right.number, pair.left.report.index]
            )
            features = {**pair.features, "closest": pair.nearness / most if most else 0.0}
            weights = feature_weights()
            total = weights["bias"] + sum(weights[name] * value for name, value in features.items() if name in weights)
            out.append(Pairing(pair.left, pair.right, 1 / (1 + math.exp(-total)), features, pair.shared))
        return out

    def _compared(self, left: Clause, right: Clause) -> _Compared:
        features, shared = self._features(left, right)
        return _Compared(left, right, features, shared)

    def _features(self, left: Clause, right: Clause) -> tuple[dict[str, float], tuple[tuple[str, str], ...]]:
        one, other, shared = self._covered(left.content, right.content)
        numbers = _numbers(left, right)
        days = self._days(left, right)
        named = {w.lemma for w in (*left.content, *right.content) if w.capital}
        said = [q.value for q in left.quantities if q.value >= _LARGE]
        one_speaker = bool(set(left.speakers) & set(right.speakers))
        features = {
            "covered_less": min(one, other),
            "covered_more": max(one, other),
            "shared_plain": min(3.0, sum(self.weight(a) for a, b in shared if a == b and a not in named)),
            "alike_weight": min(3.0, sum(self.weight(a) for a, b in shared if a != b)),
            "same_number": float(numbers > 0),
            "other_number": float(numbers < 0),
            "large_number": float(any(q.value in said for q in right.quantities)),
            "same_day": max(0.0, days),
            "other_day": float(days < 0),
            "same_speaker": float(one_speaker),
            "other_speaker": float(bool(left.speakers) and bool(right.speakers) and not self._maybe_one(left, right)),
            "both_said": float(left.statement is not None and right.statement is not None),
            "polarity": float(left.negative != right.negative),
            "mood": float(left.tone.actual != right.tone.actual),
            "length": math.log(min(len(left.content), len(right.content))),
            "title": float(left.in_title or right.in_title),
            "sentence": self._context(left, right),
            **self._exact(left, right, shared),
        }
        return features, shared

    def _covered(
        self, left: Sequence[Token], right: Sequence[Token]
    ) -> tuple[float, float, tuple[tuple[str, str], ...]]:
        """Shares of the weight of each side that the other says too, and the words matched."""
        shared: dict[tuple[str, str], float] = {}
        sides = []
        for these, those in ((left, right), (right, left)):
            total = said = 0.0
            lemmas = lemmas_of(tuple(t.lemma for t in those))
            for lemma in dict.fromkeys(t.lemma for t in these):
                told = self.weight(lemma)
                total += told
                like, best = lemmas.closest(lemma)
                if like >= _ALIKE:
                    said += told * like
                    shared[(lemma, best) if these is left else (best, lemma)] = like
            sides.append(said / total if total else 0.0)
        return sides[0], sides[1], tuple(sorted(shared))

    def _maybe_one(self, left: Clause, right: Clause) -> bool:
        """Whether the speakers are one, or may be by a name that they share ("Comrade Oran" and "Oran Vesk")."""
        if set(left.speakers) & set(right.speakers):
            return True
        one, other = ({w for s in c.speakers for w in self.story.name(s).lower().split()} for c in (left, right))
        return bool(one & other)

    def _exact(self, left: Clause, right: Clause, shared: Sequence[tuple[str, str]]) -> dict[str, float]:
        """Shares of the weight of the fuller and of the shorter clause that both tell in the same words."""
        same = math.fsum(self.weight(a) for a, b in shared if a == b)
        sides = [math.fsum(self.weight(w) for w in dict.fromkeys(t.lemma for t in c.content)) for c in (left, right)]
        least, most = min(sides), max(sides)
        return {"exact_less": same / most if most else 0.0, "exact_more": min(1.0, same / least) if least else 0.0}

    def _days(self, left: Clause, right: Clause) -> float:
        """Above 0 when they name days that meet, -1 when all their days lie apart, 0 when one names none.

        A day that many clauses of the two reports name ("on Wednesday", when all of it happened) tells little: 1 falls
        with the square of their number.
        """
        if not left.whens or not right.whens:
            return 0.0
        met = [(a.moment, b.moment) for a in left.whens for b in right.whens if a.moment.meets(b.moment)]
        if not met:
            return -1.0
        if not (
            left.tone.future or right.tone.future or any((a.days <= _A_MONTH) == (b.days <= _A_MONTH) for a, b in met)
        ):
            return 0.0  # of what has happened, a day is not told again by the year that it lies in
        told = min(self._named(left.report, a) + self._named(right.report, b) for a, b in met)
        long = all(a.days > _A_MONTH and b.days > _A_MONTH for a, b in met)
        return min(_A_YEAR if long else 1.0, (_A_FEW / told) ** 2)

    def _named(self, report: Report, day: Moment) -> int:
        """How many clauses of a report name a day, or one within it."""
        key = (report.index, day)
        if key not in self._days_named:
            finest = max(7, day.days)
            self._days_named[key] = sum(
                any(w.moment.meets(day) and w.moment.days <= finest for w in c.whens) for c in report.clauses
            )
        return self._days_named[key]

    def _context(self, left: Clause, right: Clause) -> float:
        """Share of rare words that the rest of the two sentences have in common."""
        one, other = self._sentence(left), self._sentence(right)
        both = math.fsum(self.weight(w) for w in one & other)  # the same in any order of the set
        least = min(math.fsum(self.weight(w) for w in one), math.fsum(self.weight(w) for w in other))
        return both / least if least else 0.0

    def _sentence(self, clause: Clause) -> frozenset[str]:
        key = (clause.report.index, clause.sentence)
        if key not in self._sentences:
            self._sentences[key] = frozenset(w.lemma for c in clause.siblings for w in c.content)
        return self._sentences[key]


def _numbers(left: Clause, right: Clause) -> int:
    """1 when they share a number of one thing, -1 when numbers of one thing differ, 0 when they cannot be compared."""
    verdict = 0
    for a in left.quantities:
        for b in right.quantities:
            comparable = a.thing == b.thing or a.thing is None or b.thing is None
            if a.value == b.value and comparable:
                return 1
            if comparable and a.thing and not a.agrees(b):
                verdict = -1
    return verdict


@cache
def feature_weights() -> dict[str, float]:
    """What each feature adds to the log-odds that two clauses report the same."""
    return {k: float(v) for k, v in read_yaml("features.yaml")["weights"].items()}
